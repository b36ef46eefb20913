import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { drag, HALF_HOUR, middle, openAt, openPicture, pointAt, SHOP, TABLET, TUESDAY, visit } from './calendar.mjs';
import { DESKTOP, launch, PHONE, SEEN_MS, startShop } from './harness.mjs';

const browser = await launch(after);
const openDay = (t, options) => openPicture(t, browser, options);

test('an appointment is dragged to another time and room, and back by one button', async (t) => {
  const { page, seen } = await openDay(t);
  const column = await page.locator('.ec-col-head', { hasText: 'Kabine 2' }).boundingBox();
  await drag(page, await middle(visit(page, 'Telefon')), { x: column.width, y: 2 * HALF_HOUR });
  await page.getByText('Verschoben.').waitFor();
  await visit(page, '11:00–12:00').waitFor();
  assert.match(await visit(page, 'Telefon').innerText(), /^Lieselotte Telefon\s+11:00–12:00\s+Anpassung/);
  const details = () => visit(page, 'Telefon').getByRole('link').getAttribute('title');
  assert.match(await details(), /Kabine 2/);
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await visit(page, '10:00–11:00').waitFor();
  assert.match(await details(), /Kabine 1/);
  assert.deepEqual(seen.complaints, [], 'nothing is blocked by the policy');
});

test('an appointment is made longer at its lower edge', async (t) => {
  const { page } = await openDay(t);
  const { x, box } = await middle(visit(page, 'Telefon'));
  await drag(page, { x, y: box.y + box.height - 3 }, { y: HALF_HOUR });
  await visit(page, '10:00–11:30').waitFor();
});

test('a drag onto somebody else is taken back and says with whom', async (t) => {
  const { page } = await openDay(t);
  await drag(page, await middle(visit(page, 'Telefon')), { y: 8 * HALF_HOUR });
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Kabine 1: Gesperrt, 14:30 bis 15:00 Uhr').waitFor();
  await page.keyboard.press('Escape');
  await visit(page, '10:00–11:00').waitFor();
  assert.equal(await dialog.count(), 0);
});

test('a drag out of the opening hours asks first', async (t) => {
  const { page } = await openDay(t);
  await drag(page, await middle(visit(page, 'Telefon')), { y: -3 * HALF_HOUR });
  await page.getByText('Kabine 1 ist dann nicht durchgehend geöffnet.').waitFor();
  await page.getByRole('button', { name: 'Nicht verschieben' }).click();
  await visit(page, '10:00–11:00').waitFor();
  await drag(page, await middle(visit(page, 'Telefon')), { y: -3 * HALF_HOUR });
  await page.getByRole('button', { name: 'Trotzdem verschieben' }).click();
  await visit(page, '08:30–09:30').waitFor();
});

test('a customer with an address is told by mail, if the operator wants it', async (t) => {
  const { page, shop } = await openDay(t);
  await shop.book('2022-01-18T12:00:00+01:00');
  await visit(page, 'Max Muster').waitFor();
  const column = await page.locator('.ec-col-head', { hasText: 'Kabine 2' }).boundingBox();
  await drag(page, await middle(visit(page, 'Max Muster')), { x: column.width, y: 2 * HALF_HOUR });
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.locator('p').first().innerText(), 'Max Muster: 12:00–13:00 → 13:00–14:00');
  assert.equal(await dialog.locator('p').nth(1).innerText(), 'Kabine 1 → Kabine 2');
  await page.getByRole('button', { name: 'Verschieben und Kunde informieren' }).click();
  await page.getByText('Verschoben. Der Kunde bekommt eine E-Mail.').waitFor();
  await visit(page, '13:00–14:00').waitFor();
  // Another room at the same time is no news to them: nobody asks, and the word says so.
  await drag(page, await middle(visit(page, 'Max Muster')), { x: -column.width });
  await page.getByText('Verschoben. Der Kunde bekommt keine E-Mail.').waitFor();
  await visit(page, '13:00–14:00').click();
  await page.getByRole('link', { name: 'Termin öffnen' }).click();
  await page.getByText('Termin verschoben max@example.org').waitFor();
});

