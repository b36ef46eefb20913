// A booking whose answer never came: whatever the visitor does next, there is one appointment, and they learn which.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, openWidget, slot } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const AT_NINE = '2022-01-17T09:00:00+01:00';
const submit = (page) => page.getByRole('button', { name: 'Termin verbindlich buchen' });
const booked = (page) => page.getByRole('heading', { name: 'Ihr Termin ist gebucht' });

test('an answer that got lost does not book twice', async (t) => {
  const keys = [];
  const { page, shop } = await openWidget(t, browser, {
    before: (tab) => tab.route('**/api/v1/bookings', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    }),
  });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await submit(page).click();
  await page.getByText('Das hat leider nicht geklappt.').waitFor();
  await submit(page).click();
  await booked(page).waitFor();
  assert.equal(keys[0], keys[1]);
  assert.match(keys[0], /^[\x21-\x7e]{16,255}$/);
  // The other cabin is still to be had, so the second sending took nothing.
  await shop.book(AT_NINE);
});

/** Opens the form with everything filled in, where the answer to the first sending never comes. */
async function withLostAnswer(t, isDelivered) {
  const sent = [];
  const opened = await openWidget(t, browser, {
    before: (tab) => tab.route('**/api/v1/bookings', async (route) => {
      sent.push(route.request().postDataJSON());
      if (sent.length > 1) return route.continue();
      if (isDelivered) await route.fetch();
      return route.abort();
    }),
  });
  const { page } = opened;
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await submit(page).click();
  await page.getByText('Das hat leider nicht geklappt.').waitFor();
  return { ...opened, sent };
}

test('an answer that got lost is found again after the visitor changed the text', async (t) => {
  const { page, shop } = await withLostAnswer(t, true);
  await page.getByLabel('E-Mail-Adresse').fill('anders@example.org');
  await submit(page).click();
  await booked(page).waitFor();
  await page.getByText('Die Bestätigung geht an erika@example.org.').waitFor();
  await page.getByText('Gebucht ist, was Sie zuerst gesendet haben').waitFor();
  await shop.book(AT_NINE);
});

test('a sending that never arrived books what the visitor changed it to, once', async (t) => {
  const { page, shop, sent } = await withLostAnswer(t, false);
  await page.getByRole('button', { name: 'Andere Uhrzeit wählen' }).click();
  await slot(page, '11:00', MONDAY).click();
  await page.getByLabel('Anmerkung').fill('Mit Rollstuhl');
  await submit(page).click();
  await booked(page).waitFor();
  await page.getByText(`${MONDAY} 11:00–12:00 Uhr`).waitFor();
  assert.equal(await page.getByText('Gebucht ist, was Sie zuerst').count(), 0);
  assert.equal(sent.at(-1).comment, 'Mit Rollstuhl');
  // Both cabins are free at nine.
  await shop.book(AT_NINE, 'max@example.org');
  await shop.book(AT_NINE, 'moritz@example.org');
});
