// Pages move the element, take it away and bring it back, and change its attributes: to the visitor nothing happens.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, openPage, openWidget, slot, startHost, startShop, taken } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const AT_NINE = '2022-01-17T09:00:00+01:00';
const BODY = '<online-terminplaner></online-terminplaner><aside></aside><script async src="%SHOP%/widget.js"></script>';
const submit = (page) => page.getByRole('button', { name: 'Termin verbindlich buchen' });
const booked = (page) => page.getByRole('heading', { name: 'Ihr Termin ist gebucht' });
const focused = (page) => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.name);
const move = (page) => page.evaluate(() => document.querySelector('aside').append(document.querySelector('online-terminplaner')));
const remove = (page) => page.evaluate(() => {
  globalThis.removed = document.querySelector('online-terminplaner');
  globalThis.removed.remove();
});
const bringBack = (page) => page.evaluate(() => document.querySelector('aside').append(globalThis.removed));
const setAttribute = (page, name, value) =>
  page.evaluate(([name, value]) => document.querySelector('online-terminplaner').setAttribute(name, value), [name, value]);
const streamsOf = (seen) => seen.requests.filter((address) => address.endsWith('/api/v1/changes')).length;

/** Holds each sent booking until `release` is called. */
function holdBookings() {
  let release;
  const released = new Promise((done) => (release = done));
  const before = (tab) => tab.route('**/api/v1/bookings', async (route) => {
    await released;
    await route.continue();
  });
  return { before, release };
}

test('a moved element keeps its step, what was typed, the focus and its stream', async (t) => {
  const { page, seen, shop } = await openWidget(t, browser, { host: { body: BODY } });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.getByLabel('Telefon').focus();
  while (!seen.requests.some((address) => address.includes('/availability'))) await page.waitForTimeout(50);
  const asked = seen.requests.length;
  await move(page);
  assert.equal(await focused(page), 'phone');
  await page.keyboard.type('0711');
  assert.equal(await page.getByLabel('Telefon').inputValue(), '0711');
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Erika');
  assert.equal(seen.requests.length, asked);
  await shop.book(AT_NINE, 'max@example.org');
  await shop.book(AT_NINE, 'moritz@example.org');
  await page.getByRole('heading', { name: 'Diese Uhrzeit ist leider nicht mehr frei.' }).waitFor();
  assert.equal(streamsOf(seen), 1);
  assert.deepEqual(seen.complaints, []);
});

test('an element brought back after a while shows what has changed meanwhile', async (t) => {
  const { page, seen, shop } = await openWidget(t, browser, { host: { body: BODY } });
  await page.getByRole('button', { name: 'Spätere Tage' }).click();
  await page.getByRole('heading', { name: '22. bis 29. Januar 2022' }).waitFor();
  await page.getByRole('button', { name: 'Frühere Tage' }).click();
  await slot(page, '09:00', MONDAY).waitFor();
  await remove(page);
  await shop.book(AT_NINE, 'max@example.org');
  await shop.book(AT_NINE, 'moritz@example.org');
  await bringBack(page);
  await taken(page, '09:00', `${MONDAY}, nicht buchbar`).waitFor();
  assert.deepEqual(seen.complaints, []);
});

test('who is moved while sending is told that the appointment is booked', async (t) => {
  const { before, release } = holdBookings();
  const { page } = await openWidget(t, browser, { host: { body: BODY }, before });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await submit(page).click();
  await page.getByRole('button', { name: 'Wird gesendet …' }).waitFor();
  await move(page);
  await page.getByRole('button', { name: 'Wird gesendet …' }).waitFor();
  release();
  await booked(page).waitFor();
});