test('two operators see the same, and what customers book, without a reload', async (t) => {
  const { page, shop } = await openDay(t);
  const other = await openAt(t, browser, shop, TUESDAY);
  await visit(other.page, '10:00–11:00').waitFor();
  await drag(page, await middle(visit(page, 'Telefon')), { y: 2 * HALF_HOUR });
  await page.getByText('Verschoben.').waitFor();
  await visit(other.page, '11:00–12:00').waitFor({ timeout: SEEN_MS });
  await shop.book('2022-01-18T09:00:00+01:00');
  await visit(other.page, 'Max Muster').waitFor({ timeout: SEEN_MS });
  await visit(page, 'Max Muster').waitFor({ timeout: SEEN_MS });
  const list = await openAt(t, browser, shop, '/planner/calendar?view=list&date=2022-01-18');
  await list.page.getByText('Max Muster').waitFor();
  await shop.book('2022-01-18T12:00:00+01:00', 'moritz@example.org');
  await list.page.getByRole('link', { name: '12:00 bis 13:00 Uhr' }).waitFor({ timeout: SEEN_MS });
});

test('what is being pressed stays in the hand while something comes in', async (t) => {
  const { page, shop } = await openDay(t);
  const at = await middle(visit(page, 'Telefon'));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await shop.book('2022-01-18T13:00:00+01:00');
  await page.locator('[data-agenda] .row', { hasText: 'Max Muster' }).waitFor({ state: 'attached' });
  assert.equal(await visit(page, 'Max Muster').count(), 0, 'the picture waits');
  await page.mouse.move(at.x, at.y + 2 * HALF_HOUR, { steps: 4 });
  await page.mouse.up();
  await page.getByText('Verschoben.').waitFor();
  await visit(page, '11:00–12:00').waitFor();
  await visit(page, 'Max Muster').waitFor();
});

for (const timezoneId of ['America/New_York', 'Pacific/Auckland']) {
  test(`the shop's clock holds whatever the tablet's zone is: ${timezoneId}`, async (t) => {
    const { page } = await openDay(t, { timezoneId });
    assert.match(await visit(page, 'Telefon').innerText(), /10:00–11:00/);
    const at = await pointAt(page, 'Kabine 1', '10:00');
    assert.ok(Math.abs((await middle(visit(page, 'Telefon'))).box.y + 4 - at.y) < 6, 'it stands at ten');
    await drag(page, await middle(visit(page, 'Telefon')), { y: 2 * HALF_HOUR });
    await visit(page, '11:00–12:00').waitFor();
    await page.mouse.click(...Object.values(await pointAt(page, 'Kabine 2', '13:00')));
    await page.getByText('Dienstag, 18. Januar 2022, 13:00 Uhr · Kabine 2').waitFor();
  });
}

test('weeks of a clock change are shown and dragged by the shop\'s clock, also on a tablet that changes elsewhere', async (t) => {
  const night = SHOP.replaceAll('"sat"]', '"sat", "sun"]').replaceAll('from = "09:00"', 'from = "01:00"')
    .replaceAll('2022-01-18T10:00:00+01:00', '2022-03-27T01:15:00+01:00').replaceAll('2022-01-18T11:00:00+01:00', '2022-03-27T03:15:00+02:00');
  for (const timezoneId of ['Europe/Berlin', 'America/New_York']) {
    const { page } = await openDay(t, { shopFile: night, path: '/planner/calendar?view=week&date=2022-03-27&resource=kabine-1', timezoneId });
    assert.match(await visit(page, 'Telefon').innerText(), /01:15–03:15/, 'an hour over the one that is missing');
    const column = await page.locator('.ec-col-head', { hasText: 'So 27. Mär' }).boundingBox();
    await drag(page, await middle(visit(page, 'Telefon')), { x: -column.width, y: 8 * HALF_HOUR });
    await visit(page, '05:15–06:15').waitFor();
    assert.equal(await page.locator('.ec-col-head').count(), 7);
  }
});

