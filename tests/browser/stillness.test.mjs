import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DESKTOP, launch, openWidget, PHONE, SEED_SHOP } from './harness.mjs';

const browser = await launch(after);
const LOOSE = "script-src http:; connect-src http:; style-src 'unsafe-inline'";

const shops = [
  ['the seed shop', SEED_SHOP],
  ['a shop of three hours a day', SEED_SHOP.replaceAll('18:00', '12:00')],
  ['a shop with two services', `${SEED_SHOP}
[[services]]
id = "hoertest"
name = "Hörtest"
duration_minutes = 30
needs = [["kabine-1", "kabine-2"]]
`],
];
const screens = [['desktop', { viewport: DESKTOP }], ['phone', { viewport: PHONE, hasTouch: true, isMobile: true }]];

/** Adds up what moved without the visitor's doing. */
const watch = (page) => page.addInitScript(() => {
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) globalThis.shift += hadRecentInput ? 0 : value;
  }).observe({ type: 'layout-shift', buffered: true });
});

/** An API that takes its time, so that every state before the grid is painted. */
const slowly = (page) => page.route('**/api/v1/{shop,availability}*', async (route) => {
  // A refresh that is open when its test ends leads nowhere.
  const response = await route.fetch().catch(() => null);
  await new Promise((done) => setTimeout(done, 300));
  if (response) await route.fulfill({ response }).catch(() => {});
});

test('room held in vain is given back where nobody sees it', async (t) => {
  const { page } = await openWidget(t, browser, {
    shopFile: shops[1][1], closed: true,
    host: { body: '<div style="height: 700px"></div><online-terminplaner></online-terminplaner><script src="%SHOP%/widget.js"></script><p>Anfahrt</p>', csp: LOOSE },
    before: watch,
  });
  await page.getByRole('grid').waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const gap = await page.evaluate(() => document.querySelector('main > p').getBoundingClientRect().top
    - document.querySelector('online-terminplaner').shadowRoot.querySelector('.help').getBoundingClientRect().bottom);
  assert.ok(gap < 40, `${gap}`);
  assert.equal(await page.evaluate(() => globalThis.shift), 0);
});

for (const [shopName, shopFile] of shops) {
  for (const [screen, options] of screens) {
    test(`nothing on the page moves while the times come: ${shopName}, ${screen}`, async (t) => {
      const { page } = await openWidget(t, browser, {
        ...options, shopFile, closed: true,
        host: { body: '<online-terminplaner></online-terminplaner><script src="%SHOP%/widget.js"></script><p>Anfahrt</p>', csp: LOOSE },
        before: async (tab) => {
          await watch(tab);
          await slowly(tab);
        },
      });
      const below = () => page.getByText('Anfahrt').boundingBox();
      await page.locator('online-terminplaner .ghost').waitFor();
      const before = await below();
      await page.getByRole('grid').or(page.locator('online-terminplaner .days')).or(page.getByRole('heading', { name: 'Was können wir für Sie tun?' })).waitFor();
      // A fraction of a pixel is what the browser rounds away.
      assert.ok(Math.abs((await below()).y - before.y) < 1, `${before.y} became ${(await below()).y}`);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.equal(await page.evaluate(() => globalThis.shift), 0);
    });
  }
}

for (const [shopName, shopFile] of shops.slice(0, 2)) {
  for (const [screen, options] of screens) {
    test(`whose clock is meant is told without moving anything: ${shopName}, ${screen}`, async (t) => {
      const { page } = await openWidget(t, browser, {
        ...options, shopFile, closed: true, timezoneId: 'America/New_York',
        host: { body: '<online-terminplaner></online-terminplaner><script src="%SHOP%/widget.js"></script><p>Anfahrt</p>', csp: LOOSE },
        before: async (tab) => {
          await watch(tab);
          await slowly(tab);
        },
      });
      await page.getByText('Alle Uhrzeiten gelten in Stuttgart (Europe/Berlin).').waitFor();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.equal(await page.evaluate(() => globalThis.shift), 0);
    });
  }
}
