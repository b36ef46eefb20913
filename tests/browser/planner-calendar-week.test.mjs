import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { drag, HALF_HOUR, middle, openPicture, pointAt, SHOP, TABLET, untilBetween, visit } from './calendar.mjs';
import { DESKTOP, launch, PHONE, SEEN_MS } from './harness.mjs';

const browser = await launch(after);
const WEEK = '/planner/calendar?view=week&date=2022-01-18';
const NEXT_WEEK = '/planner/calendar?view=week&date=2022-01-25';
const DAYS = 7;

/** The same shop with preparation and follow-up for every appointment, and a room that is closed on Wednesday. */
const BUFFERED = `${SHOP.replace('duration_minutes = 60', 'duration_minutes = 60\nbuffer_before_minutes = 15\nbuffer_after_minutes = 30')}
[[exceptions]]
resource = "kabine-2"
date = "2022-01-19"
hours = []
`;

/** The shop with two persons; Lieselotte Telefon is at the first of them, who is away on Thursday. Sundays are closed. */
const STAFFED = `${SHOP.replace('resources = ["kabine-1"]\nstart = "2022-01-18T10:00:00+01:00"\nend = "2022-01-18T11', 'resources = ["anna", "kabine-1"]\nstart = "2022-01-25T10:00:00+01:00"\nend = "2022-01-25T11')}
${['anna', 'ben'].map((id) => `[[resources]]\nid = "${id}"\nname = "${id[0].toUpperCase()}${id.slice(1)} Beispiel"\nkind = "person"
[[availabilities]]\nresource = "${id}"\nweekdays = ["mon", "tue", "wed", "thu", "fri"]\nfrom = "09:00"\nto = "17:00"\n`).join('')}
[[exceptions]]
resource = "anna"
date = "2022-01-27"
hours = []
note = "Urlaub"
[[exceptions]]
date = "2022-01-28"
hours = []
note = "Betriebsausflug"
[[appointments]]
id = "stranded"
resources = ["ben", "kabine-2"]
start = "2022-01-28T10:00:00+01:00"
end = "2022-01-28T11:00:00+01:00"
service = "anpassung"
customer = { last_name = "Gestrandet" }
`;

/** That shop with so many rooms more. */
const withRooms = (more) =>
  SHOP + Array.from({ length: more }, (_, at) => `[[resources]]\nid = "raum-${at}"\nname = "Behandlungsraum im Erdgeschoss ${at}"\n`).join('');

const openWeek = (t, options) => openPicture(t, browser, { path: WEEK, ...options });

/** The head of a resource's column on a date. */
const head = (page, day, resource) =>
  page.locator(`.ec-header .ec-col-head.ec-${day}`, { hasText: resource });

const isShaded = (page, day, resource, time, shade) =>
  head(page, day, resource).boundingBox().then(async ({ x, width }) => {
    const { y } = await pointAt(page, head(page, day, resource), time);
    const boxes = await page.locator(`.ec-bg-event.${shade}`).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    return boxes.some((box) => box.left >= x - 2 && box.right <= x + width + 2 && box.top <= y + 1 && box.bottom >= y);
  });

test('a week has the persons side by side in each of its seven days, and each appointment once, with its room', async (t) => {
  const { page, seen } = await openWeek(t, { shopFile: STAFFED, path: NEXT_WEEK });
  await visit(page, 'Telefon').waitFor();
  assert.deepEqual(await page.locator('.ec-col-group').allInnerTexts(),
    ['Mo 24. Jan', 'Di 25. Jan', 'Mi 26. Jan', 'Do 27. Jan', 'Fr 28. Jan', 'Sa 29. Jan', 'So 30. Jan']);
  assert.equal(await page.locator('.ec-header .ec-col-head').count(), 2 * DAYS);
  assert.equal(await page.locator('.ec-event', { hasText: 'Telefon' }).count(), 1);
  assert.equal(await visit(page, 'Telefon').locator('.ev-place').innerText(), 'Kabine 1');
  const [column, appointment] = await Promise.all([head(page, 'tue', 'Anna').boundingBox(), visit(page, 'Telefon').boundingBox()]);
  assert.ok(appointment.x >= column.x && appointment.x + appointment.width <= column.x + column.width, 'it stands at its person');
  const { width, right } = await page.locator('.ec-header .ec-col-head').last().evaluate((last) => ({ width: innerWidth, right: last.getBoundingClientRect().right }));
  assert.ok(right <= width, 'all days are in sight');
  assert.deepEqual(seen.complaints, []);
});

