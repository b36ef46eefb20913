import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWidget, PHONE, SEED_WEEK } from './harness.mjs';

const browser = await launch(after);
const cells = (page) => page.getByRole('grid').evaluate((table) => [...table.rows].map((row) => [...row.cells].slice(1).map((cell) => (cell.querySelector('[aria-hidden]') ?? cell).innerText.trim())));

test('the seed week stands on the screen cell for cell', async (t) => {
  const { page } = await openWidget(t, browser);
  const [heads, ...rows] = await cells(page);
  assert.deepEqual(heads, ['Fr 14. Jan', 'Sa 15. Jan', 'Mo 17. Jan', 'Di 18. Jan', 'Mi 19. Jan', 'Do 20. Jan', 'Fr 21. Jan']);
  const expected = SEED_WEEK.grid[0].slots.map((_, row) =>
    SEED_WEEK.grid.map(({ slots }) => (slots[row].free ? slots[row].time : 'x')));
  assert.deepEqual(rows, expected);
});

test('location stands at the left, the only service at the right without a choice', async (t) => {
  const { page } = await openWidget(t, browser);
  const location = await page.getByText('Stuttgart', { exact: true }).boundingBox();
  const service = await page.locator('.service-name', { hasText: /^Anpassung .*60 Min\.$/ }).boundingBox();
  assert.ok(location.x + location.width < service.x);
  assert.ok(Math.abs(location.y - service.y) < 20);
  assert.equal(await page.getByRole('combobox').count(), 0);
});

test('arrows change the week and come back', async (t) => {
  const { page } = await openWidget(t, browser);
  const earlier = page.getByRole('button', { name: 'Frühere Tage' });
  assert.equal(await earlier.getAttribute('aria-disabled'), 'true');
  await page.getByRole('button', { name: 'Spätere Tage' }).click();
  await page.getByRole('heading', { name: 'Zeit wählen: 22. bis 29. Januar 2022' }).waitFor();
  await earlier.click();
  await page.getByRole('heading', { name: 'Zeit wählen: 14. bis 21. Januar 2022' }).waitFor();
});

test('a narrow screen shows three days of the grid and nothing sticks out', async (t) => {
  const { page } = await openWidget(t, browser, {
    viewport: PHONE, hasTouch: true, isMobile: true, host: { body: '<script async data-view="grid" src="%SHOP%/widget.js"></script>' },
  });
  assert.deepEqual((await cells(page))[0], ['Fr 14. Jan', 'Sa 15. Jan', 'Mo 17. Jan']);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  const box = await page.getByRole('grid').getByRole('button').first().boundingBox();
  assert.ok(box.height >= 44 && box.width >= 44, JSON.stringify(box));
});

test('a narrower place asks for fewer days, a wider one for more', async (t) => {
  const { page } = await openWidget(t, browser);
  const columns = (count) => page.waitForFunction((wanted) => {
    const grid = document.querySelector('online-terminplaner').shadowRoot.querySelector('table');
    return grid && grid.rows[0].cells.length - 1 === wanted;
  }, count);
  await page.setViewportSize({ width: 560, height: 900 });
  await columns(5);
  await page.setViewportSize({ width: 1280, height: 900 });
  await columns(7);
});

test('a page without a free time leads to the next one', async (t) => {
  const { page } = await openWidget(t, browser, { host: { body: '<script async data-days="2" src="%SHOP%/widget.js"></script>' } });
  const next = page.getByRole('button', { name: 'Nächster freier Termin: Montag, 17. Januar, 09:00 Uhr' });
  await next.click();
  const first = page.getByRole('button', { name: '09:00 Uhr, Montag, 17. Januar 2022' });
  await first.waitFor();
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.textContent === '09:00');
});

test('day heads stay visible while the hours scroll', async (t) => {
  const { page } = await openWidget(t, browser, { viewport: { width: 1280, height: 500 } });
  await page.getByRole('button', { name: '16:00 Uhr, Montag, 17. Januar 2022' }).scrollIntoViewIfNeeded();
  assert.ok(await page.evaluate(() => scrollY > 100));
  const head = await page.getByRole('columnheader', { name: 'Montag, 17. Januar 2022' }).boundingBox();
  assert.ok(Math.abs(head.y) < 2, JSON.stringify(head));
});

test('another time zone is told which clock is meant, the same one is not', async (t) => {
  const { page, shop } = await openWidget(t, browser, { timezoneId: 'America/New_York' });
  const note = page.getByText('Alle Uhrzeiten gelten in Stuttgart (Europe/Berlin).');
  await note.waitFor();
  // Newer state of the times leaves it there.
  for (const email of ['max@example.org', 'moritz@example.org']) await shop.book('2022-01-17T10:00:00+01:00', email);
  await page.getByRole('button', { name: '10:00 Uhr, Montag, 17. Januar 2022' }).waitFor({ state: 'detached' });
  assert.equal(await note.count(), 1);
  await page.getByRole('button', { name: '09:00 Uhr, Montag, 17. Januar 2022' }).click();
  await page.getByText('Auf Ihrer Uhr: Montag, 17. Januar, 03:00 Uhr').waitFor();
  const here = await openWidget(t, browser);
  assert.equal(await here.page.getByText('Alle Uhrzeiten gelten').count(), 0);
});
