import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DESKTOP, launch, openWidget, PHONE, slot } from './harness.mjs';
import { ELEMENT, measure, PARENTS, putInto } from './parents.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const csp = "script-src http:; connect-src http:; style-src 'unsafe-inline'";

/** The grid, or where it is narrow the list of days. */
const times = (page) => page.locator('online-terminplaner :is(table, details)').first();

/** Presses it where it is, by script: some parents lie over it. */
const press = async (place) => {
  if (await place.count()) await place.evaluate((button) => button.click());
};

for (const [screen, viewport] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  test(`in every kind of parent it has one width in all steps, and the page does not move sideways: ${screen}`, async (t) => {
    const { page } = await openWidget(t, browser, { viewport, closed: true, host: { csp, head: '<style>html { overflow-y: scroll }</style>', body: '<script src="%SHOP%/widget.js" data-mode="dialog"></script>' } });
    const faults = [];
    for (const [name, parent] of Object.entries(PARENTS)) {
      await page.evaluate(putInto, parent.replace('@', ELEMENT));
      await times(page).waitFor();
      const grid = await page.evaluate(measure);
      await press(page.locator('online-terminplaner details > summary', { hasText: 'Montag, 17. Januar' }));
      await press(slot(page, '09:00', MONDAY));
      await page.getByLabel('Vorname').waitFor();
      const form = await page.evaluate(measure);
      if (grid.sideways > 0 || form.sideways > 0 || grid.width < 200 || grid.width > 2_000 || grid.width !== form.width) faults.push({ name, grid, form });
    }
    assert.deepEqual(faults, []);
  });
}

test('in a zoomed page the dialog lies within the screen', async (t) => {
  const { page } = await openWidget(t, browser, {
    viewport: PHONE, closed: true,
    host: { csp, head: '<style>body { zoom: 1.5 }</style>', body: '<online-terminplaner mode="button"></online-terminplaner><script src="%SHOP%/widget.js"></script>' },
  });
  await page.getByRole('button', { name: 'Termin online buchen' }).click();
  await times(page).waitFor();
  const box = await page.getByRole('dialog').boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= PHONE.width && box.y >= 0 && box.y + box.height <= PHONE.height, JSON.stringify(box));
});

test('in quirks mode text in the grid has the size and colour of the rest', async (t) => {
  const { page } = await openWidget(t, browser, {
    host: { csp, doctype: '', head: '<style>main { font: 20px serif; color: #124 }</style>' },
  });
  assert.equal(await page.evaluate(() => document.compatMode), 'BackCompat');
  const looks = await page.locator('online-terminplaner').evaluate((host) => [...host.shadowRoot.querySelectorAll('.grid, .location')].map((node) => {
    const { fontFamily, color } = getComputedStyle(node);
    return [fontFamily, color];
  }));
  assert.deepEqual(looks[0], looks[1]);
  assert.equal(await page.locator('online-terminplaner').evaluate((host) => getComputedStyle(host.shadowRoot.querySelector('.grid')).fontSize), '20px');
});