test('a press on a time says what can be done and why it is not bookable online', async (t) => {
  const { page } = await openDay(t);
  await page.mouse.click(...Object.values(await pointAt(page, 'Kabine 2', '14:30')).slice(0, 2).map((value, at) => (at ? value - HALF_HOUR : value)));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('link', { name: 'Warum nicht online buchbar?' }).click();
  await dialog.getByText('Die Zeit ist belegt.').waitFor();
  await dialog.getByRole('link', { name: 'Kabine 2: Gesperrt, 14:30 bis 15:00 Uhr' }).waitFor();
  await assertAccessible(page, 'why');
  await page.keyboard.press('Escape');
  await page.mouse.click(...Object.values(await pointAt(page, 'Kabine 1', '8:30')));
  await dialog.getByRole('link', { name: 'Warum nicht online buchbar?' }).click();
  await dialog.getByText('Kabine 1: geschlossen').waitFor();
  await dialog.getByRole('link', { name: 'Neuer Termin' }).click();
  await page.getByRole('heading', { name: 'Neuer Termin' }).waitFor();
  assert.equal(await page.getByLabel('Beginn').inputValue(), '08:30');
  assert.ok(await page.getByLabel('Kabine 1').isChecked());
});

test('a span that is drawn becomes a new appointment', async (t) => {
  const { page } = await openDay(t);
  await drag(page, await pointAt(page, 'Kabine 2', '9:00'), { y: 2.7 * HALF_HOUR });
  await page.getByRole('heading', { name: 'Neuer Termin' }).waitFor();
  await page.getByText('Dienstag, 18. Januar 2022, 09:00 bis 10:30 Uhr · Kabine 2').waitFor();
  await page.keyboard.type('gezeichnet');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Termin anlegen' }).click();
  await page.getByText('Der Termin ist angelegt.').waitFor();
  assert.match(await visit(page, 'Gezeichnet').innerText(), /09:00–10:30/);
});

test('the whole way by keyboard: another day, a new appointment, its page, and keys that can be switched off', async (t) => {
  const { page } = await openDay(t, { path: '/planner/calendar?view=day&date=2022-01-17' });
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Dienstag, 18. Januar 2022' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Montag, 17. Januar 2022' }).waitFor();
  await page.keyboard.press('n');
  await page.getByLabel('Leistung').focus();
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('Beginn').fill('15:00');
  await page.getByLabel('Nachname').fill('Tastatur');
  await page.keyboard.press('Enter');
  await page.getByText('Der Termin ist angelegt.').waitFor();
  await visit(page, 'Tastatur').getByRole('link').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tastatur' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await page.getByLabel('Tastenkürzel verwenden').uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('ArrowRight');
  await page.reload();
  await page.getByRole('heading', { name: 'Montag, 17. Januar 2022' }).waitFor();
});

test('a filter is chosen by keys, letters too, and is sent by its button only', async (t) => {
  const { page } = await openDay(t, { path: '/planner/calendar?view=day&date=2022-01-17' });
  const before = page.url();
  const field = page.getByLabel('Raum und Person');
  await field.focus();
  await page.keyboard.press('ArrowDown');
  // "n" opens a new appointment anywhere else.
  await page.keyboard.type('kn');
  assert.equal(page.url(), before);
  assert.ok(await field.evaluate((node) => node === document.activeElement));
  await page.getByRole('button', { name: 'Anzeigen', exact: true }).click();
  await page.waitForURL(/resource=kabine/);
});

test('today begins an hour before now, and with its first hour once it is over; a week always with its first', async (t) => {
  const size = { viewport: { width: 1024, height: 560 } };
  /** How many half hours of the picture are out of sight above. */
  const above = async (page) => {
    await page.locator('.ec-main[role=group]').waitFor();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    return Math.round(await page.locator('.ec-main').evaluate((main) => main.scrollTop) / HALF_HOUR);
  };
  const { page, open } = await openPicture(t, browser, { now: '2022-01-18T12:00:00+01:00', ...size });
  assert.equal(await above(page), 6, 'from eight to eleven');
  for (const place of ['view=week&date=2022-01-18', 'view=day&date=2022-01-17']) {
    await open(`/planner/calendar?${place}`);
    assert.equal(await above(page), 0, place);
  }
  const late = await openPicture(t, browser, { now: '2022-01-18T19:30:00+01:00', ...size });
  assert.equal(await above(late.page), 0, 'nothing is to come');
});

