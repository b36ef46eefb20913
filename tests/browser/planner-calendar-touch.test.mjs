import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { middle, openPicture, pointAt, SHOP, TABLET, TUESDAY, untilBetween, visit } from './calendar.mjs';
import { fingerOn } from './finger.mjs';
import { launch } from './harness.mjs';

const browser = await launch(after);
const WEEK = '/planner/calendar?view=week&date=2022-01-18&columns=resource';
/** Half an hour is as high as what a finger presses must be. */
const HALF_HOUR = 44;

/** A tablet in front of a picture, and a finger. */
async function openTablet(t, options) {
  const opened = await openPicture(t, browser, { hasTouch: true, viewport: TABLET, ...options });
  await visit(opened.page, 'Telefon').waitFor();
  return { ...opened, finger: await fingerOn(opened.page) };
}

const scrolled = (page) => page.locator('.ec-main').evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);

test('a long press on an appointment takes it to another time and another room', async (t) => {
  const { page, finger } = await openTablet(t);
  const column = await page.locator('.ec-col-head', { hasText: 'Kabine 2' }).boundingBox();
  await finger.holdAndDrag(await middle(visit(page, 'Telefon')), { x: column.width, y: 2 * HALF_HOUR });
  await page.getByText('Verschoben.').waitFor();
  await visit(page, '11:00–12:00').waitFor();
  await untilBetween(page, 'Telefon', column);
  assert.match(page.url(), /\/planner\/calendar/, 'letting go is no press on the link');
});

test('in the week it goes to another date and room', async (t) => {
  const { page, finger } = await openTablet(t, { path: WEEK });
  const [from, to] = await Promise.all(
    [['tue', 'Kabine 1'], ['wed', 'Kabine 2']].map(([day, room]) => page.locator(`.ec-header .ec-col-head.ec-${day}`, { hasText: room }).boundingBox()));
  await finger.holdAndDrag(await middle(visit(page, 'Telefon')), { x: to.x - from.x, y: HALF_HOUR });
  await page.getByText('Verschoben.').waitFor();
  await visit(page, '10:30–11:30').waitFor();
  await untilBetween(page, 'Telefon', to);
});

test('a long press at the lower edge makes an appointment longer', async (t) => {
  const { page, finger } = await openTablet(t);
  const { x, box } = await middle(visit(page, 'Telefon'));
  const edge = await visit(page, 'Telefon').locator('.ec-resizer').boundingBox();
  assert.ok(edge.height >= 22, `${edge.height} px can be hit`);
  await finger.holdAndDrag({ x, y: box.y + box.height - 12 }, { y: HALF_HOUR });
  await visit(page, '10:00–11:30').waitFor();
});

test('a long press on free time draws a new appointment there', async (t) => {
  const { page, finger } = await openTablet(t);
  await finger.holdAndDrag(await pointAt(page, 'Kabine 2', '10:00'), { y: 2.7 * HALF_HOUR });
  await page.getByRole('heading', { name: 'Neuer Termin' }).waitFor();
  await page.getByText('10:00 bis 11:30 Uhr · Kabine 2').waitFor();
});

test('a long press that stays where it is makes one that is as long as its service', async (t) => {
  const { page, finger } = await openTablet(t, { shopFile: SHOP.replaceAll('duration_minutes = 60', 'duration_minutes = 45') });
  await finger.hold(await pointAt(page, 'Kabine 2', '12:00'));
  await page.getByRole('heading', { name: 'Neuer Termin' }).waitFor();
  await page.getByText('Dienstag, 18. Januar 2022, 12:00 Uhr · Kabine 2').waitFor();
  await page.getByRole('combobox', { name: 'Kunde' }).fill('kurz');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Termin anlegen' }).click();
  await visit(page, '12:00–12:45').waitFor();
});

