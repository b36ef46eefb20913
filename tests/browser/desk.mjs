// Somebody at the counter: a shop with an owner's account, and a tab that is signed in.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PASSWORD, openPage, startShop } from './harness.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A shop whose owner is signed in. `open(path)` goes to a page of the planner in the same tab. */
export async function openDesk(t, browser, { shopFile, now, ...options } = {}) {
  const shop = await startShop(t, shopFile, now);
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

/** Fails on what axe finds. The page's policy forbids inline scripts, so axe comes in as the debugger's. */
export async function assertAccessible(page, where) {
  const found = await page.evaluate(`${axe}; axe.run()`);
  const words = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  assert.deepEqual(words, [], where);
}

/** Fails where a page is wider than the screen. */
export async function assertFits(page, where) {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wider <= 0, `${where} is ${wider} px wider than the screen`);
}
