import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { middle, openAt, openPicture, pointAt, SHOP, TABLET, TUESDAY, visit } from './calendar.mjs';
import { DESKTOP, launch, PHONE, SEEN_MS } from './harness.mjs';

const browser = await launch(after);
const press = async (page, column, time) => {
  const { x, y } = await pointAt(page, column, time);
  await page.mouse.click(x, y);
};

test('a pressed time becomes an appointment in place, by keys from there on', async (t) => {
  const { page, seen } = await openPicture(t, browser, { shopFile: SHOP });
  const before = page.url();
  await press(page, 'Kabine 2', '12:00');
  const dialog = page.getByRole('dialog', { name: 'Neuer Termin' });
  await dialog.getByText('Dienstag, 18. Januar 2022, 12:00 Uhr · Kabine 2').waitFor();
  await assertAccessible(page, 'quick form');
  assert.equal(await dialog.getByLabel('Nachname').isVisible(), false, 'not asked for before somebody is new');
  await page.keyboard.type('max beispiel');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.name === 'phone');
  await page.keyboard.type('0711 98765');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await visit(page, 'Max Beispiel').waitFor();
  await page.getByRole('status').filter({ hasText: 'Der Termin ist angelegt. Max Beispiel' }).waitFor();
  assert.equal(page.url(), before);
  // The second call: known by now.
  await press(page, 'Kabine 2', '13:00');
  await dialog.waitFor();
  await page.keyboard.type('98765');
  await page.keyboard.press('Enter');
  await dialog.getByText('Nächster Termin: Dienstag, 18. Januar 2022, 12:00 Uhr').waitFor();
  assert.equal(await dialog.getByLabel('Nachname').isVisible(), false);
  await page.keyboard.press('Enter');
  await visit(page, '13:00–14:00').waitFor();
  assert.deepEqual(seen.complaints, [], 'nothing is blocked by the policy');
});

test('a taken time offers the next free ones, and what is wrong is said in place', async (t) => {
  const { page } = await openPicture(t, browser, { shopFile: SHOP });
  await press(page, 'Kabine 2', '14:00');
  const dialog = page.getByRole('dialog', { name: 'Neuer Termin' });
  await dialog.getByText('Nächste freie Zeiten').waitFor();
  await dialog.getByRole('button', { name: 'Termin anlegen' }).last().click();
  await dialog.getByText('Bitte füllen Sie dieses Feld aus.').waitFor();
  assert.ok(await dialog.getByLabel('Nachname').evaluate((node) => node === document.activeElement));
  await page.keyboard.type('Später');
  await dialog.getByRole('button', { name: 'Dienstag, 18. Januar, 13:00 Uhr' }).click();
  await dialog.getByText('Dienstag, 18. Januar 2022, 13:00 Uhr · Kabine 2').waitFor();
  assert.equal(await dialog.getByLabel('Nachname').inputValue(), 'Später');
  await dialog.getByRole('button', { name: 'Alle Angaben' }).click();
  await page.waitForURL(/appointments\/new$/);
  assert.equal(await page.getByLabel('Nachname').inputValue(), 'Später');
  assert.equal(await page.getByLabel('Beginn').inputValue(), '13:00');
});

test('a card calls, cancels and leads on; Escape gives the focus back', async (t) => {
  const { page, shop, seen } = await openPicture(t, browser, { shopFile: SHOP, now: '2022-01-18T11:30:00+01:00' });
  const link = visit(page, 'Telefon').getByRole('link');
  await link.focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: 'Lieselotte Telefon' });
  assert.equal(await card.getByRole('link', { name: '0711 123456' }).getAttribute('href'), 'tel:0711123456');
  await assertAccessible(page, 'card');
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  assert.ok(await link.evaluate((node) => node === document.activeElement));
  const other = await openAt(t, browser, shop, TUESDAY);
  await visit(other.page, 'Telefon').waitFor();
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Nicht erschienen' }).click();
  await page.getByText('Als „Nicht erschienen“ vermerkt').waitFor();
  await page.locator('.ec-event.is-no-show').waitFor();
  await other.page.locator('.ec-event.is-no-show').waitFor({ timeout: SEEN_MS });
  // Also where it was drawn anew.
  await page.waitForFunction(() => document.activeElement?.matches('.is-no-show a'));
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Vermerk zurücknehmen' }).click();
  await page.locator('.ec-event.is-confirmed', { hasText: 'Telefon' }).waitFor();
  await visit(page, 'Telefon').click();
  await card.getByText('Absagen', { exact: true }).click();
  await card.getByRole('button', { name: 'Absagen ohne E-Mail' }).click();
  await page.getByText('Abgesagt, ohne E-Mail.').waitFor();
  await visit(page, 'Telefon').waitFor({ state: 'detached' });
  assert.deepEqual(seen.complaints, []);
});

