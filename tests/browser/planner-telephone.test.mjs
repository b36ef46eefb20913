import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openPicture, TABLET, visit } from './calendar.mjs';
import { launch, PHONE } from './harness.mjs';

const browser = await launch(after);
const WEEK = '/planner/calendar?view=week&date=2022-01-18';

for (const [name, viewport] of [['telephone', PHONE], ['tablet', TABLET]]) {
  test(`on a ${name} the navigation is at the lower edge, and the calendar fills the rest`, async (t) => {
    const { page, open } = await openPicture(t, browser, { path: WEEK, viewport, hasTouch: true });
    await visit(page, 'Telefon').waitFor();
    const nav = page.getByRole('navigation', { name: 'Bereiche' });
    assert.deepEqual(await nav.getByRole('link').allInnerTexts(), ['Heute', 'Kalender', 'Neu', 'Kunden']);
    const [bar, picture, toolbar] = await Promise.all(['.top', '.cal', '.cal-head'].map((one) => page.locator(one).boundingBox()));
    assert.ok(Math.abs(bar.y + bar.height - viewport.height) < 1, 'at the lower edge');
    assert.ok(toolbar.height < 60, `one toolbar: ${toolbar.height} px`);
    assert.ok(picture.y + picture.height <= bar.y + 1 && picture.y + picture.height > bar.y - 12, 'it ends where the bar begins');
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'only the calendar scrolls');

    const tools = page.getByRole('button', { name: 'Ansicht und Suche' });
    await tools.click();
    await page.getByRole('link', { name: 'Freie Zeit' }).waitFor();
    await assertAccessible(page, 'the open tools');
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('link', { name: 'Freie Zeit' }).isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.className), 'cal-open');

    await page.getByText('Mehr').click();
    await page.getByRole('link', { name: 'Öffnungszeiten' }).waitFor();
    await assertAccessible(page, 'the menu');
    await page.keyboard.press('Escape');
    await nav.getByRole('link', { name: 'Neu' }).click();
    await page.getByRole('heading', { name: 'Neuer Termin' }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('date'), '2022-01-18', 'on the date that was looked at');
    await open('/planner');
    const [day, inbox] = await Promise.all(['#h-today', '#h-news'].map((one) => page.locator(one).boundingBox()));
    assert.ok(day.y <= inbox.y && day.x <= inbox.x, 'the day comes first');
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ['/planner', WEEK, '/planner/calendar?view=month']) {
      await open(path);
      await assertFits(page, `${path} at 320`);
    }
  });
}

test('a browser takes the manifest without complaint', async (t) => {
  const { page } = await openPicture(t, browser, { path: WEEK });
  const tools = await page.context().newCDPSession(page);
  const { url, errors, data } = await tools.send('Page.getAppManifest');
  assert.match(url, /\/planner\/app\.webmanifest$/);
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).display, 'standalone');
});