test('a free time is looked for in the middle of writing, with and without a script', async (t) => {
  const shop = await startShop(t, SHOP);
  for (const javaScriptEnabled of [true, false]) {
    const { page } = await openAt(t, browser, shop, '/planner/appointments/new?date=2022-01-18', { javaScriptEnabled });
    await page.getByLabel('Nachname').fill('Telefon');
    await page.getByLabel('Notiz').fill('zwei\nZeilen');
    await page.getByRole('button', { name: 'Freie Zeit suchen' }).click();
    await page.getByText('bleibt erhalten').waitFor();
    assert.equal(new URL(page.url()).search, '', 'nothing of it is in the address');
    await page.getByLabel('Tageszeit').selectOption('afternoon');
    await page.getByRole('button', { name: 'Suchen', exact: true }).click();
    await page.locator('.free-times button').first().click();
    assert.equal(await page.getByLabel('Nachname').inputValue(), 'Telefon');
    assert.equal(await page.getByLabel('Notiz').inputValue(), 'zwei\nZeilen');
    assert.match(await page.getByLabel('Beginn').inputValue(), /^1[2-6]:/);
    await page.getByLabel('Nachname').press('Enter');
    await page.getByText('Der Termin ist angelegt.').waitFor();
  }
});

test('without a script there is the list, and every form works', async (t) => {
  const shop = await startShop(t, SHOP);
  const { page } = await openAt(t, browser, shop, TUESDAY, { javaScriptEnabled: false });
  await page.getByRole('link', { name: '10:00 bis 11:00 Uhr' }).click();
  await page.getByRole('link', { name: 'Bearbeiten' }).click();
  await page.getByLabel('Beginn').fill('12:00');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Gespeichert.').waitFor();
  const question = page.locator('.ask-first');
  await question.locator('summary').click();
  await question.getByRole('link', { name: 'Termin behalten' }).click();
  await question.getByRole('button').waitFor({ state: 'hidden' });
  await question.locator('summary').press('Enter');
  await question.getByRole('button', { name: 'Absagen ohne E-Mail' }).click();
  await page.getByText('Abgesagt, ohne E-Mail.').waitFor();
});

test('a day on paper is a list', async (t) => {
  const { page } = await openDay(t);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.cal').isVisible(), false);
  assert.ok(await page.getByText('Lieselotte Telefon').last().isVisible());
});

test('axe finds nothing on any page, on a desk, a tablet and a phone', async (t) => {
  const { page, shop } = await openDay(t);
  await shop.book('2022-01-18T12:00:00+01:00');
  const paths = [TUESDAY, '/planner/calendar?view=week&date=2022-01-18', '/planner/calendar?view=list&date=2022-01-18&all=1',
    '/planner/appointments/new', '/planner/appointments/new?kind=block', '/planner/calendar/free?service=anpassung&from=2022-01-18',
    '/planner/calendar/why?at=2022-01-18T09:30&resource=kabine-1', '/planner/appointments/16', '/planner/appointments/16/edit'];
  for (const viewport of [DESKTOP, TABLET, PHONE]) {
    await page.setViewportSize(viewport);
    for (const path of paths) {
      await page.goto(shop.origin + path);
      if (/view=(day|week)/.test(path)) await visit(page, 'Telefon').waitFor();
      await assertAccessible(page, `${path} at ${viewport.width}`);
      await assertFits(page, `${path} at ${viewport.width}`);
    }
  }
  for (const options of [{ colorScheme: 'dark' }, { forcedColors: 'active' }]) {
    await page.emulateMedia(options);
    await page.goto(shop.origin + TUESDAY);
    await visit(page, 'Telefon').waitFor();
    await assertAccessible(page, JSON.stringify(options));
  }
});
