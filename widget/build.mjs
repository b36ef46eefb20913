// Builds the widget's files and the planner's scripts. The same source gives the same bytes on every machine: nothing about the clock,
// the folder or the machine goes in. `node build.mjs [FOLDER]`; the default is what the binary embeds.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { minify } from 'terser';
import { first, start, tags, textsWith } from './languages.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = ['chrome111', 'firefox119', 'safari16.4'];
const folder = process.argv[2] ?? here('../assets/built');

// A style sheet becomes a minified string: it is constructed at run time, since the page may forbid inline styles.
const styleText = {
  name: 'style-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

async function bundle(entry, name, options, shrink) {
  const outfile = join(folder, name);
  await build({
    absWorkingDir: here('.'),
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    charset: 'utf8',
    target,
    legalComments: 'none',
    plugins: [styleText],
    ...options,
  });
  if (shrink) await writeFile(outfile, await shrink(await readFile(outfile, 'utf8')));
  const bytes = await readFile(outfile);
  console.log(`${outfile}: ${bytes.length} bytes, ${brotliCompressSync(bytes).length} bytes brotli`);
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}

const sizeOf = (code) => brotliCompressSync(code).length;

/** The smallest of what terser makes of code: made once more it may be smaller, since names are chosen by the characters that are left. */
async function smallest(code, module) {
  const made = [];
  for (const options of [{ module }, { module, ecma: 2020 }, { module, compress: { passes: 2 } }]) {
    for (let [times, last] = [0, code]; times < 3; times += 1) made.push((last = (await minify(last, options)).code));
  }
  return made.reduce((best, next) => (sizeOf(next) < sizeOf(best) ? next : best));
}

/** A file that visitors load: as small as it gets. Answers the start of its hash. */
async function bundleSmall(entry, name, options) {
  return bundle(entry, name, options, (code) => smallest(code, options.format === 'esm'));
}

// The first file names the others by their contents, as the server's addresses of files do.
async function addressOf(entry, name, options) {
  return `assets/${await bundleSmall(entry, name, { format: 'esm', ...options })}/${name}`;
}

const languages = {};
for (const tag of tags) {
  const booking = await addressOf(`texts:${tag}/booking`, `widget-booking-${tag}.js`, { plugins: [textsWith()] });
  languages[tag] = {
    start: first.includes(tag) ? start(tag) : undefined,
    // Names the other file of the language: a page needs those of one only.
    grid: await addressOf(`texts:${tag}/grid`, `widget-${tag}.js`, { plugins: [textsWith({ booking })] }),
  };
}
const booking = await addressOf('src/booking/main.ts', 'widget-booking.js');
const list = await addressOf('src/list/main.ts', 'widget-list.js');
await bundleSmall('src/main.ts', 'widget.js', {
  format: 'iife',
  // Older browsers, too, must be able to read it, to find the link that it leaves them.
  target: ['chrome94', 'firefox93', 'safari15'],
  define: { BOOKING_FILE: JSON.stringify(booking), LIST_FILE: JSON.stringify(list), LANGUAGES: JSON.stringify(languages) },
});

// The booking page in a frame.
await bundle('pages/frame.ts', 'booking-frame.js', { format: 'iife' });

// The operator's pages.
await bundle('planner/main.ts', 'planner.js', { format: 'iife' });
await bundle('planner/set-up.ts', 'planner-set-up.js', { format: 'iife' });
await bundle('planner/settings.ts', 'planner-settings.js', { format: 'iife' });
// The calendar's library wants its licence to be kept with it.
const withLibrary = { plugins: [], legalComments: 'eof' };
await bundle('planner/calendar/main.ts', 'planner-calendar.js', { format: 'iife', ...withLibrary });
await bundle('planner/calendar/styles.css', 'planner-calendar.css', withLibrary);
await bundle('planner/passkey.ts', 'planner-passkey.js', { format: 'iife' });
await bundle('planner/inbox.ts', 'planner-inbox.js', { format: 'iife' });
await bundle('planner/customers.ts', 'planner-customers.js', { format: 'iife' });
await bundle('planner/offer.ts', 'planner-offer.js', { format: 'iife' });
