// What every page must pass: nothing for axe to find, and nothing wider than the screen.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails on what axe finds. The page's policy forbids inline scripts, so axe comes in as the debugger's. */
export async function assertAccessible(page, where) {
  // Colours that are still fading in are nobody's to judge.
  await page.waitForLoadState();
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  const found = await page.evaluate(`${axe}; axe.run()`);
  const words = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' | ')}`);
  assert.deepEqual(words, [], where);
}

/** Fails where a page is wider than the screen. */
export async function assertFits(page, where) {
  // Without its style sheet any page is too wide.
  await page.waitForLoadState();
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wider <= 0, `${where} is ${wider} px wider than the screen`);
}
