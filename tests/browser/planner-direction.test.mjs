// The planner in a language that runs from right to left. Debug builds have one in Hebrew letters.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertFits } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { DESKTOP, PHONE, launch } from './harness.mjs';

const browser = await launch(after);
const PATHS = ['/planner/hours?week=2022-01-17', '/planner/services', '/planner/services/form?id=anpassung', '/planner/customers'];

for (const viewport of [DESKTOP, PHONE]) {
  test(`pages run from right to left and fit ${viewport.width} px`, async (t) => {
    const { page, open } = await openDesk(t, browser, { viewport });
    await page.evaluate(() => fetch('/planner/account', {
      method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=Max&language=he',
    }));
    for (const path of PATHS) {
      await open(path);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'rtl', path);
      await assertFits(page, path);
      const { x, width } = await page.locator('.top :is(.shop, .areas a)').filter({ visible: true }).first().boundingBox();
      assert.ok(x + width / 2 > viewport.width / 2, `${path}: the head stands where reading begins`);
    }
  });
}