test('what was booked while the element was away is shown and told when it is back', async (t) => {
  const { before, release } = holdBookings();
  const { page } = await openWidget(t, browser, { host: { body: BODY }, before });
  await page.evaluate(() => {
    globalThis.heard = [];
    document.addEventListener('terminplaner:booked', ({ detail }) => globalThis.heard.push(detail));
  });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  const answered = page.waitForResponse('**/api/v1/bookings');
  await submit(page).click();
  await page.getByRole('button', { name: 'Wird gesendet …' }).waitFor();
  await remove(page);
  release();
  await (await answered).finished();
  await page.waitForFunction(() => globalThis.removed.shadowRoot.querySelector('.booked'));
  assert.deepEqual(await page.evaluate(() => globalThis.heard), []);
  await bringBack(page);
  await booked(page).waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.heard), [{ service: 'anpassung', start: AT_NINE, status: 'confirmed' }]);
});

test('other attributes while sending wait until the visitor has read what was booked', async (t) => {
  const { before, release } = holdBookings();
  const { page } = await openWidget(t, browser, { host: { body: BODY }, before });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await submit(page).click();
  await page.getByRole('button', { name: 'Wird gesendet …' }).waitFor();
  await setAttribute(page, 'lang', 'en');
  release();
  await booked(page).waitFor();
  await page.getByRole('button', { name: 'Weiteren Termin buchen' }).click();
  await page.getByRole('columnheader', { name: 'Monday, 17 January 2022' }).waitFor();
});

test('another language shows the same form with the same time and what was typed', async (t) => {
  const { page } = await openWidget(t, browser, { host: { body: BODY } });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await setAttribute(page, 'lang', 'en');
  await page.getByRole('heading', { name: /Monday, 17 January 2022/ }).waitFor();
  assert.equal(await page.getByLabel('First name').inputValue(), 'Erika');
  await page.getByRole('button', { name: 'Book', exact: false }).last().click();
  await page.getByRole('heading', { name: 'Your appointment is booked' }).waitFor();
});

test('another mode puts the same step behind a button', async (t) => {
  const { page } = await openWidget(t, browser, { host: { body: BODY } });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await setAttribute(page, 'mode', 'button');
  await page.getByRole('button', { name: 'Termin online buchen' }).click();
  assert.equal(await page.getByRole('dialog').getByLabel('Vorname').inputValue(), 'Erika');
});

test('an open dialog stays open, above the page, when its element is moved', async (t) => {
  const { page } = await openWidget(t, browser, {
    host: { body: BODY.replace('<online-terminplaner', '<online-terminplaner mode="button"') }, closed: true,
  });
  await page.getByRole('button', { name: 'Termin online buchen' }).click();
  await page.getByRole('grid').waitFor();
  await move(page);
  assert.equal(await page.locator('online-terminplaner dialog').evaluate((dialog) => dialog.matches(':modal')), true);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('a timer that fires after the element has gone does no harm', async (t) => {
  const { page, seen } = await openWidget(t, browser, { host: { body: BODY }, before: (tab) => tab.clock.install() });
  await page.evaluate(() => {
    document.body.className = 'dark';
    setTimeout(() => document.querySelector('online-terminplaner').remove(), 10);
  });
  await page.clock.runFor(2_000);
  assert.equal(await page.locator('online-terminplaner').count(), 0);
  assert.deepEqual(seen.complaints, []);
});

test('a tag that was taken away before it ran leaves no planner elsewhere', async (t) => {
  const shop = await startShop(t);
  const { page } = await openPage(t, browser, await startHost(t, shop, { body: '<div id="root"></div>', csp: 'script-src http:; connect-src http:' }));
  const insert = (isKept) => page.evaluate(([source, isKept]) => new Promise((done) => {
    const tag = document.createElement('script');
    tag.src = source;
    tag.onload = tag.onerror = done;
    document.getElementById('root').append(tag);
    // Frameworks try a component by mounting it twice.
    if (!isKept) tag.remove();
  }), [`${shop.origin}/widget.js`, isKept]);
  await insert(false);
  assert.equal(await page.locator('online-terminplaner').count(), 0);
  await insert(true);
  await page.getByRole('grid').waitFor();
  assert.equal(await page.locator('#root > online-terminplaner').count(), 1);
});
