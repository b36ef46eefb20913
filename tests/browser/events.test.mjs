import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, openWidget, slot, taken } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const AT_NINE = '2022-01-17T09:00:00+01:00';

/** Notes every event of ours that the page hears, from its first script on. */
const listen = (page) => page.addInitScript(() => {
  globalThis.heard = [];
  for (const name of ['ready', 'booked', 'error']) {
    document.addEventListener(`terminplaner:${name}`, ({ detail, target, composed }) =>
      globalThis.heard.push([name, detail, target.localName, composed]));
  }
});
const heard = (page) => page.evaluate(() => globalThis.heard);

test('the page hears ready, error and booked, and nothing about the customer', async (t) => {
  let failures = 0;
  const { page } = await openWidget(t, browser, {
    before: async (tab) => {
      await listen(tab);
      await tab.route('**/api/v1/bookings', (route) => (failures++ ? route.continue() : route.abort()));
    },
  });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  const submit = page.getByRole('button', { name: 'Termin verbindlich buchen' });
  await submit.click();
  await page.getByText('Das hat leider nicht geklappt.').waitFor();
  await submit.click();
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
  const planner = ['online-terminplaner', true];
  assert.deepEqual(await heard(page), [
    ['ready', {}, ...planner],
    ['error', { code: 'unreachable' }, ...planner],
    ['booked', { service: 'anpassung', start: AT_NINE, status: 'confirmed' }, ...planner],
  ]);
});

test('a server that cannot be reached is an error to the page too', async (t) => {
  const { page } = await openWidget(t, browser, {
    closed: true,
    before: async (tab) => {
      await listen(tab);
      await tab.route('**/api/**', (route) => route.abort());
    },
  });
  await page.getByText('Das hat leider nicht geklappt.').waitFor();
  assert.deepEqual(await heard(page), [['error', { code: 'unreachable' }, 'online-terminplaner', true]]);
});

test('what just changed is marked for a while and spoken, also when it becomes free again', async (t) => {
  const { page, shop, seen } = await openWidget(t, browser, { before: (tab) => tab.clock.install() });
  await slot(page, '09:00', MONDAY).waitFor();
  // The pause in which another window could say that it has the stream.
  while (!seen.requests.some((address) => address.endsWith('/changes'))) await page.clock.runFor(100);
  await slot(page, '10:00', MONDAY).focus();
  const tell = async (act, words) => {
    await act();
    // The wait before asking is the page's own time, which stands still unless it is moved.
    for (let tries = 0; tries < 100 && !(await page.getByText(words).count()); tries++) await page.clock.runFor(50);
    await page.getByText(words).waitFor({ state: 'attached' });
  };
  await shop.book(AT_NINE, 'max@example.org');
  let cancel;
  await tell(async () => (cancel = await shop.book(AT_NINE, 'moritz@example.org')), 'Montag, 17. Januar, 09:00 Uhr ist jetzt vergeben.');
  const cell = taken(page, '09:00', `${MONDAY}, nicht buchbar`);
  assert.equal(await cell.evaluate((node) => getComputedStyle(node).outlineStyle), 'solid');
  await page.clock.runFor(6_000);
  assert.equal(await cell.evaluate((node) => getComputedStyle(node).outlineStyle), 'none');
  await tell(cancel, 'Montag, 17. Januar, 09:00 Uhr ist jetzt frei.');
  assert.equal(await slot(page, '09:00', MONDAY).evaluate((node) => getComputedStyle(node.closest('td')).outlineStyle), 'solid');
  const region = page.locator('online-terminplaner [aria-live]');
  assert.equal(await region.getAttribute('aria-live'), 'polite');
  assert.match(await region.innerText(), /^Montag, 17\. Januar, 09:00 Uhr ist jetzt frei\./);
});

test('the stream is closed while the page is hidden; on return the times are asked for anew', async (t) => {
  const { page, shop, seen } = await openWidget(t, browser, {
    before: (tab) => tab.addInitScript(() => {
      globalThis.open = new Set();
      const { fetch } = globalThis;
      globalThis.fetch = (url, options) => {
        if (`${url}`.endsWith('/changes')) {
          globalThis.open.add(options.signal);
          options.signal.addEventListener('abort', () => globalThis.open.delete(options.signal));
        }
        return fetch(url, options);
      };
      globalThis.hide = (hidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
        document.dispatchEvent(new Event('visibilitychange'));
      };
    }),
  });
  const streams = () => page.evaluate(() => globalThis.open.size);
  await page.waitForFunction(() => globalThis.open.size === 1);
  // The first times come with the shop, and are asked for once more when the stream begins.
  while (!seen.requests.some((address) => address.includes('/availability'))) await page.waitForTimeout(50);
  await page.evaluate(() => globalThis.hide(true));
  assert.equal(await streams(), 0);
  const asked = seen.requests.length;
  await shop.book(AT_NINE, 'max@example.org');
  await shop.book(AT_NINE, 'moritz@example.org');
  assert.equal(seen.requests.length, asked);
  assert.equal(await slot(page, '09:00', MONDAY).count(), 1);
  await page.evaluate(() => globalThis.hide(false));
  await taken(page, '09:00', `${MONDAY}, nicht buchbar`).waitFor();
  await page.waitForFunction(() => globalThis.open.size === 1);
});

test('while the stream is refused the times are asked for all the same', async (t) => {
  const { page, shop } = await openWidget(t, browser, {
    before: async (tab) => {
      await tab.clock.install();
      await tab.route('**/api/v1/changes', (route) => route.fulfill({ status: 503, headers: { 'retry-after': '30' } }));
    },
  });
  await slot(page, '09:00', MONDAY).waitFor();
  await shop.book(AT_NINE, 'max@example.org');
  await shop.book(AT_NINE, 'moritz@example.org');
  assert.equal(await slot(page, '09:00', MONDAY).count(), 1, 'nobody has told the page');
  const cell = taken(page, '09:00', `${MONDAY}, nicht buchbar`);
  // In steps shorter than the widget waits for an answer, which comes in real time.
  for (let seconds = 0; seconds < 120 && (await cell.count()) === 0; seconds += 2) await page.clock.runFor(2_000);
  await cell.waitFor();
});