test('a swipe scrolls, over free time and over an appointment, and moves nothing', async (t) => {
  const { page, finger } = await openTablet(t, { path: WEEK.replace('2022-01-18', '2022-01-17') });
  const before = await visit(page, 'Telefon').innerText();
  for (const from of [await pointAt(page, page.locator('.ec-header .ec-col-head.ec-mon').first(), '10:00'), await middle(visit(page, 'Telefon'))]) {
    const [left, top] = await scrolled(page);
    await finger.swipe(from, { y: -4 * HALF_HOUR });
    await page.waitForFunction((top) => document.querySelector('.ec-main').scrollTop > top + 40, top);
    await finger.swipe(await middle(page.locator('.ec-main')), { y: 4 * HALF_HOUR });
    await finger.swipe(await middle(page.locator('.ec-main')), { x: -150 });
    await page.waitForFunction((left) => document.querySelector('.ec-main').scrollLeft > left + 40, left);
    await page.locator('.ec-main').evaluate((main, at) => main.scrollTo(...at), [left, top]);
  }
  assert.equal(await page.locator('.ec-preview').count(), 0, 'nothing is in the hand');
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await visit(page, 'Telefon').innerText(), before);
  assert.match(page.url(), /\/planner\/calendar/);
});

test('a tap on a time answers, and a tap on an appointment opens it, on its lower edge too', async (t) => {
  const { page, finger } = await openTablet(t);
  await finger.tap(await pointAt(page, 'Kabine 2', '13:00'));
  await page.getByText('Dienstag, 18. Januar 2022, 13:00 Uhr · Kabine 2').waitFor();
  await page.getByRole('button', { name: 'Schließen' }).click();
  await finger.tap(await middle(visit(page, 'Telefon').locator('.ec-resizer')));
  await page.getByRole('heading', { name: 'Lieselotte Telefon' }).waitFor();
  await page.getByRole('button', { name: 'Schließen' }).click();
  await finger.tap(await middle(visit(page, 'Telefon').locator('.ev-title')));
  await page.getByRole('heading', { name: 'Lieselotte Telefon' }).waitFor();
});

test('how it is done by finger is said where there is one, and only there', async (t) => {
  const { page } = await openTablet(t);
  await page.getByRole('button', { name: 'Ansicht und Suche' }).click();
  await page.locator('#cal-tools').getByText('Lange drücken und ziehen').waitFor();
  assert.equal(await page.locator('#cal-tools').getByText('Termine lassen sich ziehen').isVisible(), false);
  const desk = await openPicture(t, browser, { path: TUESDAY });
  const under = desk.page.locator('main > .cal-under');
  await under.getByText('Termine lassen sich ziehen').waitFor();
  assert.equal(await under.getByText('Lange drücken und ziehen').isVisible(), false);
});

test('a wide tablet has the layout for fingers: the bar below, one toolbar, and nothing too small to press', async (t) => {
  const viewport = { width: 1180, height: 820 };
  const { page, open } = await openTablet(t, { viewport, isMobile: true });
  assert.ok(await page.evaluate(() => matchMedia('(pointer: coarse)').matches));
  const [bar, toolbar, picture] = await Promise.all(['.top', '.cal-head', '.cal'].map((one) => page.locator(one).boundingBox()));
  assert.ok(Math.abs(bar.y + bar.height - viewport.height) < 1, 'the bar is at the lower edge');
  assert.ok(toolbar.height < 60, `one toolbar: ${toolbar.height} px`);
  assert.ok(picture.y + picture.height <= bar.y + 1 && picture.y + picture.height > bar.y - 12, 'the calendar fills the rest');
  for (const path of [TUESDAY, WEEK, '/planner/calendar?view=month&date=2022-01-18', '/planner', '/planner/customers', '/planner/hours', '/planner/services']) {
    await open(path);
    if (/view=(day|week)/.test(path)) await visit(page, 'Telefon').waitFor();
    await assertFits(page, path);
    await assertAccessible(page, path);
    const small = await page.locator('.top :is(a, button, summary), .cal-head :is(a, button)').evaluateAll((all) => all
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 80)));
    assert.deepEqual(small, [], path);
  }
});
