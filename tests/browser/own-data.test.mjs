// What customers read about their own data, by the link of a mail, and their request to erase it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { signIn } from './desk.mjs';
import { DESKTOP, launch, openPage, PHONE, startShop } from './harness.mjs';
import { mailedLink } from './mailbox.mjs';

const browser = await launch(after);

for (const [name, options] of [
  ['desktop', { viewport: DESKTOP }],
  ['phone in the dark', { viewport: PHONE, hasTouch: true, isMobile: true, colorScheme: 'dark' }],
]) {
  test(`customers read their data, take them along, and ask for erasure: ${name}`, async (t) => {
    const shop = await startShop(t);
    await shop.addUser('owner@example.org');
    await shop.book('2022-01-17T09:00:00+01:00', 'erika@example.org');
    const { page, seen } = await openPage(t, browser, await mailedLink(shop, 'erika@example.org'), options);
    const look = async (where) => {
      await assertAccessible(page, where);
      await assertFits(page, where);
    };
    await page.getByRole('link', { name: 'Meine Daten' }).click();
    await page.getByRole('heading', { name: 'Meine Daten', level: 1 }).waitFor();
    await look('own data');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Als Datei herunterladen' }).click()]);
    assert.equal(download.suggestedFilename(), 'meine-daten.json');
    assert.equal(JSON.parse(await readFile(await download.path(), 'utf8')).email, 'erika@example.org');
    await page.getByRole('link', { name: 'Meine Daten löschen' }).click();
    await page.getByRole('heading', { name: 'Sollen wir Ihre Daten löschen?' }).waitFor();
    await look('erasure');
    await page.getByRole('button', { name: 'Ja, bitte löschen' }).click();
    await page.getByText(/Sie haben am .* um Löschung gebeten\./).waitFor();
    await look('asked');
    assert.deepEqual(seen.complaints, []);

    const { page: desk } = await signIn(t, browser, shop, options);
    await desk.getByRole('region', { name: /^Bitten um Löschung/ }).getByRole('link', { name: 'Daten löschen' }).waitFor();
    await assertAccessible(desk, 'start page');
  });
}
