import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, openPage, openWidget, slot, startHost, startShop } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const SECOND = '**/widget-booking.js*';
const pathsOf = (seen, shop) => seen.requests.filter((url) => url.startsWith(shop.origin)).map((url) => new URL(url).pathname);
const withoutHash = (path) => path.replace(/^\/assets\/[0-9a-f]{8}\//, '/assets/');
const submit = (page) => page.getByRole('button', { name: 'Termin verbindlich buchen' });
const booked = (page) => page.getByRole('heading', { name: 'Ihr Termin ist gebucht' });

test('before the grid one script, the texts of one language and one call; the second file comes right after, before a time is pressed', async (t) => {
  const { page, seen, shop } = await openWidget(t, browser);
  await page.waitForResponse((response) => response.url().includes('widget-booking.js')).catch(() => {});
  const paths = pathsOf(seen, shop);
  assert.equal(paths[0], '/widget.js');
  assert.deepEqual(paths.slice(1, 3).map(withoutHash).sort(), ['/api/v1/shop', '/assets/widget-de.js']);
  assert.deepEqual(paths.slice(3, 5).map(withoutHash).sort(), ['/assets/widget-booking-de.js', '/assets/widget-booking.js']);
});

test('an element that stands there before the script asks once, too', async (t) => {
  const body = '<online-terminplaner service="anpassung" view="grid" accent="#0b6478"></online-terminplaner><script async src="%SHOP%/widget.js"></script>';
  const { page, seen, shop } = await openWidget(t, browser, { host: { body } });
  await page.getByRole('grid').waitFor();
  assert.equal(pathsOf(seen, shop).filter((path) => path === '/api/v1/shop').length, 1);
});

test('without the second file a press says so, another try continues, and nothing is lost', async (t) => {
  const failing = { now: true };
  const { page, shop } = await openWidget(t, browser, {
    before: (tab) => tab.route(SECOND, (route) => (failing.now ? route.abort() : route.continue())),
  });
  await page.evaluate(() => {
    globalThis.codes = [];
    document.addEventListener('terminplaner:error', (event) => globalThis.codes.push(event.detail));
  });
  await slot(page, '09:00', MONDAY).click();
  await page.getByText('Das hat leider nicht geklappt.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Zur Buchungsseite' }).getAttribute('href'), `${shop.origin}/`);
  assert.deepEqual(await page.evaluate(() => globalThis.codes), [{ code: 'unreachable' }]);
  const retry = page.getByRole('button', { name: 'Noch einmal versuchen' });
  await retry.click();
  await retry.waitFor();
  failing.now = false;
  await retry.click();
  await page.getByText(`${MONDAY} 09:00–10:00 Uhr`).waitFor();
  await fillIn(page);
  await submit(page).click();
  await booked(page).waitFor();
});

test('of two times pressed while the second file is on its way, the later one counts', async (t) => {
  let release;
  const released = new Promise((done) => (release = done));
  const { page } = await openWidget(t, browser, {
    before: (tab) => tab.route(SECOND, async (route) => {
      await released;
      await route.continue();
    }),
  });
  await slot(page, '09:00', MONDAY).click();
  await slot(page, '10:00', MONDAY).click();
  release();
  await page.getByText(`${MONDAY} 10:00–11:00 Uhr`).waitFor();
  assert.equal(await page.getByText(`${MONDAY} 09:00–10:00 Uhr`).count(), 0);
});

test('an older first file books with the present second one', async (t) => {
  const { page, seen } = await openWidget(t, browser, {
    before: (tab) => tab.route('**/widget.js', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll(/assets\/[0-9a-f]{8}\//g, 'assets/01234567/');
      await route.fulfill({ response, body });
    }),
  });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await submit(page).click();
  await booked(page).waitFor();
  assert.deepEqual(seen.complaints, []);
});

for (const attributes of ['type="module" crossorigin', 'async crossorigin', 'async type="module"']) {
  test(`under the strict policy it also works as <script ${attributes}>`, async (t) => {
    const { page, seen } = await openWidget(t, browser, { host: { body: `<script ${attributes} data-days="5" src="%SHOP%/widget.js"></script>` } });
    assert.equal(await page.getByRole('columnheader').count(), 6);
    await slot(page, '09:00', MONDAY).click();
    await fillIn(page);
    await submit(page).click();
    await booked(page).waitFor();
    assert.deepEqual(seen.complaints, []);
  });
}

for (const attributes of ['async', 'type="module"']) {
  test(`widgets of two servers on a page each book at their own: <script ${attributes}>`, async (t) => {
    const [one, two] = [await startShop(t), await startShop(t)];
    const tag = (origin) => `<div><script ${attributes} src="${origin}/widget.js"></script></div>`;
    const { page, seen } = await openPage(t, browser, await startHost(t, one, {
      body: tag(one.origin) + tag(two.origin),
      csp: `default-src 'none'; script-src ${one.origin} ${two.origin}; connect-src ${one.origin} ${two.origin}`,
    }));
    await page.getByRole('grid').nth(1).waitFor();
    await page.locator('div').nth(1).locator('online-terminplaner').getByRole('button', { name: `09:00 Uhr, ${MONDAY}` }).click();
    await fillIn(page);
    await submit(page).click();
    await booked(page).waitFor();
    const posts = seen.requests.filter((url) => url.endsWith('/api/v1/bookings'));
    assert.deepEqual(new Set(posts), new Set([`${two.origin}/api/v1/bookings`]));
    assert.equal(await page.locator('online-terminplaner').count(), 2);
    assert.deepEqual(seen.complaints, []);
  });
}
