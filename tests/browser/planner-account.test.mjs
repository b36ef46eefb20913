import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible } from './accessible.mjs';
import { openDesk, signIn } from './desk.mjs';
import { launch, PASSWORD, PHONE } from './harness.mjs';

const browser = await launch(after);

test('an open page of somebody who is signed out elsewhere becomes the sign-in', async (t) => {
  const { page, shop } = await openDesk(t, browser);
  const elsewhere = await signIn(t, browser, shop);
  await elsewhere.open('/planner/account');
  await elsewhere.page.getByRole('button', { name: 'Überall abmelden' }).click();
  await page.waitForURL('**/planner/sign-in?to=%2Fplanner', { timeout: 10_000 });
});

test('whoever changes their own password stays signed in where they are', async (t) => {
  const { page, open } = await openDesk(t, browser);
  await open('/planner/account');
  await page.fill('#f-password', 'sieben grüne Bücher liegen');
  await page.fill('#f-present', PASSWORD);
  await page.press('#f-present', 'Enter');
  await page.getByText('Ihre Anmeldung ist geändert.').waitFor();
});

test('the page that asks for the password is read, typed into and gone on from', async (t) => {
  const { page } = await openDesk(t, browser, PHONE);
  // As a form that was sent with another password.
  await page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/planner/confirm' });
    for (const [name, value] of [['to', '/planner/hours'], ['your_password', 'another one']]) {
      form.append(Object.assign(document.createElement('input'), { name, value }));
    }
    document.body.append(form);
    form.submit();
  });
  await page.getByText('Das ist nicht Ihr Passwort.').waitFor();
  await assertAccessible(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'f-your_password');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/planner/hours');
});
