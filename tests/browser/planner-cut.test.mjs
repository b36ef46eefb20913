import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { middle, openAt, openPicture, pointAt, TABLET, TUESDAY, TWO, visit } from './calendar.mjs';
import { fingerOn } from './finger.mjs';
import { DESKTOP, launch, PHONE, SEEN_MS } from './harness.mjs';

const browser = await launch(after);
const NEXT_TUESDAY = '/planner/calendar?view=day&date=2022-01-25';
const NEXT_WEEK = '/planner/calendar?view=week&date=2022-01-25';

const bar = (page) => page.getByRole('region', { name: 'Ausgeschnitten' });

/** Opens another day or week, where what was cut waits. */
async function turn(page, shop, path) {
  await page.goto(shop.origin + path);
  await bar(page).waitFor();
  await page.locator('.ec-main').waitFor();
}

test('an appointment goes to the next week by keys alone, at the same time, and comes back by undo', async (t) => {
  const { page, shop, seen } = await openPicture(t, browser, { shopFile: TWO });
  await visit(page, 'Telefon').getByRole('link').focus();
  await page.keyboard.press('Control+x');
  await bar(page).getByRole('button', { name: 'Lieselotte Telefon, 10:00–11:00', pressed: true }).waitFor();
  await page.locator('.ec-event.is-cut', { hasText: 'Telefon' }).waitFor();
  await turn(page, shop, NEXT_TUESDAY);
  await page.locator('.ec-main').focus();
  await page.keyboard.press('Control+v');
  await visit(page, 'Telefon').waitFor();
  assert.equal(await visit(page, 'Telefon').locator('.ev-time').innerText(), '10:00–11:00');
  await bar(page).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await visit(page, 'Telefon').waitFor({ state: 'detached' });
  await page.goto(shop.origin + TUESDAY);
  await visit(page, 'Telefon').waitFor();
  assert.equal(await bar(page).isVisible(), false);
  assert.deepEqual(seen.complaints, []);
});

test('several are cut by their cards, and each pressed time takes the next; customers hear of it after a question', async (t) => {
  const { page, shop } = await openPicture(t, browser, { shopFile: TWO });
  for (const name of ['Zweiter', 'Telefon']) {
    await visit(page, name).getByRole('link').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ausschneiden' }).click();
    await page.locator('.ec-event.is-cut', { hasText: name }).waitFor();
  }
  await turn(page, shop, NEXT_TUESDAY);
  const { x, y } = await pointAt(page, 'Kabine 2', '11:00');
  await page.mouse.click(x, y);
  await visit(page, 'Zweiter').waitFor({ timeout: SEEN_MS });
  assert.equal(await visit(page, 'Zweiter').locator('.ev-time').innerText(), '11:00–12:00');
  const column = await page.locator('.ec-col-head', { hasText: 'Kabine 2' }).boundingBox();
  const { box } = await middle(visit(page, 'Zweiter'));
  assert.ok(box.x >= column.x - 1 && box.x + box.width <= column.x + column.width + 1, 'in the column that was pressed');
  assert.deepEqual(await bar(page).getByRole('button', { pressed: true }).allInnerTexts(), ['Lieselotte Telefon, 10:00–11:00']);
  await bar(page).getByRole('button', { name: 'Doch nicht verschieben: Lieselotte Telefon' }).click();
  await bar(page).waitFor({ state: 'hidden' });
  await page.goto(shop.origin + TUESDAY);
  await visit(page, 'Telefon').waitFor();
});

