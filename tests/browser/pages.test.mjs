// The booking page and the customer's page: the whole way without a script, in a frame, and read by axe.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { DESKTOP, here, launch, openPage, PHONE, SEED_SHOP, startHost, startShop, takeOnPage } from './harness.mjs';

const browser = await launch(after);
const SHOP = `${SEED_SHOP.replace('[shop]', `[shop]
privacy_url = "https://www.example.org/datenschutz"
address = "Musterstraße 12\\n70173 Stuttgart"`)}
[[services]]
id = "hoertest"
name = "Hörtest"
description = "Wir messen, wie gut Sie hören."
duration_minutes = 30
needs = [["kabine-1", "kabine-2"]]
choice = true
`;

const field = (page, name) => page.locator(`#${name}`);

/** Every page that a customer meets, one after the other; `look` is called on each. */
async function wholeWay(page, look) {
  const press = async (name) => page.getByRole('button', { name }).click();
  const follow = async (name) => page.getByRole('link', { name }).click();
  await look('services');
  await follow(/^Hörtest/);
  await look('week');
  await follow('Datum wählen');
  await look('month');
  await page.locator('.calendar a').first().click();
  await takeOnPage(page);
  await press('Termin verbindlich buchen');
  await look('faults');
  await field(page, 'first_name').fill('Erika');
  await field(page, 'last_name').fill('Muster');
  await field(page, 'email').fill('erika@example.org');
  await field(page, 'privacy_accepted').check();
  await press('Termin verbindlich buchen');
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
  await look('done');
  await follow('Termin ansehen, verschieben oder absagen');
  await look('appointment');
  await follow('Termin verschieben');
  await look('move');
  await takeOnPage(page);
  await look('confirm the move');
  await press('Ja, Termin verschieben');
  await page.getByText('Ihr Termin ist verschoben.').waitFor();
  await follow('Termin absagen');
  await look('cancel');
  await press('Ja, Termin absagen');
  await page.getByText('Ihr Termin ist abgesagt.').waitFor();
  await look('cancelled');
}

const looks = [
  ['desktop', { viewport: DESKTOP }],
  ['phone', { viewport: PHONE, hasTouch: true, isMobile: true }],
  ['dark', { viewport: DESKTOP, colorScheme: 'dark' }],
  ['forced colours', { viewport: DESKTOP, forcedColors: 'active' }],
];
for (const [name, options] of looks) {
  test(`axe finds nothing on any page of the customer's: ${name}`, async (t) => {
    const shop = await startShop(t, SHOP);
    const { page, seen } = await openPage(t, browser, shop.origin, options);
    await wholeWay(page, async (step) => {
      await assertAccessible(page, step);
      await assertFits(page, step);
    });
    // The browser itself reports an answer of 422.
    assert.deepEqual(seen.complaints.filter((complaint) => !complaint.includes('422')), []);
  });
}

test('text at twice its size stays on a phone, on every page', async (t) => {
  const shop = await startShop(t, SHOP);
  const { page } = await openPage(t, browser, shop.origin, { viewport: PHONE });
  await wholeWay(page, async (step) => {
    // As a browser's own setting for larger text does it.
    await page.evaluate(() => (document.documentElement.style.fontSize = '225%'));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${step} is too wide`);
  });
});

test('a customer books, moves and cancels in a browser that runs no script', async (t) => {
  const shop = await startShop(t, SHOP);
  const { page } = await openPage(t, browser, shop.origin, { javaScriptEnabled: false });
  const steps = [];
  await wholeWay(page, async (step) => steps.push(step));
  assert.equal(steps.length, 10);
});

test('a customer books on the page with the keyboard alone', async (t) => {
  const shop = await startShop(t);
  const { page } = await openPage(t, browser, shop.origin, { javaScriptEnabled: false });
  const reach = async (selector) => {
    for (let presses = 0; presses < 200; presses++) {
      if (await page.locator(`${selector}:focus`).count()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${selector} cannot be reached`);
  };
  await reach('a.slot');
  await page.keyboard.press('Enter');
  for (const [name, text] of [['first_name', 'Erika'], ['last_name', 'Muster'], ['email', 'erika@example.org']]) {
    await reach(`#${name}`);
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
});

for (const path of ['/?embed=1', '/']) {
  test(`in a frame of another origin one books to the end, without the shop's head and foot: ${path}`, async (t) => {
    const shop = await startShop(t);
    const url = await startHost(t, shop, {
      body: `<iframe src="%SHOP%${path}" title="Termin online buchen" width="100%" height="900"></iframe>`,
      csp: 'default-src http:',
    });
    const { page } = await openPage(t, browser, url);
    const frame = page.frameLocator('iframe');
    const isBare = async () => assert.equal(await frame.locator('header.top, footer.bottom').count(), 0);
    await frame.locator('a.slot:visible').first().waitFor();
    await isBare();
    await frame.locator('a.slot:visible').first().click();
    await frame.locator('#first_name').fill('Erika');
    await frame.locator('#last_name').fill('Muster');
    await frame.locator('#email').fill('erika@example.org');
    await isBare();
    await frame.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
    await frame.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
    await isBare();
    assert.equal(await frame.locator('a.calendar').getAttribute('target'), '_blank');
  });
}

test('the frame of the example grows and shrinks with its content, also on a page that embeds only what agrees', async (t) => {
  const shop = await startShop(t);
  const body = (await readFile(here('../../examples/embed-iframe.html'), 'utf8')).match(/<body>(.*)<\/body>/s)[1];
  const url = await startHost(t, shop, {
    body: body.replace('https://termine.example.de', '%SHOP%'),
    csp: "default-src http: 'unsafe-inline'",
    headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
  });
  const { page } = await openPage(t, browser, url, { viewport: PHONE });
  await page.frameLocator('#termine').locator('summary:visible').last().waitFor();
  const inner = page.frames()[1];
  /** The height of the frame, once nothing of it is cut or empty. */
  const fitted = async () => {
    await inner.waitForFunction(() => document.body.offsetHeight === innerHeight);
    return inner.evaluate(() => innerHeight);
  };
  const closed = await fitted();
  await inner.locator('summary:visible').last().click();
  await inner.locator('a.slot:visible').first().waitFor();
  const open = await fitted();
  assert.ok(open > closed, `${open} > ${closed}`);
  await inner.locator('summary:visible').last().click();
  await page.waitForFunction((height) => Number(document.querySelector('#termine').height) === height, closed);
});

test('the calendar file of the page is taken for a calendar\'s', async (t) => {
  const shop = await startShop(t);
  const { page } = await openPage(t, browser, shop.origin);
  await page.locator('a.slot:visible').first().click();
  await field(page, 'first_name').fill('Erika');
  await field(page, 'last_name').fill('Muster');
  await field(page, 'email').fill('erika@example.org');
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a.calendar').click()]);
  assert.equal(download.suggestedFilename(), 'termin.ics');
  assert.match(await readFile(await download.path(), 'utf8'), /^BEGIN:VCALENDAR\r\n[^]*DTSTART:20220117T080000Z/);
});