test('Shift and the arrow keys move a chosen appointment, which stays chosen', async (t) => {
  const { page } = await openPicture(t, browser, { shopFile: SHOP, path: '/planner/calendar?view=week&date=2022-01-18&columns=day' });
  await visit(page, 'Telefon').getByRole('link').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await visit(page, '10:15–11:15').waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('a.ev-link'));
  // Both count, though the second comes before the first is done.
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await visit(page, '10:45–11:45').waitFor();
  await page.keyboard.press('Shift+ArrowUp');
  await visit(page, '10:30–11:30').waitFor();
  const { x } = await middle(visit(page, 'Telefon'));
  await page.waitForFunction(() => document.activeElement?.matches('a.ev-link'));
  await page.keyboard.press('Shift+ArrowRight');
  await page.waitForFunction((x) => [...document.querySelectorAll('.ec-event')].some((one) => one.innerText.includes('Telefon') && one.getBoundingClientRect().left > x), x);
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await page.waitForFunction((x) => [...document.querySelectorAll('.ec-event')].some((one) => one.innerText.includes('Telefon') && one.getBoundingClientRect().left < x), x);
});

test('the search, the small form and a change of somebody else go together on one page', async (t) => {
  const { page, shop, seen } = await openPicture(t, browser, { shopFile: SHOP });
  await page.keyboard.press('/');
  await page.keyboard.type('telefon');
  await page.getByRole('option', { name: /^Termin Lieselotte Telefon/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await press(page, 'Kabine 2', '12:00');
  await page.getByRole('dialog', { name: 'Neuer Termin' }).waitFor();
  await shop.book('2022-01-18T09:00:00+01:00');
  await visit(page, 'Max Muster').waitFor();
  assert.ok(await page.getByRole('dialog', { name: 'Neuer Termin' }).isVisible(), 'it stays open');
  assert.deepEqual(seen.complaints, []);
});

test('an appointment is moved to a free time of another week', async (t) => {
  const { page } = await openPicture(t, browser, { shopFile: SHOP });
  await visit(page, 'Telefon').click();
  await page.getByRole('dialog').getByRole('link', { name: 'Verschieben' }).click();
  await page.getByRole('heading', { name: 'Termin verschieben' }).waitFor();
  await assertAccessible(page, 'move');
  await page.getByLabel('Ab', { exact: true }).fill('2022-01-25');
  await page.getByRole('button', { name: 'Suchen', exact: true }).click();
  await page.locator('.free-times a').first().click();
  assert.equal(await page.getByLabel('Datum').inputValue(), '2022-01-25');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Gespeichert.').waitFor();
  await page.getByText('Dienstag, 25. Januar 2022', { exact: true }).waitFor();
});

test('form and card fit on a desk, a tablet and a phone', async (t) => {
  const { page } = await openPicture(t, browser, { shopFile: SHOP });
  for (const viewport of [DESKTOP, TABLET, PHONE]) {
    await page.setViewportSize(viewport);
    await page.reload();
    await visit(page, 'Telefon').waitFor();
    const { x, y } = await middle(visit(page, 'Telefon'));
    await page.mouse.click(x, y);
    await page.getByRole('dialog').waitFor();
    await assertAccessible(page, `card at ${viewport.width}`);
    await assertFits(page, `card at ${viewport.width}`);
    await page.keyboard.press('Escape');
    await press(page, 'Kabine 1', '12:00');
    await page.getByRole('dialog', { name: 'Neuer Termin' }).waitFor();
    await assertAccessible(page, `form at ${viewport.width}`);
    await assertFits(page, `form at ${viewport.width}`);
  }
});
