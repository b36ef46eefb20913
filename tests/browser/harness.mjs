// What every browser test stands on: the real program on a throw-away database, a provider's page on another
// origin with the strictest policy that the widget promises to work under, and one Chromium for the file.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM, freePort } from './chromium.mjs';

export const here = (path) => fileURLToPath(new URL(path, import.meta.url));
export const NOW = '2022-01-14T08:00:00+01:00';
export const SEED_SHOP = await readFile(here('../golden/seed-shop.toml'), 'utf8');
export const SEED_WEEK = JSON.parse(await readFile(here('../golden/seed-week.json'), 'utf8'));
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
/**
 * Until another's change must be seen, in milliseconds: on a quiet machine it takes less than a second, and pages that nobody tells look
 * by themselves once a minute.
 */
export const SEEN_MS = 15_000;
export const PASSWORD = 'correct horse battery';

const binary = process.env.TERMINPLANER_BIN;
if (!binary) throw new Error('Set TERMINPLANER_BIN to the built terminplaner.');

/** One browser, closed after the last test of the file. */
export async function launch(after) {
  const browser = await chromium.launch(CHROMIUM);
  after(() => browser.close());
  return browser;
}

/**
 * The program with this shop file, at `now`, reached at `host`. Ends with the test. `below` makes the public address of the
 * port, for a proxy before it.
 */
export async function startShop(t, shopFile = SEED_SHOP, now = NOW, host = '127.0.0.1', below = null) {
  const folder = await mkdtemp(join(tmpdir(), 'terminplaner-'));
  const db = join(folder, 'shop.db');
  const importShop = async (text) => {
    const file = join(folder, 'shop.toml');
    await writeFile(file, text);
    await promisify(execFile)(binary, ['import', '--db', db, file]);
  };
  await importShop(shopFile);
  const port = await freePort();
  const origin = below ? await below(port) : `http://${host}:${port}`;
  const child = spawn(binary, ['serve', '--db', db, '--listen', `127.0.0.1:${port}`, '--public-url', origin,
    '--now', now, '--mail-dir', join(folder, 'mail'), '--limits', 'off'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  t.after(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  await new Promise((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.includes(origin) && ready());
    ended.then(() => fail(new Error(`The program ended before it listened:\n${errors}`)));
  });
  const addUser = async (email, role = 'owner') => {
    const child = spawn(binary, ['user', 'add', '--db', db, '--role', role, '--name', 'Erika Muster', email]);
    child.stdin.end(`${PASSWORD}\n`);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`user add ended with ${code}`);
  };
  return { origin, db, mails: join(folder, 'mail'), importShop, stop, addUser, book: (start, customer) => book(origin, start, customer) };
}

/** Another visitor, who is quicker; returns what cancels the appointment again. */
async function book(origin, start, email = 'max@example.org') {
  const response = await fetch(`${origin}/api/v1/bookings`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      service: 'anpassung', start, resource: null,
      customer: { first_name: 'Max', last_name: 'Muster', email, phone: null },
      comment: null, language: 'de', privacy_accepted: true,
    }),
  });
  if (response.status !== 201) throw new Error(`${start}: ${response.status} ${await response.text()}`);
  const token = (await response.json()).manage_url.split('/').at(-1);
  return () => fetch(`${origin}/api/v1/bookings/${token}`, { method: 'DELETE' });
}

/** Chooses a time on the booking page: on a narrow screen it stands in a list, where the last day is opened first. */
export async function takeOnPage(page) {
  const days = page.locator('summary:visible');
  if (await days.count()) await days.last().click();
  await page.locator('a.slot:visible').last().click();
}

