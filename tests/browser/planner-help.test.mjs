// The manual in the planner: reached by the question mark of a page, searched without scripts, and read at every width.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { DESKTOP, launch, PHONE } from './harness.mjs';

const browser = await launch(after);

for (const [width, viewport, colorScheme] of [['desktop', DESKTOP, 'light'], ['tablet', { width: 1024, height: 768 }, 'dark'], ['telephone', PHONE, 'light']]) {
  test(`the manual is opened, searched and turned without scripts: ${width}`, async (t) => {
    const { page, open, seen } = await openDesk(t, browser, { viewport, colorScheme, javaScriptEnabled: false });
    await open('/planner/hours');
    // On small screens it is in the menu.
    const icon = page.locator('.top a.help');
    if (await icon.isVisible()) await icon.click();
    else {
      await page.locator('.me summary').click();
      await page.locator('.menu').getByRole('link', { name: 'Hilfe' }).click();
    }
    await page.getByRole('heading', { level: 1, name: 'Öffnungszeiten' }).waitFor();
    await assertFits(page, width);
    await page.getByLabel('Im Handbuch suchen').fill('Testnachricht senden');
    await page.getByRole('button', { name: 'Suchen' }).click();
    await page.locator('article .list a').first().click();
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).hash, '/planner/help/email#test');
    await page.locator('[rel=next]').click();
    await page.getByRole('heading', { level: 1, name: 'Auf Ihre Website' }).waitFor();
    assert.deepEqual(seen.complaints, []);
  });
}

test('axe finds nothing in the manual', async (t) => {
  const { page, open } = await openDesk(t, browser);
  for (const path of ['/planner/help', '/planner/help/words', '/planner/help/today', '/planner/help?q=Termin']) {
    await open(path);
    await assertAccessible(page, path);
    await assertFits(page, path);
  }
});
