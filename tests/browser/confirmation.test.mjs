import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { choose, fillIn, launch, openPage, openWidget, PHONE, SEED_SHOP, slot, taken } from './harness.mjs';
import { mailedLink } from './mailbox.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const ASKS = SEED_SHOP.replace('[shop]', '[shop]\nconfirm_by_mail = true');

test('the widget says that nothing is booked yet, and the link of the mail books it', async (t) => {
  const { page, shop } = await openWidget(t, browser, { shopFile: ASKS, viewport: PHONE });
  await choose(page, '09:00', MONDAY);
  await fillIn(page);
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  await page.getByRole('heading', { name: 'Noch nicht gebucht' }).waitFor();
  await page.getByText(/Bitte bestätigen Sie bis 09:0\d Uhr mit dem Link in der E-Mail an erika@example.org\./).waitFor();
  assert.equal(await page.getByRole('link', { name: 'In den Kalender übernehmen' }).count(), 0);

  const mine = await page.getByRole('link', { name: 'Termin verschieben oder absagen' }).getAttribute('href');
  const { page: bare } = await openPage(t, browser, mine);
  await bare.getByText(/mit dem Link in der E-Mail/).waitFor();
  assert.equal(await bare.getByRole('button').count(), 0, 'the booker cannot confirm it without the mail');

  const { page: mailed, seen } = await openPage(t, browser, await mailedLink(shop, 'erika@example.org'), { viewport: PHONE });
  await mailed.getByRole('button', { name: 'Termin bestätigen' }).click();
  await mailed.getByText('Danke, Ihr Termin ist bestätigt.').waitFor();
  assert.deepEqual(seen.complaints, []);
});

test('who did not book says so by the mail, and open grids show the time free again', async (t) => {
  const { page, shop } = await openWidget(t, browser, { shopFile: ASKS });
  await shop.book('2022-01-17T09:00:00+01:00', 'max@example.org');
  await shop.book('2022-01-17T09:00:00+01:00', 'moritz@example.org');
  await taken(page, '09:00', MONDAY).waitFor();
  const link = (await mailedLink(shop, 'max@example.org')).replace('?', '/not-me?');
  const { page: mailed } = await openPage(t, browser, link);
  await mailed.getByRole('button', { name: 'Ja, das war ich nicht' }).click();
  await mailed.getByRole('heading', { name: 'Danke für Ihre Nachricht' }).waitFor();
  await slot(page, '09:00', MONDAY).waitFor();
});