test('in a full week names are whole, a short appointment says the last name, and the line of now ends with the appointments', async (t) => {
  const short = STAFFED.replace('2022-01-25T11:00:00+01:00', '2022-01-25T10:30:00+01:00').replace('customer = { last_name = "Gestrandet" }', 'customer = { first_name = "Erika", last_name = "Mustermann" }');
  const { page } = await openWeek(t, { shopFile: short, path: NEXT_WEEK, now: '2022-01-25T10:10:00+01:00' });
  for (const name of ['Telefon', 'Mustermann']) {
    const title = visit(page, name).locator('.ev-title');
    await title.waitFor();
    assert.ok(await title.evaluate((one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 1), `${name} is whole`);
  }
  const first = await visit(page, 'Telefon').locator('.ev-first').boundingBox();
  assert.ok(first.width <= 1, 'the first name is not seen');
  await page.getByRole('link', { name: /^Lieselotte Telefon / }).waitFor();
  const line = page.locator('.ec-body .is-now').first();
  const [now, appointment] = await Promise.all([line.boundingBox(), visit(page, 'Telefon').boundingBox()]);
  assert.ok(now.x + now.width <= appointment.x + appointment.width + 1, `${now.x + now.width} after ${appointment.x + appointment.width}`);
});

test('what is chosen in the filter can be read, beside the columns too', async (t) => {
  for (const viewport of [DESKTOP, { width: 1080, height: 700 }]) {
    const { page } = await openWeek(t, { shopFile: STAFFED, path: NEXT_WEEK, viewport });
    await page.locator('.cal-columns').waitFor();
    const [needed, room] = await page.locator('#f-resource').evaluate((select) => {
      const style = getComputedStyle(select);
      const pen = document.createElement('canvas').getContext('2d');
      pen.font = style.font;
      const words = [...select.options].map(({ text }) => pen.measureText(text).width);
      return [Math.max(...words), select.clientWidth - Number.parseFloat(style.paddingInlineStart) - Number.parseFloat(style.paddingInlineEnd)];
    });
    assert.ok(needed <= room, `${needed} px in ${room} at ${viewport.width}`);
  }
});

test('closed days stay, with their reason, and an appointment in one is marked by word and sign', async (t) => {
  const { page } = await openWeek(t, { shopFile: STAFFED, path: NEXT_WEEK });
  await visit(page, 'Gestrandet').waitFor();
  const bands = await page.locator('.is-band').allInnerTexts();
  assert.deepEqual([...new Set(bands)].sort(), ['Abwesend: Urlaub', 'Geschlossen', 'Geschlossen: Betriebsausflug']);
  assert.ok(await isShaded(page, 'thu', 'Anna', '10:00', 'is-band'));
  assert.ok(!(await isShaded(page, 'thu', 'Ben', '10:00', 'is-band')));
  assert.equal(await visit(page, 'Gestrandet').locator('.ev-closed').innerText(), 'Geschlossen: Betriebsausflug');
  assert.match(await visit(page, 'Gestrandet').locator('.ev-title').evaluate((one) => getComputedStyle(one, '::before').content), /!/);
});

test('the month is walked by keys, opens a day, and counts what comes in', async (t) => {
  const { page, shop } = await openWeek(t);
  await page.locator('body').press('m');
  await page.getByRole('heading', { level: 1, name: 'Januar 2022' }).waitFor();
  const monday = page.getByRole('link', { name: /^Montag, 17\. Januar 2022/ });
  assert.equal(await page.locator('[data-month] td').count(), 6 * DAYS);
  await monday.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.match(await page.evaluate(() => document.activeElement.innerText), /25/);
  await page.getByRole('link', { name: /^Dienstag, 18\. Januar 2022.*1 Termin/ }).waitFor();
  await shop.book('2022-01-17T11:00:00+01:00');
  await page.getByRole('link', { name: /^Montag, 17\. Januar 2022.*1 Termin/ }).waitFor({ timeout: SEEN_MS });
  assert.match(await page.evaluate(() => document.activeElement.innerText), /25/, 'the focus stays');
  await assertAccessible(page, 'the month');
  await page.setViewportSize(PHONE);
  await assertFits(page, 'the month on a telephone');
  await monday.click();
  await page.waitForURL(/view=day&date=2022-01-17/);
});

test('the columns that were chosen stay chosen: in the address, through a filter, a reload and another week', async (t) => {
  const { page } = await openWeek(t, { shopFile: STAFFED, path: NEXT_WEEK });
  await page.getByRole('link', { name: 'Räume/Personen', exact: true }).click();
  await page.waitForURL(/columns=resource/);
  await visit(page, 'Telefon').waitFor();
  assert.equal(await page.locator('.ec-header .ec-col-head').count(), 4 * DAYS);
  await page.locator('body').press('ArrowRight');
  await page.waitForURL(/date=2022-02-01.*columns=resource/);
  await page.getByLabel('Auch abgesagte').check();
  await page.getByRole('button', { name: 'Anzeigen', exact: true }).click();
  await page.waitForURL(/columns=resource.*all=1/);
  assert.equal(await page.getByRole('link', { name: 'Räume/Personen', exact: true }).getAttribute('aria-current'), 'true');
  await page.locator('body').press('c');
  await page.waitForURL((url) => !url.searchParams.get('columns'));
  await page.locator('.ec-col-group').first().waitFor();
});

test('each column shows what is closed there, and the buffers', async (t) => {
  const { page, shop } = await openWeek(t, { shopFile: BUFFERED });
  await shop.book('2022-01-17T11:00:00+01:00');
  await visit(page, 'Max Muster').waitFor();
  assert.ok(await isShaded(page, 'wed', 'Kabine 2', '10:00', 'is-closed'));
  assert.ok(!(await isShaded(page, 'wed', 'Kabine 1', '10:00', 'is-closed')));
  assert.ok(await isShaded(page, 'mon', 'Kabine 1', '12:15', 'is-buffer'));
  assert.ok(!(await isShaded(page, 'mon', 'Kabine 2', '12:15', 'is-buffer')));
});

test('an appointment is dragged to another room on another date', async (t) => {
  const { page } = await openWeek(t);
  const [from, to] = await Promise.all([head(page, 'tue', 'Kabine 1').boundingBox(), head(page, 'thu', 'Kabine 2').boundingBox()]);
  await drag(page, await middle(visit(page, 'Telefon')), { x: to.x - from.x, y: 2 * HALF_HOUR });
  await page.getByText('Verschoben.').waitFor();
  await visit(page, '11:00–12:00').waitFor();
  await untilBetween(page, 'Telefon', to);
});

test('dropped on another column of its own it only goes to that date', async (t) => {
  const both = `${SHOP}[[appointments]]\nid = "both"\nresources = ["kabine-1", "kabine-2"]\nstart = "2022-01-19T12:00:00+01:00"
    end = "2022-01-19T13:00:00+01:00"\ncustomer = { last_name = "Beide" }\n`;
  const { page } = await openWeek(t, { shopFile: both });
  const [from, to] = await Promise.all([head(page, 'wed', 'Kabine 1').boundingBox(), head(page, 'thu', 'Kabine 2').boundingBox()]);
  await drag(page, await middle(visit(page, 'Beide')), { x: to.x - from.x });
  await page.getByText('Verschoben.').waitFor();
  await untilBetween(page, 'Beide', await head(page, 'thu', 'Kabine 1').boundingBox(), to, 2);
});

test('a press in a column asks about that room on that date, and a span drawn there becomes its appointment', async (t) => {
  const { page } = await openWeek(t);
  const { x, y } = await pointAt(page, head(page, 'wed', 'Kabine 2'), '13:00');
  await page.mouse.click(x, y);
  await page.getByText('Mittwoch, 19. Januar 2022, 13:00 Uhr · Kabine 2').waitFor();
  await page.keyboard.press('Escape');
  await drag(page, { x, y }, { y: 2.7 * HALF_HOUR });
  await page.getByText('Mittwoch, 19. Januar 2022, 13:00 bis 14:30 Uhr · Kabine 2').waitFor();
});

test('more columns than fit are scrolled inside the picture, under heads and beside times that stay', async (t) => {
  const { page } = await openWeek(t, { shopFile: withRooms(3), path: `${WEEK}&columns=resource`, viewport: TABLET });
  await assertFits(page, 'the page');
  const axis = page.locator('.ec-body .ec-sidebar');
  const before = await axis.boundingBox();
  // The date looked at comes first.
  const tuesday = await page.locator('.ec-col-group.ec-tue').boundingBox();
  assert.ok(Math.abs(tuesday.x - (before.x + before.width)) < 3, `${tuesday.x} beside ${before.x + before.width}`);
  await page.locator('.ec-main').focus();
  const at = () => page.locator('.ec-main').evaluate((main) => main.scrollLeft);
  const scrolled = await at();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((left) => document.querySelector('.ec-main').scrollLeft > left, scrolled);
  await page.locator('.ec-main').evaluate((main) => main.scrollTo(main.scrollWidth, main.scrollHeight));
  const [after, picture, last] = await Promise.all([axis.boundingBox(), page.locator('.ec-main').boundingBox(),
    page.locator('.ec-header .ec-col-head').last().boundingBox()]);
  assert.equal(after.x, before.x);
  assert.ok(last.y >= picture.y && last.y < picture.y + 60, 'the heads are still above');
  assert.ok(last.width >= 100, `${last.width} is readable`);
});

test('where persons side by side do not fit, appointments share the day, and all seven days are in sight on a wide screen', async (t) => {
  const columns = async (page) => (await page.locator('.ec-col-group').count()) > 0;
  const few = await openWeek(t);
  for (const [viewport, expected] of [[DESKTOP, true], [TABLET, false], [PHONE, false]]) {
    await few.page.setViewportSize(viewport);
    await few.page.reload();
    await visit(few.page, 'Telefon').waitFor();
    assert.equal(await columns(few.page), expected, `two rooms at ${viewport.width}`);
  }
  const many = await openWeek(t, { shopFile: withRooms(6) });
  await visit(many.page, 'Telefon').waitFor();
  assert.equal(await columns(many.page), false, 'eight rooms');
  const { inside, all } = await many.page.locator('.ec-main').evaluate((main) => ({ inside: main.clientWidth, all: main.scrollWidth }));
  assert.ok(all <= inside, `${all} in ${inside}`);
});

test('a column a day is as wide as those that stand side by side in it need', async (t) => {
  const three = [0, 1, 2].map((at) => `[[appointments]]\nid = "side-${at}"\nresources = ["raum-${at}"]\nstart = "2022-01-18T10:00:00+01:00"
    end = "2022-01-18T11:00:00+01:00"\ncustomer = { last_name = "Muster" }\n`).join('');
  const { page } = await openWeek(t, { shopFile: withRooms(3) + three, path: `${WEEK}&columns=day`, viewport: TABLET });
  await visit(page, 'Telefon').waitFor();
  const widths = await page.locator('.ec-event', { hasText: /Muster|Telefon/ }).evaluateAll((all) => all.map((one) => one.offsetWidth));
  assert.equal(widths.length, 4);
  for (const width of widths) assert.ok(width >= 85, `${width} px hold a first name`);
  await assertFits(page, 'the page');
});

test('a quarter of an hour says whose it is before anything else, in every view', async (t) => {
  const quarter = SHOP.replace('2022-01-18T11:00:00+01:00', '2022-01-18T10:15:00+01:00');
  for (const path of ['/planner/calendar?view=day&date=2022-01-18', WEEK, `${WEEK}&columns=day`]) {
    const { page } = await openWeek(t, { shopFile: quarter, path, viewport: TABLET });
    const link = visit(page, 'Telefon').getByRole('link');
    const [box, name] = await Promise.all([visit(page, 'Telefon').boundingBox(), link.locator('.ev-title').boundingBox()]);
    assert.ok(name.x - box.x < 12 && name.y >= box.y - 1 && name.y + name.height <= box.y + box.height + 1, `${path}: the name is inside`);
    assert.equal(await link.getAttribute('title'), 'Lieselotte Telefon · 10:00–10:15 · Anpassung · Kabine 1 · Bestätigt');
    await page.getByRole('link', { name: /^Lieselotte Telefon 10:00–10:15 (Kabine 1 )?Anpassung Bestätigt$/ }).waitFor();
  }
});

test('both of the hours that the clock shows twice are seen, side by side', async (t) => {
  const at = (id, start, end) => `[[appointments]]\nid = "${id}"\nresources = ["kabine-1"]\nstart = "${start}"\nend = "${end}"\ncustomer = { last_name = "${id}" }\n`;
  const night = SHOP + at('Sommer', '2022-10-30T02:15:00+02:00', '2022-10-30T02:45:00+02:00') + at('Winter', '2022-10-30T02:15:00+01:00', '2022-10-30T02:45:00+01:00');
  const { page } = await openWeek(t, { shopFile: night, path: '/planner/calendar?view=day&date=2022-10-30' });
  const [summer, winter] = await Promise.all([visit(page, 'Sommer').boundingBox(), visit(page, 'Winter').boundingBox()]);
  assert.equal(summer.y, winter.y);
  assert.ok(summer.x + summer.width <= winter.x + 1 || winter.x + winter.width <= summer.x + 1, 'neither hides the other');
  assert.match(await visit(page, 'Sommer').innerText(), /UTC\+2/);
  assert.match(await visit(page, 'Winter').innerText(), /UTC\+1/);
});

test('axe finds nothing in a week of rooms and people, in light, dark and forced colours', async (t) => {
  const { page, shop } = await openWeek(t, { shopFile: BUFFERED });
  await shop.book('2022-01-17T11:00:00+01:00');
  for (const [viewport, options] of [[DESKTOP, {}], [TABLET, { colorScheme: 'dark' }], [PHONE, {}], [DESKTOP, { forcedColors: 'active' }]]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia(options);
    for (const columns of ['resource', 'day']) {
      await page.goto(`${shop.origin}${WEEK}&columns=${columns}`);
      await visit(page, 'Telefon').waitFor();
      await assertAccessible(page, `${columns} at ${viewport.width} ${JSON.stringify(options)}`);
      await assertFits(page, `${columns} at ${viewport.width}`);
    }
  }
});
