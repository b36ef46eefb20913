import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible } from './accessible.mjs';
import { choose, DESKTOP, fillIn, launch, openWidget, PHONE } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';

// Says its colours, since axe takes a page that does not for white.
const LIGHT_AND_DARK = {
  head: '<style>:root { color-scheme: light dark; background: Canvas; color: CanvasText }</style>',
  csp: "script-src http:; connect-src http:; style-src 'unsafe-inline'",
};

const looks = [
  ['desktop', { viewport: DESKTOP }],
  ['phone', { viewport: PHONE, hasTouch: true, isMobile: true }],
  ['dark', { viewport: DESKTOP, colorScheme: 'dark' }],
  ['forced colours', { viewport: DESKTOP, forcedColors: 'active' }],
];
for (const [look, options] of looks) {
  test(`axe finds nothing on any step: ${look}`, async (t) => {
    const { page } = await openWidget(t, browser, {
      ...options, host: LIGHT_AND_DARK,
    });
    await assertAccessible(page, 'grid');
    await choose(page, '09:00', MONDAY);
    await assertAccessible(page, 'form');
    await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
    await assertAccessible(page, 'faults');
    await fillIn(page);
    await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
    await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
    await assertAccessible(page, 'done');
  });
}

for (const accent of ['#ffd400', '#c2410c', 'rebeccapurple', '#eeeeee', '#000000']) {
  test(`any accent gives readable pairs, in light and dark: ${accent}`, async (t) => {
    for (const colorScheme of ['light', 'dark']) {
      const { page } = await openWidget(t, browser, {
        colorScheme,
        host: { ...LIGHT_AND_DARK, body: `<script async data-accent="${accent}" src="%SHOP%/widget.js"></script>` },
      });
      await assertAccessible(page, `grid ${colorScheme}`);
      await choose(page, '09:00', MONDAY);
      await assertAccessible(page, `form ${colorScheme}`);
    }
  });
}

test('text at twice its size stays on a phone', async (t) => {
  const { page } = await openWidget(t, browser, {
    viewport: PHONE, host: { head: '<style>html { font-size: 200% }</style>', csp: "script-src http:; connect-src http:; style-src 'unsafe-inline'" },
  });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await choose(page, '09:00', MONDAY);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
});

test('the grid is one stop for the tab key and has row and column headers', async (t) => {
  const { page } = await openWidget(t, browser);
  assert.equal(await page.getByRole('rowheader').count(), 18);
  assert.equal(await page.getByRole('columnheader').count(), 8);
  const stops = await page.getByRole('grid').evaluate((table) => table.querySelectorAll('[tabindex="0"]').length);
  assert.equal(stops, 1);
});
