import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { launch } from './harness.mjs';

const browser = await launch(after);

for (const [look, options] of [
  ['1280', { viewport: { width: 1280, height: 900 } }],
  ['1024, dark', { viewport: { width: 1024, height: 768 }, colorScheme: 'dark' }],
  ['390', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
]) {
  test(`the numbers are read by everybody and fit the screen: ${look}`, async (t) => {
    const { shop, page, open, seen } = await openDesk(t, browser, options);
    await shop.book('2022-01-18T10:00:00+01:00');
    await page.locator('details.me summary').click();
    await page.getByRole('link', { name: 'Auswertung' }).click();
    await page.getByRole('heading', { name: /^Auswertung/ }).waitFor();
    await assertAccessible(page, 'this month');
    await assertFits(page, 'this month');
    await page.getByText('Anderer Zeitraum').click();
    await page.getByLabel('Von').fill('2022-01-18');
    await page.getByLabel('Bis').fill('2022-01-18');
    await page.getByRole('button', { name: 'Anzeigen' }).click();
    await page.getByRole('heading', { name: /18. Januar 2022/ }).waitFor();
    assert.match(await page.getByRole('table', { name: /Auslastung/ }).innerText(), /100|50/);
    assert.deepEqual(seen.complaints, []);
    await open('/planner/statistics?period=own&from=2022-02-01&until=2022-01-01');
    await assertAccessible(page, 'wrong dates');
  });
}
