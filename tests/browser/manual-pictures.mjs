// Makes the pictures of the manual, in both languages of the planner, from the demonstration at a fixed time:
// `TERMINPLANER_BIN=../../target/debug/terminplaner node manual-pictures.mjs`. They are kept in assets/manual; the README's
// picture of the calendar, docs/planner.png, is made along with them.
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { here, launch, PASSWORD, startEmptyShop } from './harness.mjs';

const NOW = '2026-12-01T09:20:00+01:00';
const DESK = { width: 1080, height: 620 };
const PHONE = { width: 390, height: 700 };
const README = { width: 1280, height: 800 };
/** Of lossy WebP: words stay sharp. */
const QUALITY = 0.5;

const ends = [];
const t = { after: (end) => ends.push(end) };
let browser;

/** The demonstration's addresses by their names, and the folder of its file. */
async function startDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  const child = spawn(process.env.TERMINPLANER_BIN, ['demo', '--listen', '127.0.0.1:0', '--now', NOW],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: folder } });
  const ended = new Promise((done) => child.once('exit', done));
  ends.push(async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  const places = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, url] = line.match(/^ {2}(\w[\w ]*?) {2,}(http\S+)/) ?? [];
    if (name) places[name] = url;
    if (line.startsWith('All of it')) break;
  }
  return { ...places, folder };
}

/** Gives the demonstration's services and rooms their English names, as a shop in England would have them. */
async function translate({ folder }) {
  const shop = await readFile(here('../../examples/demo-shop.toml'), 'utf8');
  const services = shop.split('[[services]]\n').slice(1).map((service) => {
    const [, id] = service.match(/^id = "(.+)"/);
    const [, texts] = service.match(/\[services\.translations\.en\]\n((?:\w+ = .+\n)+)/);
    return `[[services]]\nid = "${id}"\n${texts}`;
  });
  const rooms = [1, 2].map((number) => `[[resources]]\nid = "hoerkabine-${number}"\nname = "Booth ${number}"\n`);
  const file = join(folder, 'english.toml');
  await writeFile(file, [...rooms, ...services].join('\n'));
  const [demo] = (await readdir(folder)).filter((name) => name.startsWith('terminplaner-demo-'));
  await promisify(execFile)(process.env.TERMINPLANER_BIN, ['import', '--db', join(folder, demo, 'demo.db'), file]);
}

/** The picture alone: without the colour profile, which is that of every screen. */
function bare(webp) {
  let at = 12;
  while (webp.toString('latin1', at, at + 4) !== 'VP8 ') at += 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2);
  const picture = webp.subarray(at, at + 8 + webp.readUInt32LE(at + 4));
  const head = Buffer.from('RIFF....WEBP', 'latin1');
  head.writeUInt32LE(picture.length + 4, 4);
  return Buffer.concat([head, picture]);
}

