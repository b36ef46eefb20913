// What a screen reader is told: names of cells, headings, and the live region.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, openWidget, SEED_SHOP, slot, taken } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const AT_NINE = '2022-01-17T09:00:00+01:00';

/** Notes everything that the live region says, in order. */
const listen = (page) => page.locator('online-terminplaner [aria-live]').evaluate((region) => {
  globalThis.spoken = [];
  new MutationObserver(() => region.textContent && globalThis.spoken.push(region.textContent)).observe(region, { childList: true, subtree: true, characterData: true });
});
const spoken = (page) => page.evaluate(() => globalThis.spoken);
const region = (page) => page.locator('online-terminplaner [aria-live]').textContent();

test('one\'s own booking is told by its heading, and "wird gesendet" before; not by what others do meanwhile', async (t) => {
  const { page, shop } = await openWidget(t, browser);
  await slot(page, '09:00', MONDAY).click();
  await listen(page);
  await fillIn(page);
  // Another time goes while one types.
  await shop.book('2022-01-18T09:00:00+01:00');
  await shop.book('2022-01-18T09:00:00+01:00', 'moritz@example.org');
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
  // The stream tells of one's own booking, too.
  await page.waitForResponse(/availability/).catch(() => {});
  assert.deepEqual(await spoken(page), ['Wird gesendet …']);
  assert.equal(await region(page), '', 'nothing old is read again in the new step');
});

test('other days are told with the number of free times; where there is none, with the next', async (t) => {
  const { page } = await openWidget(t, browser, { host: { body: '<script async data-days="2" src="%SHOP%/widget.js"></script>' } });
  assert.equal(await region(page), '', 'what comes with the page is not spoken');
  await listen(page);
  const later = page.getByRole('button', { name: 'Spätere Tage' });
  const earlier = page.getByRole('button', { name: 'Frühere Tage' });
  await later.click();
  await page.getByRole('heading', { name: '17. bis 18. Januar 2022' }).waitFor();
  await earlier.click();
  await page.getByRole('heading', { name: '14. bis 15. Januar 2022' }).waitFor();
  const [first, second, ...others] = await spoken(page);
  assert.match(first, /^17\. bis 18\. Januar 2022\. Freie Uhrzeiten: \d+\.$/);
  assert.equal(second, '14. bis 15. Januar 2022. An diesen Tagen ist nichts mehr frei. Nächster freier Termin: Montag, 17. Januar, 09:00 Uhr');
  assert.deepEqual(others, []);
});

test('cells and heads are named by their text, which every screen reader reads', async (t) => {
  const { page } = await openWidget(t, browser);
  const labelled = await page.getByRole('grid').evaluate((table) => table.querySelectorAll('td[aria-label], th[aria-label]').length);
  assert.equal(labelled, 0);
  assert.match(await page.getByRole('columnheader', { name: MONDAY }).textContent(), /^Montag, 17\. Januar 2022/);
  assert.match(await taken(page, '12:00', MONDAY).textContent(), /^12:00 Uhr, Montag, 17\. Januar 2022, nicht buchbar/);
});

test('the chosen time is heard in the form\'s heading, and reading goes on from there', async (t) => {
  const { page } = await openWidget(t, browser);
  await slot(page, '09:00', MONDAY).click();
  const heading = page.getByRole('heading', { name: `Ihre Angaben: ${MONDAY}, 9 Uhr bis 10 Uhr` });
  await heading.waitFor();
  assert.ok(await heading.evaluate((node) => node.getRootNode().activeElement === node));
  assert.ok(await heading.evaluate((node) => node.contains(node.getRootNode().getSelection().anchorNode)));
});

test('neighbouring rows without a free time are one row with their range, which opens', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: SEED_SHOP.replace('duration_minutes = 60', 'duration_minutes = 180') });
  const fold = page.getByRole('button', { name: '15:30–17:30 Uhr' });
  await fold.waitFor();
  assert.equal(await page.getByText('16:00 Uhr', { exact: true }).count(), 1);
  assert.equal(await taken(page, '16:00', MONDAY).count(), 0);
  await slot(page, '09:00', MONDAY).focus();
  await page.keyboard.press('Control+End');
  assert.ok(await fold.evaluate((node) => node.getRootNode().activeElement === node));
  await page.keyboard.press('Enter');
  await taken(page, '16:00', MONDAY).waitFor();
  assert.match(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent), /^15:30 Uhr, Freitag/);
});

test('a time taken while one looks is told to those in the grid only', async (t) => {
  const { page, shop } = await openWidget(t, browser);
  await listen(page);
  await shop.book(AT_NINE);
  await shop.book(AT_NINE, 'moritz@example.org');
  await taken(page, '09:00', `${MONDAY}, nicht buchbar`).waitFor();
  assert.deepEqual(await spoken(page), []);
});

test('lengths are heard without abbreviation, and names in another language are marked', async (t) => {
  const { page } = await openWidget(t, browser, { closed: true, shopFile: `${SEED_SHOP}
[[services]]
id = "hoertest"
name = "Hörtest"
duration_minutes = 30
needs = [["kabine-1"]]
translations.en = { name = "Hearing test" }
`, host: { lang: 'en' } });
  const fitting = page.getByRole('button', { name: 'Anpassung 60 minutes' });
  assert.equal(await fitting.locator('b').getAttribute('lang'), 'de');
  assert.equal(await page.getByRole('button', { name: 'Hearing test 30 minutes' }).locator('b').getAttribute('lang'), null);
  await fitting.click();
  assert.equal(await page.locator('.service-name b').getAttribute('lang'), 'de');
});
