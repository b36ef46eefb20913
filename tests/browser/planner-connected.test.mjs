import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { startAccount } from './account-server.mjs';
import { TABLET } from './calendar.mjs';
import { openDesk } from './desk.mjs';
import { DESKTOP, launch, PHONE } from './harness.mjs';

// The account's server is on this machine.
process.env.TERMINPLANER_ALLOW_PRIVATE_FETCH = 'true';
const browser = await launch(after);
const FORM = '/planner/resources/calendars/account';
const LIST = '/planner/resources/calendars';

/** Presses a button of the found calendars that leads to the list. */
async function save(page) {
  await page.locator('#look [value=save]').click();
  await page.waitForURL((url) => url.pathname === LIST);
}

for (const [look, options] of [
  ['1280', { viewport: DESKTOP }],
  ['1024, dark', { viewport: TABLET, colorScheme: 'dark' }],
  ['390', { viewport: PHONE, hasTouch: true, isMobile: true }],
]) {
  test(`connecting an account, and what was changed there, are accessible and fit: ${look}`, async (t) => {
    const account = await startAccount(t);
    const { page, shop, open } = await openDesk(t, browser, { ...options, reducedMotion: 'reduce' });
    const check = async (step) => {
      await assertAccessible(page, `${step} ${look}`);
      await assertFits(page, `${step} ${look}`);
    };
    await open(FORM);
    await check('empty form');
    await page.locator('[value=look]').click();
    await page.getByRole('alert').waitFor();
    await check('form with faults');
    await page.locator('#f-resource').selectOption('kabine-1');
    for (const [field, value] of [['name', 'Privat'], ['url', account.url], ['user', 'erika'], ['password', 'geheim']]) {
      await page.locator(`#f-${field}`).fill(value);
    }
    await page.locator('[value=look]').click();
    await page.locator('#look').waitFor();
    await check('its calendars');
    await page.locator('#f-writes').selectOption({ label: 'Praxis' });
    await save(page);
    await check('list');
    await shop.book('2022-01-17T09:00:00+01:00');
    await shop.book('2022-01-17T09:00:00+01:00', 'erika@example.org');
    const name = await account.written('DTSTART:20220117T080000Z');
    account.put(name, account.objects.get(name).text.replace('T080000Z', 'T110000Z').replace('T090000Z', 'T120000Z'));
    // An account that is saved is looked at.
    await open(`${FORM}?id=1`);
    await check('known account');
    await page.locator('[value=look]').first().click();
    await page.locator('#look').waitFor();
    await save(page);
    await open('/planner');
    await page.locator('#h-copies').waitFor();
    assert.match(await page.locator('[aria-labelledby=h-copies]').textContent(), /dort auf .*12:00 bis 13:00 Uhr verschoben/);
    await check('inbox');
  });
}
