import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { DESKTOP, PHONE, launch } from './harness.mjs';

const browser = await launch(after);
const PAGES = ['', '/booking', '/look', '/homepage', '/homepage?form=iframe', '/mail-texts', '/mail-texts/confirmation/de', '/data', '/log'];

for (const [name, viewport] of [['desktop', DESKTOP], ['tablet', { width: 1024, height: 768 }], ['phone', PHONE]]) {
  test(`axe finds nothing in the settings, and all of it fits: ${name}`, async (t) => {
    const { page, open, seen } = await openDesk(t, browser, { viewport });
    for (const path of PAGES) {
      await open(`/planner/settings${path}`);
      await assertAccessible(page, path);
      await assertFits(page, path);
    }
    assert.deepEqual(seen.complaints, []);
  });
}

test('the tag follows what is chosen, is copied, and its preview is the real thing', async (t) => {
  const { page, open, context } = await openDesk(t, browser);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open('/planner/settings/homepage');
  await page.getByRole('grid').waitFor();
  await page.getByLabel('Darstellung', { exact: true }).selectOption('button');
  await page.getByRole('button', { name: 'Code anzeigen' }).click();
  await page.waitForURL(/form=button/);
  await page.getByRole('button', { name: 'Code kopieren' }).click();
  await page.getByText('Kopiert.').waitFor();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(code, /^<online-terminplaner mode="button"><a href=".*">Termin online buchen<\/a><\/online-terminplaner>\n<script async src=".*\/widget\.js"><\/script>/);
  await page.locator('online-terminplaner').getByRole('button').click();
  await page.getByRole('grid').waitFor();
});

test('choosing does not send: the focus stays on the field', async (t) => {
  const { page, open } = await openDesk(t, browser);
  await open('/planner/settings/homepage');
  const field = page.getByLabel('Darstellung', { exact: true });
  await field.focus();
  const before = page.url();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(page.url(), before);
  assert.ok(await field.evaluate((node) => node === document.activeElement));
});

test('a placeholder is put by a press where the cursor is, and comes filled in', async (t) => {
  const { page, open } = await openDesk(t, browser);
  await open('/planner/settings/mail-texts/confirmation/de');
  await page.getByRole('button', { name: '{Telefon}' }).click();
  assert.equal(await page.getByLabel('Text').inputValue(), 'Ihr Termin ist fest gebucht. Wir freuen uns auf Sie.{Telefon}');
  await page.getByLabel('Betreff').fill('Hallo !');
  await page.getByLabel('Betreff').press('ArrowLeft');
  await page.getByRole('button', { name: '{Vorname}' }).click();
  await page.keyboard.type(' Muster');
  assert.equal(await page.getByLabel('Betreff').inputValue(), 'Hallo {Vorname} Muster!');
  await page.getByRole('button', { name: 'Vorschau' }).click();
  await page.getByText('Hallo Erika Muster!').waitFor();
});

test('a colour that is saved is the widget\'s at once', async (t) => {
  const { page, open } = await openDesk(t, browser);
  await open('/planner/settings/look');
  const [code, picker] = [page.getByLabel('Farbe', { exact: true }), page.getByLabel('Farbe aussuchen')];
  assert.equal(await picker.inputValue(), '#0b6478', 'the program\'s, where the shop has none');
  await picker.fill('#1c5b8a');
  assert.equal(await code.inputValue(), '#1c5b8a');
  await code.fill('#8a1c5b');
  assert.equal(await picker.inputValue(), '#8a1c5b');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Gespeichert.').waitFor();
  await open('/planner/settings/homepage');
  const slot = page.getByRole('button', { name: /^09:00 Uhr/ }).first();
  await slot.waitFor();
  assert.equal(await slot.evaluate((button) => getComputedStyle(button).color), 'rgb(138, 28, 91)');
});
