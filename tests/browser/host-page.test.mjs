import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, NOW, openPage, openWidget, SEED_SHOP, slot, startHost, startShop } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const HOSTILE = `* { color: red !important; font-size: 40px !important; display: inline !important;
    transform: rotate(9deg) !important; rotate: 9deg !important; text-transform: uppercase !important; letter-spacing: 9px !important;
    opacity: 0 !important; visibility: hidden !important; overflow: hidden !important; filter: blur(9px) !important;
    clip-path: inset(50%) !important; content-visibility: hidden !important; pointer-events: none !important;
    height: 9px !important; max-height: 9px !important; line-height: 0 !important; writing-mode: vertical-rl !important }
  main, body, html { all: revert !important }
  online-terminplaner { position: fixed !important; left: -9999px !important; display: none !important }
  button, td, input { all: unset !important; display: none !important } table { display: none !important }`;
const TWO_SERVICES = `${SEED_SHOP}
[[services]]
id = "hoertest"
name = "Hörtest"
duration_minutes = 30
needs = [["kabine-1", "kabine-2"]]
choice = true
`;

for (const policy of ["'nonce-c2FsdA'", "'nonce-c2FsdA' 'strict-dynamic'"]) {
  test(`a policy of ${policy} allows what the script loads too`, async (t) => {
    const shop = await startShop(t);
    const body = '<online-terminplaner></online-terminplaner><script nonce="c2FsdA" async src="%SHOP%/widget.js"></script>';
    const csp = `default-src 'none'; script-src ${policy}; connect-src ${shop.origin}`;
    const { page, seen } = await openPage(t, browser, await startHost(t, shop, { csp, body }));
    await slot(page, '09:00', MONDAY).click();
    await page.getByLabel('Vorname').waitFor();
    assert.deepEqual(seen.complaints, []);
  });
}

test('under the strict policy nothing is stored, nothing foreign asked for and nothing complained of', async (t) => {
  const { page, context, seen, shop, url } = await openWidget(t, browser);
  const before = seen.requests.filter((address) => address.startsWith(shop.origin)).map((address) => new URL(address).pathname);
  const names = before.slice(0, 3).map((path) => path.replace(/^\/assets\/[0-9a-f]{8}\//, ''));
  assert.deepEqual(names.sort(), ['/api/v1/shop', '/widget.js', 'widget-de.js']);
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
  const foreign = seen.requests.filter((address) => !address.startsWith(shop.origin) && !address.startsWith(url));
  assert.deepEqual(foreign, []);
  assert.deepEqual(seen.complaints, []);
  assert.deepEqual(await context.cookies(), []);
  const left = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches?.keys?.())?.length ?? 0]);
  assert.deepEqual(left, [0, 0, 0, 0]);
  assert.deepEqual(await page.evaluate(() => document.head.querySelectorAll('style, script, link').length), 0);
});

test('hostile styles of the page reach neither the grid nor the form', async (t) => {
  const { page } = await openWidget(t, browser, {
    host: { head: `<style>${HOSTILE}</style>`, csp: "script-src 'self' http:; connect-src http:; style-src 'unsafe-inline'" },
  });
  await slot(page, '09:00', MONDAY).waitFor();
  const looks = await page.locator('online-terminplaner').evaluate((host) => {
    const button = host.shadowRoot.querySelector('td button');
    const { display, textTransform, letterSpacing } = getComputedStyle(button);
    const own = getComputedStyle(host);
    return { display, textTransform, letterSpacing, host: [own.display, own.position, own.visibility, own.opacity, own.transform, own.overflow] };
  });
  assert.deepEqual(looks, {
    display: 'block', textTransform: 'none', letterSpacing: 'normal', host: ['block', 'static', 'visible', '1', 'none', 'visible'],
  });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
});

test('two widgets on a page share one stream and show the same change', async (t) => {
  const { page, seen, shop } = await openWidget(t, browser, {
    shopFile: TWO_SERVICES,
    host: { body: '<online-terminplaner service="anpassung"></online-terminplaner><online-terminplaner service="hoertest"></online-terminplaner><script async src="%SHOP%/widget.js"></script>' },
  });
  await page.getByRole('grid').nth(1).waitFor();
  await slot(page, '09:00', MONDAY).nth(1).waitFor();
  await shop.book('2022-01-17T09:00:00+01:00', 'max@example.org');
  await shop.book('2022-01-17T09:00:00+01:00', 'moritz@example.org');
  await page.getByRole('gridcell', { name: `09:00 Uhr, ${MONDAY}, nicht buchbar` }).nth(1).waitFor();
  assert.equal(seen.requests.filter((address) => address.endsWith('/api/v1/changes')).length, 1);
  assert.equal(await page.locator('online-terminplaner').count(), 2);
});

test('loading the script twice, or elements added later, do no harm', async (t) => {
  const { page, seen } = await openWidget(t, browser, {
    host: { body: '<script src="%SHOP%/widget.js"></script><p>Danach</p><script async src="%SHOP%/widget.js"></script>' },
  });
  assert.equal(await page.locator('online-terminplaner').count(), 1);
  assert.equal(await page.locator('online-terminplaner + p').innerText(), 'Danach');
  await page.evaluate(() => document.querySelector('main').append(document.createElement('online-terminplaner')));
  await page.evaluate(() => document.querySelector('main').append(document.createElement('online-terminplaner')));
  await page.getByRole('grid').nth(1).waitFor();
  assert.deepEqual(seen.complaints, []);
});