/** Writes what the page shows as lossy WebP. */
async function keep(page, language, name) {
  const png = (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64');
  const canvas = await page.context().newPage();
  const webp = await canvas.evaluate(
    async ([png, quality]) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const drawn = new OffscreenCanvas(picture.width, picture.height);
      drawn.getContext('2d', { alpha: false }).drawImage(picture, 0, 0);
      const bytes = new Uint8Array(await (await drawn.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    [png, QUALITY],
  );
  await canvas.close();
  const bytes = bare(Buffer.from(webp, 'base64'));
  const folder = here(`../../assets/manual/${language}`);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${name}.webp`, bytes);
  console.log(`${language}/${name}.webp: ${bytes.length} bytes`);
}

const open = async (language, viewport = DESK) => {
  const context = await browser.newContext({ viewport, locale: language === 'de' ? 'de-DE' : 'en-GB', timezoneId: 'Europe/Berlin', colorScheme: 'light' });
  return context.newPage();
};

/** The pages of the planner in the account's language. */
async function choose(page, origin, language) {
  await page.goto(`${origin}/planner/account`);
  await page.locator('select[name=language]').selectOption(language);
  const form = page.locator('form', { has: page.locator('select[name=language]') });
  await Promise.all([page.waitForNavigation(), form.locator('button').first().click()]);
  // That it was saved is said once, and not in a picture.
  await page.goto(`${origin}/planner/account`);
}

/** Pages of the planner: name of the picture, path, what is there when it can be taken. */
const PAGES = [
  ['today', '/planner', '.panel'],
  ['calendar', '/planner/calendar?view=day', '.ec-event'],
  ['new-appointment', '/planner/appointments/new', 'main form'],
  ['services', '/planner/services', '.panel'],
  ['hours', '/planner/hours', 'main .panel'],
  ['customers', '/planner/customers', '.panel'],
  ['statistics', '/planner/statistics?period=last-month', '.panel'],
];

async function takeDesk(places, language) {
  const page = await open(language);
  await page.goto(places.Planner);
  const { origin } = new URL(page.url());
  await choose(page, origin, language);
  for (const [name, path, ready] of PAGES) {
    await page.goto(origin + path);
    await page.locator(ready).first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => {});
    await keep(page, language, name);
  }
  await page.setViewportSize(PHONE);
  await page.goto(`${origin}/planner`);
  await page.locator('.panel').first().waitFor();
  await keep(page, language, 'today-phone');
  if (language === 'de') await takeForReadme(page, origin);
}

async function takeForReadme(page, origin) {
  await page.setViewportSize(README);
  await page.goto(`${origin}/planner/calendar?view=week`);
  await page.locator('.ec-event').first().waitFor();
  await page.screenshot({ path: here('../../docs/planner.png'), animations: 'disabled', caret: 'hide' });
}

async function takeBooking(places, language) {
  const page = await open(language);
  // The homepage is German; its widget has the picture's language before it begins.
  await page.addInitScript((tag) => {
    const name = () => document.querySelectorAll(`online-terminplaner:not([lang=${tag}])`).forEach((one) => one.setAttribute('lang', tag));
    new MutationObserver(name).observe(document, { childList: true, subtree: true });
  }, language);
  await page.goto(places.Homepage);
  const widget = page.locator('online-terminplaner');
  await widget.locator('button').first().waitFor();
  await widget.locator('button').first().click();
  await widget.locator('table').first().waitFor();
  await widget.locator('.tools button').first().waitFor();
  // No time looks as if it were chosen.
  await page.mouse.move(0, 0);
  await widget.scrollIntoViewIfNeeded();
  await page.evaluate(() => document.querySelector('online-terminplaner').scrollIntoView({ block: 'start' }));
  await keep(page, language, 'widget');
  const phone = await open(language, PHONE);
  await phone.goto(`${places['Booking page']}?service=hoertest&lang=${language}`);
  await phone.locator('main').waitFor();
  await keep(phone, language, 'booking-phone');
}

async function takeSetUp(language) {
  const { origin, address } = await startEmptyShop(t, NOW);
  const page = await open(language);
  await page.goto(address);
  await page.locator('[name=name]').fill('Erika Muster');
  await page.locator('[name=email]').fill('erika@example.org');
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('[name=password]').press('Enter');
  await page.waitForURL(/set-up\/shop/);
  await choose(page, origin, language);
  await page.goto(`${origin}/planner/set-up/resources`);
  await page.locator('main form button.primary').first().click();
  await page.goto(`${origin}/planner/set-up/services`);
  await page.locator('main form.offer').waitFor();
  await keep(page, language, 'set-up');
}

try {
  const places = await startDemo();
  for (const language of ['de', 'en']) {
    // Fields for dates are written as in the browser's own language, of which Chromium needs the file (chromium-l10n).
    process.env.LANGUAGE = language === 'de' ? 'de' : 'en_GB';
    browser = await launch((end) => ends.push(end));
    if (language === 'en') await translate(places);
    await takeDesk(places, language);
    await takeBooking(places, language);
    await takeSetUp(language);
  }
} finally {
  for (const end of ends.reverse()) await end();
}
