import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { DESKTOP, launch, PHONE, SEED_SHOP } from './harness.mjs';

const browser = await launch(after);
const SHOP = `${SEED_SHOP}
[[exceptions]]
date = "2022-02-01"
note = "Betriebsausflug"
[[appointments]]
resources = ["kabine-1"]
start = "2022-02-08T10:00:00+01:00"
end = "2022-02-08T11:00:00+01:00"
customer = { last_name = "Beispiel", first_name = "Max" }
[[appointments]]
resources = ["kabine-2"]
start = "2022-02-08T10:00:00+01:00"
end = "2022-02-08T11:00:00+01:00"
customer = { last_name = "Probe", first_name = "Anna" }
`;

/** Fills the form of a single appointment: Tuesday at ten. */
async function fillAppointment(page) {
  await page.fill('#f-date', '2022-01-18');
  await page.fill('#f-time', '10:00');
  await page.fill('#f-last_name', 'Muster');
  await page.fill('#f-email', 'erika@example.org');
}

test('from the form of an appointment, six sessions are two clicks away', async (t) => {
  const { page, open, seen } = await openDesk(t, browser, { viewport: DESKTOP });
  await open('/planner/appointments/new');
  await fillAppointment(page);
  await page.getByRole('button', { name: 'Als Serie' }).click();
  await page.getByRole('button', { name: 'Eintragen' }).click();
  await page.getByText('6 Termine sind eingetragen.').waitFor();
  await page.getByRole('heading', { name: 'Serie: Termin 1 von 6' }).waitFor();
  assert.deepEqual(seen.complaints, []);
});

test('an appointment is repeated and a series cancelled by the keyboard', async (t) => {
  const { page, open } = await openDesk(t, browser, { viewport: DESKTOP });
  await open('/planner/appointments/new');
  await fillAppointment(page);
  await page.getByRole('button', { name: 'Als Serie' }).press('Enter');
  await page.getByLabel('Anzahl').fill('3');
  await page.getByLabel('Anzahl').press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.dates input').length === 3);
  await page.getByLabel(/25\. Januar/).press('Space');
  await page.getByRole('button', { name: 'Eintragen' }).press('Enter');
  await page.getByText('2 Termine sind eingetragen.').waitFor();
  await page.getByRole('link', { name: 'Serie ändern' }).press('Enter');
  await page.getByLabel('alle kommenden (2)').press('Space');
  await page.locator('summary', { hasText: 'Absagen' }).press('Enter');
  await page.getByRole('button', { name: 'Absagen' }).press('Enter');
  await page.getByText('2 Termine sind abgesagt.').waitFor();
});

test('the dates say what is in the way, and can be read and pressed on every screen', async (t) => {
  for (const viewport of [DESKTOP, { width: 1024, height: 768 }, PHONE]) {
    const { page, open } = await openDesk(t, browser, { viewport, shopFile: SHOP });
    await open('/planner/appointments/new');
    await fillAppointment(page);
    await page.getByRole('button', { name: 'Als Serie' }).click();
    await page.getByText('entfällt: Betriebsausflug').waitFor();
    await page.getByText(/Max Beispiel/).waitFor();
    await assertAccessible(page);
    await assertFits(page);
    await page.getByLabel(/^stattdessen Dienstag, 8\. Februar/).check();
    await page.getByRole('button', { name: 'Eintragen' }).click();
    await page.getByText('6 Termine sind eingetragen.').waitFor();
    await assertFits(page);
    await page.getByRole('link', { name: 'Serie ändern' }).click();
    await page.fill('#f-date', '2022-02-01');
    await page.getByLabel(/diesen und folgende/).check();
    await page.getByRole('button', { name: 'Verschieben' }).click();
    await page.getByText('Es wurde noch nichts geändert.').waitFor();
    await assertAccessible(page);
    await assertFits(page);
    await open('/planner/series/new?kind=block');
    await assertAccessible(page);
    await assertFits(page);
  }
});