/** The provider's homepage on an origin of its own. `body` may name the shop's origin as `%SHOP%`. */
export async function startHost(t, shop, { body = '<script async src="%SHOP%/widget.js"></script>', head = '', lang = 'de', doctype = '<!doctype html>', csp, headers = {} } = {}) {
  const html = `${doctype}<html lang="${lang}"><head><meta charset="utf-8"><title>Hörakustik Muster</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">${head}</head>
    <body><main><h1>Hörakustik Muster</h1>${body}</main></body></html>`.replaceAll('%SHOP%', shop.origin);
  const server = http.createServer((request, response) => {
    if (request.url !== '/') return response.writeHead(204).end();
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': csp ?? `default-src 'none'; script-src ${shop.origin}; connect-src ${shop.origin}; ` +
        "require-trusted-types-for 'script'; trusted-types 'none'",
      ...headers,
    });
    return response.end(html);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  }));
  return `http://localhost:${server.address().port}/`;
}

/** A tab in a clean profile that records what it asked for and what it complained of. */
export async function openPage(t, browser, url, options = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, timezoneId: 'Europe/Berlin', locale: 'de-DE', ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  const seen = { requests: [], complaints: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('pageerror', (error) => seen.complaints.push(`${error}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.complaints.push(message.text());
  });
  if (options.before) await options.before(page);
  await page.goto(url);
  return { page, context, seen };
}

/** The whole way in one call: shop, homepage, tab, and the grid on the screen. */
export async function openWidget(t, browser, { shopFile, now, host, ...options } = {}) {
  const shop = await startShop(t, shopFile, now);
  const url = await startHost(t, shop, host);
  const opened = await openPage(t, browser, url, options);
  if (!options.closed) await opened.page.getByRole('grid').or(opened.page.locator('online-terminplaner .days')).first().waitFor();
  // The keys of the grid and the browser's Back come with the second file.
  if (!options.closed && !options.before) await opened.page.locator('online-terminplaner .tools button').first().waitFor();
  return { shop, url, ...opened };
}

export async function fillIn(page, { email = 'erika@example.org' } = {}) {
  await page.getByLabel('Vorname').fill('Erika');
  await page.getByLabel('Nachname').fill('Muster');
  await page.getByLabel('E-Mail-Adresse').fill(email);
}

/** A free time or an x of the grid, by the start of its accessible name. */
export const slot = (page, time, day) => page.getByRole('button', { name: `${time} Uhr, ${day}` });
export const taken = (page, time, day) => page.getByRole('gridcell', { name: `${time} Uhr, ${day}` });

/** Takes the first free time, in the grid or in the list of days, where its day is opened first. */
export async function takeFirst(page) {
  await page.locator('online-terminplaner :is(table, details)').first().waitFor();
  const time = page.locator('online-terminplaner :is(td, details[open]) button').first();
  if (!(await time.isVisible())) await page.locator('online-terminplaner details > summary').first().click();
  await time.click();
}

/** Chooses a time, in the grid or in the list of days, where its day is opened first. */
export async function choose(page, time, day) {
  const closed = page.locator('online-terminplaner details:not([open]) > summary', { hasText: day.replace(/ \d{4}$/, '') });
  if (await closed.count()) await closed.click();
  await slot(page, time, day).click();
}

/** The program on a file that does not exist yet; answers also the address of the first account that it prints. */
export async function startEmptyShop(t, now = NOW) {
  const folder = await mkdtemp(join(tmpdir(), 'terminplaner-'));
  const origin = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(binary, ['serve', '--db', join(folder, 'shop.db'), '--listen', new URL(origin).host, '--public-url', origin,
    '--now', now, '--limits', 'off'], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, RUST_LOG: 'error' } });
  const ended = new Promise((done) => child.once('exit', done));
  t.after(async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  const address = await new Promise((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = line.match(/http:\S+\/planner\/set-up\/start\/\S+/);
      if (found) ready(found[0]);
    });
    ended.then(() => fail(new Error('The program ended before it printed the address.')));
  });
  return { origin, address };
}

/** The widget's second file is there: what it adds begins with it. */
export const secondFile = (page) =>
  page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.includes('widget-booking.js') && responseEnd));
