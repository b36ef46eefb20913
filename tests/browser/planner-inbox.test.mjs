import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { DESKTOP, launch, PHONE, SEED_SHOP, SEEN_MS } from './harness.mjs';

const browser = await launch(after);
const ASKING = SEED_SHOP.replaceAll('[[services]]', '[[services]]\nstatus_on_booking = "requested"');
const NINE = '2022-01-17T09:00:00+01:00';
const TEN = '2022-01-17T10:00:00+01:00';
const news = (page) => page.getByRole('region', { name: /^Neu/ });

test('a booking is in the open inbox without a reload', async (t) => {
  const { page, shop, open, seen } = await openDesk(t, browser);
  await open('/planner');
  await page.getByText('Alles erledigt.').waitFor();
  await page.evaluate(() => { window.kept = true; });
  await shop.book(NINE);
  await news(page).getByText('Max Muster').first().waitFor({ timeout: SEEN_MS });
  assert.match(await page.title(), /^\(1\) /);
  assert.equal(await page.locator('nav [data-open] b').textContent(), '1');
  await page.getByText('Neu eingetroffen: Max Muster').waitFor({ state: 'attached' });
  assert.equal(await page.evaluate(() => window.kept), true, 'the page was not loaded anew');
  assert.deepEqual(seen.complaints, []);
});

test('what comes in moves neither focus nor place', async (t) => {
  const { page, shop, open } = await openDesk(t, browser, { viewport: PHONE });
  for (const hour of ['09', '10', '11', '13']) await shop.book(`2022-01-17T${hour}:00:00+01:00`, `max${hour}@example.org`);
  await open('/planner');
  const first = page.getByRole('button', { name: /^Gesehen/ }).last();
  await first.focus();
  const id = await first.getAttribute('id');
  const place = () => page.evaluate((button) => document.getElementById(button).getBoundingClientRect().top, id);
  const before = await place();
  await shop.book('2022-01-18T09:00:00+01:00', 'erika@example.org');
  await page.waitForFunction(() => document.querySelectorAll('[name=seen]').length === 5);
  assert.equal(await page.evaluate(() => document.activeElement?.id), id);
  assert.ok(Math.abs((await place()) - before) <= 1, 'but for the rounding of half pixels');
});

test('what has come in stays marked as new when the list is refreshed', async (t) => {
  const { page, shop, open } = await openDesk(t, browser);
  // The mark ends with its animation; without one it stays.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open('/planner');
  await shop.book(NINE);
  await page.locator('li.is-fresh').first().waitFor();
  const marked = await page.locator('li.is-fresh').first().getAttribute('id');
  for (const [round, last] of [[1, TEN], [2, null]]) {
    if (last) await shop.book(last, 'erika@example.org');
    const answered = page.waitForResponse((response) => response.url().endsWith('/planner'));
    await page.evaluate(() => document.dispatchEvent(new Event('planner:changed')));
    await (await answered).finished();
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(done); }));
    const still = await page.locator('li.is-fresh').evaluateAll((items) => items.map((item) => item.id));
    assert.ok(still.includes(marked), `round ${round}: ${still}`);
  }
});

test('a request is confirmed by the keyboard alone, and the next thing has the focus', async (t) => {
  const { page, shop, open } = await openDesk(t, browser, { shopFile: ASKING });
  await shop.book(NINE);
  await shop.book(TEN, 'erika@example.org');
  await open('/planner');
  const confirm = page.getByRole('button', { name: /^Bestätigen/ });
  assert.equal(await confirm.count(), 2);
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    if (await confirm.first().evaluate((button) => button === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await page.getByText('Bestätigt.').waitFor();
  assert.equal(await confirm.count(), 1);
  assert.ok(await page.evaluate(() => document.activeElement?.closest('section[aria-labelledby=h-requests]') !== null));
  await confirm.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Alles erledigt.').waitFor();
  assert.doesNotMatch(await page.title(), /^\(/);
});

test('what the customer called off meanwhile is not confirmed, and it is said', async (t) => {
  const { page, shop, open } = await openDesk(t, browser, { shopFile: ASKING });
  const cancel = await shop.book(NINE);
  await open('/planner');
  const confirm = page.getByRole('button', { name: /^Bestätigen/ });
  // The inbox hears of it at once; here the press is quicker.
  await page.route('**/planner', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  await cancel();
  await confirm.click();
  await page.getByRole('alert').getByText('inzwischen geändert oder abgesagt').waitFor();
  assert.equal(await confirm.count(), 0);
});

test('a customer is taken over from the inbox and found as one types', async (t) => {
  const { page, shop, open, seen } = await openDesk(t, browser);
  await shop.book(NINE);
  await open('/planner');
  await page.getByRole('button', { name: 'Als Kunden anlegen' }).press('Enter');
  await page.getByRole('link', { name: 'Max Muster' }).first().waitFor();
  await open('/planner/customers');
  await page.getByLabel('Kunden suchen').pressSequentially('muster m');
  await page.getByText('1 Kunde', { exact: true }).waitFor();
  await page.getByLabel('Kunden suchen').pressSequentially('xyz');
  await page.getByText('Kein Kunde gefunden.').waitFor();
  assert.match(page.url(), /q=muster\+mxyz$/);
  assert.deepEqual(seen.complaints, []);
});

for (const [name, viewport] of [['desktop', DESKTOP], ['tablet', { width: 1024, height: 768 }], ['phone', PHONE]]) {
  test(`axe finds nothing in inbox and customers, and all of it fits: ${name}`, async (t) => {
    const { page, shop, open } = await openDesk(t, browser, { viewport, shopFile: ASKING, reducedMotion: 'reduce' });
    await open('/planner');
    await assertAccessible(page, 'empty');
    await open('/planner/customers');
    await assertAccessible(page, 'no customers');
    await shop.book(NINE);
    await (await shop.book(TEN, 'erika@example.org'))();
    await open('/planner');
    await page.getByRole('button', { name: 'Als Kunden anlegen' }).first().click();
    await page.getByRole('link', { name: 'Max Muster' }).first().waitFor();
    await open('/planner');
    await assertAccessible(page, 'inbox');
    await assertFits(page, 'inbox');
    await open('/planner/customers/new');
    await page.getByLabel('Nachname').fill('Mustre');
    await page.getByLabel('Vorname').fill('Max');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Der Kunde ist angelegt.').waitFor();
    const pages = ['', '?q=muster', '/1', '/1/edit', '/1/merge', '/1/merge?with=2', '/1/export', '/1/erase'];
    for (const path of pages) {
      await open(`/planner/customers${path}`);
      await assertAccessible(page, path);
      await assertFits(page, path);
    }
  });
}
