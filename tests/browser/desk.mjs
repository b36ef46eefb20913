// Somebody at the counter: a shop with an owner's account, and a tab that is signed in.
import { PASSWORD, openPage, startShop } from './harness.mjs';

/** A shop whose owner is signed in. `open(path)` goes to a page of the planner in the same tab. */
export async function openDesk(t, browser, { shopFile, now, host, ...options } = {}) {
  const shop = await startShop(t, shopFile, now, host);
  await shop.addUser('owner@example.org');
  const opened = await signIn(t, browser, shop, options);
  return { shop, ...opened };
}

/** Another tab, in a profile of its own, that is signed in at that shop. */
export async function signIn(t, browser, shop, options = {}) {
  const opened = await openPage(t, browser, `${shop.origin}/planner/sign-in`, options);
  const { page } = opened;
  await page.fill('#f-email', 'owner@example.org');
  await page.fill('#f-password', PASSWORD);
  await page.press('#f-password', 'Enter');
  await page.waitForURL((url) => url.pathname === '/planner');
  return { ...opened, open: (path) => page.goto(shop.origin + path) };
}
