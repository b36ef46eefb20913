import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { launch } from './harness.mjs';

const browser = await launch(after);
const FILE = `Vorname;Name;E-Mail;Telefon;Geburtsdatum
Erika;Muster;erika@example.org;0711 1234567;31.12.50
Anna;Beispiel;anna@example.org;;
;;falsch;;gestern
Erika;Muster;erika@example.org;0711 1234567;31.12.50
`;
const file = { name: 'kunden.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };

for (const [look, options] of [
  ['1280', { viewport: { width: 1280, height: 900 } }],
  ['1024, dark', { viewport: { width: 1024, height: 768 }, colorScheme: 'dark' }],
  ['390', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
]) {
  test(`customers are taken from a file, and that is taken back: ${look}`, async (t) => {
    const { page, open, seen } = await openDesk(t, browser, options);
    const check = async (step) => {
      await assertAccessible(page, step);
      await assertFits(page, step);
    };
    const upload = async () => {
      await open('/planner/customers');
      await page.getByRole('link', { name: 'Importieren' }).click();
      await check('the file');
      await page.getByLabel('Datei aus Excel oder einem anderen Programm').setInputFiles(file);
      await page.getByRole('button', { name: 'Weiter' }).click();
      await page.getByRole('heading', { name: 'Spalten' }).waitFor();
    };
    await upload();
    await page.getByRole('heading', { name: '2 neue Kunden' }).waitFor();
    await check('the preview');
    await page.getByRole('button', { name: 'Importieren' }).click();
    await page.getByText('2 Kunden importiert.').waitFor();
    await upload();
    await page.getByRole('heading', { name: '2 Kunden sind wahrscheinlich schon da' }).waitFor();
    await check('known customers');
    await page.getByLabel('Was soll geschehen?').selectOption('neu anlegen');
    await page.getByRole('button', { name: 'Importieren' }).click();
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page.getByText('Rückgängig gemacht.').waitFor();
    assert.deepEqual(seen.complaints, []);
  });
}
