import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openAt, SHOP, TABLET, TUESDAY, visit } from './calendar.mjs';
import { DESKTOP, launch, PHONE, startShop } from './harness.mjs';

const browser = await launch(after);

const PEOPLE = [
  { first_name: 'Erika', last_name: 'Muster', email: 'erika@example.org', phone: '0711 123456', born_on: '1950-12-31' },
  { first_name: 'Eva', last_name: 'Mustermann', phone: '0721 98765' },
];

/** A shop that knows these people, and its operator at `path`. */
async function openKnown(t, path, options) {
  const shop = await startShop(t, SHOP);
  const opened = await openAt(t, browser, shop, '/planner', options);
  for (const form of PEOPLE) {
    const headers = { Origin: shop.origin };
    const answer = await opened.context.request.post(`${shop.origin}/planner/customers/new`, { form, headers, maxRedirects: 0 });
    assert.equal(answer.status(), 303);
  }
  await opened.open(path);
  return { shop, ...opened };
}

const option = (page, name) => page.getByRole('option', { name });

test('a customer who rings is found by keys alone, and the appointment is linked', async (t) => {
  const { page, seen } = await openKnown(t, TUESDAY);
  await page.keyboard.press('n');
  await page.getByRole('heading', { name: 'Neuer Termin' }).waitFor();
  const field = page.getByRole('combobox', { name: 'Kunde' });
  await page.keyboard.type('Muster, Eri');
  await option(page, /^Muster, Erika 0711 123456/).waitFor();
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  assert.equal(await page.getByRole('status').filter({ hasText: '1 Kunde' }).count(), 1, 'read out');
  await assertAccessible(page, 'suggestions');
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('listbox').count(), 0);
  assert.equal(await field.inputValue(), 'Muster, Eri', 'what was typed stays');
  await page.keyboard.press('ArrowDown');
  await option(page, /^Muster, Erika/).waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByLabel('Telefon').inputValue(), '0711 123456');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'time', 'what is still missing');
  await page.getByLabel('Beginn').fill('12:00');
  await page.keyboard.press('Enter');
  await page.getByText('Der Termin ist angelegt. Erika Muster, Dienstag, 18. Januar 2022, 12:00 Uhr').waitFor();
  await visit(page, 'Erika Muster').waitFor();
  await page.goto(new URL('/planner/customers/1', page.url()).href);
  await page.getByRole('heading', { name: 'Kommende Termine' }).waitFor();
  assert.deepEqual(seen.complaints, [], 'nothing is blocked by the policy');
});

test('Enter is as quick as the fingers, arrows choose another, and a new name fills its fields', async (t) => {
  const { page } = await openKnown(t, '/planner/appointments/new');
  // Before anything was fetched.
  await page.keyboard.type('muster eva');
  await page.keyboard.press('Enter');
  await page.getByText('Mustermann, Eva').waitFor();
  assert.equal(await page.getByLabel('Nachname').inputValue(), 'Mustermann');
  await page.getByRole('button', { name: 'Anderer Kunde' }).click();
  assert.equal(await page.getByLabel('Nachname').inputValue(), '');
  await page.keyboard.type('muster');
  await option(page, /^Muster, Erika/).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.locator('[aria-selected=true]').innerText(), 'Neuer Kunde: Muster');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Eva');
  await page.getByRole('button', { name: 'Anderer Kunde' }).click();
  await page.keyboard.type('beispiel, max');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.name === 'phone');
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Max');
  assert.ok(await page.getByLabel('Als Kunden speichern').isChecked());
});

test('without a script a button shows the list', async (t) => {
  const { page } = await openKnown(t, '/planner/appointments/new?date=2022-01-18', { javaScriptEnabled: false });
  await page.getByLabel('Kunde', { exact: true }).fill('Muster');
  await page.getByRole('button', { name: 'Suchen', exact: true }).click();
  await page.getByRole('button', { name: /^Auswählen\s?: Muster, Erika/ }).click();
  assert.equal(await page.getByLabel('Nachname').inputValue(), 'Muster');
  await page.getByLabel('Beginn').fill('12:00');
  await page.getByLabel('Beginn').press('Enter');
  await page.getByText('Der Termin ist angelegt.').waitFor();
  await page.getByRole('link', { name: 'Suchen' }).click();
  await page.getByRole('searchbox').fill('muster erika');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Muster, Erika' }).waitFor();
});

test('one key searches from every page, and Escape leads back', async (t) => {
  const { page, seen } = await openKnown(t, '/planner/hours');
  const link = page.getByRole('link', { name: 'Suchen' });
  await link.focus();
  await page.keyboard.press('/');
  const field = page.getByRole('dialog').getByRole('combobox');
  await page.keyboard.type('muster');
  await option(page, /^Kunde Muster, Erika/).waitFor();
  await assertAccessible(page, 'search');
  await page.keyboard.press('Escape');
  assert.equal(await field.inputValue(), 'muster', 'first the list is closed');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  assert.ok(await link.evaluate((node) => node === document.activeElement));
  await page.keyboard.press('/');
  await page.keyboard.type('18.1.');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Dienstag, 18. Januar 2022' }).waitFor();
  await page.locator('.ec-main').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('impressum');
  await option(page, /^Einstellung/).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/planner\/settings#f-imprint_url$/);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Tastenkürzel' }).waitFor();
  await assertAccessible(page, 'keys');
  assert.deepEqual(seen.complaints, []);
});

test('axe finds nothing in forms and search at any width', async (t) => {
  const { page, open } = await openKnown(t, '/planner');
  for (const viewport of [DESKTOP, TABLET, PHONE]) {
    await page.setViewportSize(viewport);
    for (const path of ['/planner', '/planner/appointments/new?customer=1', '/planner/customers/1', '/planner/search?q=muster']) {
      await open(path);
      await assertAccessible(page, `${path} at ${viewport.width}`);
      await assertFits(page, `${path} at ${viewport.width}`);
    }
    await open('/planner/appointments/new');
    await page.getByRole('combobox', { name: 'Kunde' }).fill('muster');
    await option(page, /^Muster, Erika/).waitFor();
    await assertFits(page, `suggestions at ${viewport.width}`);
  }
});