test('with something cut by a key, the arrow keys turn the week while the appointment has the focus', async (t) => {
  const { page } = await openPicture(t, browser, { shopFile: TWO, path: '/planner/calendar?view=week&date=2022-01-18' });
  await visit(page, 'Telefon').getByRole('link').focus();
  await page.keyboard.press('Control+x');
  await page.locator('.ec-event.is-cut:focus-within', { hasText: 'Telefon' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/date=2022-01-25/);
  await bar(page).waitFor();
  await page.locator('.ec-main').waitFor();
  await page.keyboard.press('Control+v');
  await visit(page, 'Telefon').waitFor();
  await bar(page).waitFor({ state: 'hidden' });
});

test('several that are put in together ask once, name who hears of it, and can be taken back together', async (t) => {
  const { page, shop } = await openPicture(t, browser, { shopFile: TWO });
  await shop.book('2022-01-18T11:00:00+01:00', 'max@example.org');
  await shop.book('2022-01-18T13:00:00+01:00', 'erika@example.org');
  for (const name of ['11:00–12:00', '13:00–14:00', 'Telefon']) {
    await visit(page, name).getByRole('link').focus();
    await page.keyboard.press('Control+x');
    await page.locator('.ec-event.is-cut', { hasText: name }).waitFor();
  }
  await turn(page, shop, NEXT_TUESDAY);
  await bar(page).getByRole('button', { name: 'Hier zur gleichen Uhrzeit' }).click();
  const question = page.getByRole('dialog', { name: 'Termine verschieben?' });
  assert.deepEqual(await question.locator('p:not(.actions)').allInnerTexts(), [
    'Max Muster: Di 18. Jan, 11:00–12:00 → Di 25. Jan, 11:00–12:00',
    'Max Muster: Di 18. Jan, 13:00–14:00 → Di 25. Jan, 13:00–14:00',
    'Lieselotte Telefon: Di 18. Jan, 10:00–11:00 → Di 25. Jan, 10:00–11:00 (ohne E-Mail)',
  ]);
  await question.getByRole('button', { name: 'Verschieben und Kunden informieren' }).click();
  await page.getByText('Verschoben. Die Kunden bekommen eine E-Mail.').waitFor();
  for (const name of ['11:00–12:00', '13:00–14:00', 'Telefon']) await visit(page, name).waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  for (const name of ['11:00–12:00', '13:00–14:00', 'Telefon']) await visit(page, name).waitFor({ state: 'detached' });
});

test('all go to the week that is shown at once, and somebody else sees it without a reload', async (t) => {
  const { page, shop } = await openPicture(t, browser, { shopFile: TWO, path: '/planner/calendar?view=week&date=2022-01-18' });
  for (const name of ['Telefon', 'Zweiter']) {
    await visit(page, name).getByRole('link').focus();
    await page.keyboard.press('Control+x');
    await page.locator('.ec-event.is-cut', { hasText: name }).waitFor();
  }
  const other = await openAt(t, browser, shop, NEXT_WEEK);
  await other.page.locator('.ec-main').waitFor();
  await turn(page, shop, NEXT_WEEK);
  await bar(page).getByRole('button', { name: 'Diese Woche zur gleichen Zeit' }).click();
  await visit(page, 'Zweiter').waitFor();
  await visit(other.page, 'Telefon').waitFor({ timeout: SEEN_MS });
  await visit(other.page, 'Zweiter').waitFor({ timeout: SEEN_MS });
});

test('a finger cuts in the card and presses a time; the bar fits and is accessible', async (t) => {
  for (const viewport of [PHONE, TABLET, DESKTOP]) {
    const { page, shop } = await openPicture(t, browser, { shopFile: TWO, hasTouch: true, viewport });
    await visit(page, 'Telefon').waitFor();
    await (await fingerOn(page)).tap(await middle(visit(page, 'Telefon')));
    await page.getByRole('dialog').getByRole('button', { name: 'Ausschneiden' }).click();
    await bar(page).waitFor();
    await assertAccessible(page, `what was cut at ${viewport.width}`);
    await assertFits(page, `what was cut at ${viewport.width}`);
    await turn(page, shop, NEXT_TUESDAY);
    await (await fingerOn(page)).tap(await pointAt(page, 'Kabine 1', '11:00'));
    await visit(page, '11:00–12:00').waitFor();
  }
});

test('who signs out leaves nothing cut behind', async (t) => {
  const { page } = await openPicture(t, browser, { shopFile: TWO });
  await visit(page, 'Telefon').getByRole('link').focus();
  await page.keyboard.press('Control+x');
  await bar(page).waitFor();
  await page.locator('details.me summary').click();
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.waitForURL(/sign-in/);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
});
