// Builds the widget into one file. The same source gives the same bytes on every machine: nothing about the
// clock, the folder or the machine goes in. `node build.mjs [TARGET]`; the default is what the binary embeds.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = ['chrome111', 'firefox119', 'safari16.4'];

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

const outfile = process.argv[2] ?? here('../assets/static/widget.js');
await build({
  absWorkingDir: here('.'),
  entryPoints: ['src/main.ts'],
  outfile,
  bundle: true,
  minify: true,
  format: 'iife',
  charset: 'utf8',
  target,
  legalComments: 'none',
  // Shortened: our texts, whose names begin with a dollar sign, and names that neither the browser nor the server knows.
  mangleProps: /^(\$\w+|around|booked|choice|context|draft|emit|events|focusHead|frame|fresh|known|listeners|pick|refuse|retryAfterSeconds|say|stage)$/,
  plugins: [styleText],
});
const bytes = await readFile(outfile);
console.log(`${outfile}: ${bytes.length} bytes, ${brotliCompressSync(bytes).length} bytes brotli`);