test('a script in the head puts the planner at the end of the page', async (t) => {
  const { page } = await openWidget(t, browser, { host: { head: '<script async src="%SHOP%/widget.js"></script>', body: '<p>Text</p>' } });
  assert.equal(await page.evaluate(() => document.body.lastElementChild.localName), 'online-terminplaner');
});

test('a tag that lost itself is found by its address, and its options still count', async (t) => {
  const { page } = await openWidget(t, browser, {
    host: { body: '<script async data-days="3" src="%SHOP%/widget.js"></script>' },
    before: (tab) => tab.addInitScript(() => Object.defineProperty(Document.prototype, 'currentScript', { get: () => null })),
  });
  assert.equal(await page.getByRole('columnheader').count(), 4);
});

test('several services are asked for first, then who; both can be changed at the grid', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: TWO_SERVICES, closed: true });
  await page.getByRole('heading', { name: 'Was können wir für Sie tun?' }).waitFor();
  await page.getByRole('button', { name: 'Hörtest' }).click();
  await page.getByRole('grid').waitFor();
  await page.getByRole('button', { name: 'Kabine 1' }).click();
  // Cabin 1 has an appointment at half past twelve; with either cabin it would be free.
  await page.getByRole('gridcell', { name: `12:30 Uhr, ${MONDAY}, nicht buchbar` }).waitFor();
  await page.getByRole('button', { name: 'Andere Leistung' }).click();
  await page.getByRole('button', { name: 'Anpassung' }).click();
  await slot(page, '12:30', MONDAY).waitFor();
  assert.equal(await page.getByLabel('Mit wem?').count(), 0);
});

test('an English page gets an English planner, the lang attribute goes before it', async (t) => {
  const shop = await startShop(t, SEED_SHOP, NOW);
  const english = await openPage(t, browser, await startHost(t, shop, { lang: 'en-US' }));
  await english.page.getByRole('columnheader', { name: 'Monday, 17 January 2022' }).waitFor();
  assert.equal(await english.page.getByRole('columnheader', { name: 'Monday, 17 January 2022' }).locator('[aria-hidden]').innerText(), 'Mon 17 Jan');
  await english.page.getByRole('button', { name: '09:00, Monday, 17 January 2022' }).click();
  await english.page.getByLabel('First name').fill('Erika');
  await english.page.locator('online-terminplaner').evaluate((element) => element.setAttribute('lang', 'de'));
  await english.page.getByRole('heading', { name: 'Ihre Angaben' }).waitFor();
  assert.equal(await english.page.getByLabel('Vorname').inputValue(), 'Erika');
  const other = await openPage(t, browser, await startHost(t, shop, { lang: 'fr' }));
  await slot(other.page, '09:00', MONDAY).waitFor();
});

test('a server that cannot be reached leaves a sentence, a link and another try, never a hole', async (t) => {
  const failing = { now: true };
  const { page, shop } = await openWidget(t, browser, {
    closed: true,
    before: (tab) => tab.route('**/api/**', (route) => (failing.now ? route.abort() : route.continue())),
  });
  await page.getByText('Das hat leider nicht geklappt.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Zur Buchungsseite' }).getAttribute('href'), `${shop.origin}/`);
  failing.now = false;
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await page.getByRole('grid').waitFor();
  failing.now = true;
  await page.getByRole('button', { name: 'Spätere Tage' }).click();
  await page.getByRole('alert').getByRole('link', { name: '+49 711 123456' }).waitFor();
});

test('button mode opens a dialog, Escape closes it, and what was typed stays', async (t) => {
  const { page, seen } = await openWidget(t, browser, { closed: true, host: { body: '<script async data-mode="button" src="%SHOP%/widget.js"></script>' } });
  const opener = page.getByRole('button', { name: 'Termin online buchen' });
  await opener.click();
  await page.getByRole('dialog').getByRole('grid').waitFor();
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.equal(await opener.evaluate((node) => node.getRootNode().activeElement === node), true);
  await page.keyboard.press('Enter');
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Erika');
  assert.deepEqual(seen.complaints, []);
});

test('in the dialog the day heads stay at its very top, whatever header the page has', async (t) => {
  const { page } = await openWidget(t, browser, {
    closed: true,
    host: {
      head: '<style>online-terminplaner { --tp-sticky-top: 90px }</style>', csp: "script-src http:; connect-src http:; style-src 'unsafe-inline'",
      body: '<script async data-mode="button" src="%SHOP%/widget.js"></script>',
    },
  });
  await page.getByRole('button', { name: 'Termin online buchen' }).click();
  await page.getByRole('grid').waitFor();
  const gap = await page.locator('online-terminplaner').evaluate((host) => {
    const dialog = host.shadowRoot.querySelector('dialog');
    dialog.scrollTo(0, 400);
    return dialog.querySelector('.day').getBoundingClientRect().top - dialog.getBoundingClientRect().top;
  });
  assert.ok(Math.abs(gap) < 1, `${gap}`);
});

test('an element taken off the page ends its stream and its asking', async (t) => {
  const { page, shop, seen } = await openWidget(t, browser);
  const toTheShop = () => seen.requests.filter((address) => address.includes('/api/')).length;
  // The first times come with the shop, and are asked for once more when the stream begins.
  while (!seen.requests.some((address) => address.includes('/availability'))) await page.waitForTimeout(50);
  await page.evaluate(() => document.querySelector('online-terminplaner').remove());
  const asked = toTheShop();
  await shop.book('2022-01-17T09:00:00+01:00');
  const other = await openPage(t, browser, await startHost(t, shop));
  await other.page.getByRole('grid').waitFor();
  assert.equal(toTheShop(), asked);
});
