import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { closeTheRoom, openAt, STRANDED, TABLET, TUESDAY, TWO, visit } from './calendar.mjs';
import { DESKTOP, launch, PHONE, SEEN_MS, startShop } from './harness.mjs';

const browser = await launch(after);

async function openList(t, options) {
  const shop = await startShop(t, TWO);
  const opened = await openAt(t, browser, shop, '/planner', options);
  await closeTheRoom(opened.page, shop);
  return { shop, ...opened };
}

test('the list, its preview and its fields for messages are accessible and fit', async (t) => {
  for (const viewport of [PHONE, TABLET, DESKTOP]) {
    const where = `${viewport.width}`;
    const { page } = await openList(t, { viewport });
    assert.equal(await page.locator('#desk li[id^=stranded]').count(), 2);
    await page.locator('#h-blocks').waitFor();
    for (const more of await page.locator('#desk details summary').all()) await more.click();
    await page.locator('textarea[name=words]').first().waitFor();
    await assertAccessible(page, `list ${where}`);
    await assertFits(page, `list ${where}`);
    await page.locator('#f-remedy').selectOption('nearest');
    await page.locator('#preview').click();
    await page.locator('button[name=confirmed]').waitFor();
    await assertAccessible(page, `preview ${where}`);
    await assertFits(page, `preview ${where}`);
  }
});

test('two at the list see without a reload what the other decides', async (t) => {
  const { page, shop } = await openList(t);
  const other = await openAt(t, browser, shop, STRANDED);
  const item = (at, name) => at.locator('#desk li[id^=stranded]', { hasText: name });
  await item(other.page, 'Telefon').getByRole('button', { name: /^Gleiche Zeit/ }).click();
  await item(page, 'Telefon').waitFor({ state: 'detached', timeout: SEEN_MS });
  await item(page, 'Zweiter').getByRole('button', { name: /^Bleibt so/ }).click();
  await item(other.page, 'Zweiter').waitFor({ state: 'detached', timeout: SEEN_MS });
  await other.page.getByText('Alles entschieden.').waitFor();
});

test('who comes too late is told what the other has decided, and changes nothing', async (t) => {
  const { page, shop } = await openList(t);
  const other = await openAt(t, browser, shop, '/planner');
  // Nothing tells this page of changes: it shows what was there when it was opened.
  const stream = new URL(await other.page.locator('body').getAttribute('data-events'), shop.origin).pathname;
  await other.page.route((url) => url.pathname === stream, (route) => route.abort());
  await other.open(STRANDED);
  const item = (at) => at.locator('#desk li[id^=stranded]', { hasText: 'Telefon' });
  await item(other.page).waitFor();
  await item(page).getByRole('button', { name: /^Bleibt so/ }).click();
  await item(page).waitFor({ state: 'detached' });
  await item(other.page).getByRole('button', { name: /^Absagen/ }).click();
  await other.page.getByText(/^Darüber ist schon entschieden\. Lieselotte Telefon, Dienstag, 18\. Januar 2022, 10:00 Uhr, Bestätigt$/).waitFor();
  await item(other.page).waitFor({ state: 'detached' });
  await page.goto(shop.origin + TUESDAY);
  await visit(page, 'Telefon').waitFor();
});

test('a blocked time where it is closed now is deleted in the list and comes back by undo', async (t) => {
  const { page } = await openList(t);
  const block = page.locator('#h-blocks + ul > li').first();
  const id = await block.getAttribute('id');
  await block.getByRole('button', { name: /^Löschen/ }).click();
  await page.getByText('Gesperrte Zeit gelöscht.').waitFor();
  await page.locator(`#${id}`).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await page.locator(`#${id}`).getByRole('link', { name: /^Verschieben/ }).click();
  await page.waitForURL(/\/edit$/);
});

test('two at one card: what the one does is refused or shown to the other, never lost', async (t) => {
  const shop = await startShop(t, TWO);
  const { page } = await openAt(t, browser, shop, TUESDAY);
  const other = await openAt(t, browser, shop, TUESDAY);
  for (const one of [page, other.page]) {
    await visit(one, 'Telefon').getByRole('link').click();
    await one.getByRole('dialog', { name: 'Lieselotte Telefon' }).waitFor();
  }
  const cancel = async (one) => {
    const card = one.getByRole('dialog', { name: 'Lieselotte Telefon' });
    await card.locator('details.ask-first summary').first().click();
    await card.locator('details.ask-first[open] form button').last().click();
  };
  await cancel(other.page);
  await visit(other.page, 'Telefon').waitFor({ state: 'detached' });
  await visit(page, 'Telefon').waitFor({ state: 'detached', timeout: SEEN_MS });
  await cancel(page);
  await page.locator('.said, dialog [role=alert]').first().waitFor();
  assert.equal(await visit(page, 'Telefon').count(), 0);
});

test('the offer to undo goes when the mail leaves', async (t) => {
  const { page } = await openList(t);
  await page.clock.install();
  await page.locator('#desk li', { hasText: 'Zweiter' }).getByRole('button', { name: /^Absagen/ }).click();
  // Closing the room has left an offer of its own.
  await page.locator('.undoable', { hasText: 'abgesagt' }).waitFor();
  await page.locator('#b-undo').focus();
  await page.clock.fastForward(9_000);
  assert.equal(await page.locator('#b-undo').count(), 1);
  await page.clock.fastForward(1_500);
  await page.locator('#b-undo').waitFor({ state: 'detached' });
  assert.ok(await page.locator('.undoable .note').evaluate((note) => note === document.activeElement));
});

test('what is still to be set up, and the devices, are accessible and fit', async (t) => {
  const shop = await startShop(t, TWO);
  for (const viewport of [PHONE, TABLET, DESKTOP]) {
    const { page, open } = await openAt(t, browser, shop, '/planner', { viewport });
    await page.locator('.to-do').waitFor();
    await assertAccessible(page, `to do ${viewport.width}`);
    for (const path of ['/planner/account/devices', '/planner/account/calendars']) {
      await open(path);
      await assertAccessible(page, `${path} ${viewport.width}`);
      await assertFits(page, `${path} ${viewport.width}`);
    }
  }
});
