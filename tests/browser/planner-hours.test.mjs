import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { launch, openPage, PASSWORD, PHONE, startShop } from './harness.mjs';

const browser = await launch(after);
const WEEK = '/planner/hours?week=2022-01-17';
/** The present one: what is dragged holds from now on. */
const THIS_WEEK = '/planner/hours?week=2022-01-10';

const SHOP = `
[shop]
name = "Hörakustik Muster"
location = "Stuttgart"
lead_time_hours = 2
[[resources]]
id = "kabine-1"
name = "Kabine 1"
[[resources]]
id = "kabine-2"
name = "Kabine 2"
${['Anpassung', 'Beratung', 'Messung'].map((name) => `
[[services]]
id = "${name.toLowerCase()}"
name = "${name}"
duration_minutes = 60
needs = [["kabine-1", "kabine-2"]]`).join('')}
[[availabilities]]
resource = "kabine-1"
weekdays = ["mon", "tue", "wed", "thu", "fri"]
from = "09:00"
to = "18:00"
[[exceptions]]
date = "2022-01-20"
note = "Betriebsausflug"
`;

async function owner(t, options = {}) {
  const shop = await startShop(t, SHOP);
  await shop.addUser('owner@example.org');
  const { page, seen } = await openPage(t, browser, `${shop.origin}/planner/sign-in`, options);
  await page.locator('input[name=email]').fill('owner@example.org');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('main form button').click();
  await page.waitForURL('**/planner**');
  const open = (path) => page.goto(shop.origin + path);
  const times = async (service, from) => {
    const answer = await fetch(`${shop.origin}/api/v1/availability?service=${service}&from=${from}&days=1`);
    return (await answer.json()).days[0].slots;
  };
  return { shop, page, seen, open, times };
}

/** Drags from one place to another, by pixels. */
async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Where something is on the screen. While a list is being exchanged for a fresh one it is nowhere, and is asked for again. */
async function box(locator) {
  for (;;) {
    const found = await locator.boundingBox();
    if (found) return found;
  }
}

const track = (page, weekday) => page.locator(`.track[data-resource="kabine-1"][data-weekday="${weekday}"]`);

/** Where a time stands on a track. */
async function place(page, weekday, minute) {
  const box = await track(page, weekday).boundingBox();
  const [first, last] = await track(page, weekday).evaluate(({ dataset }) => [Number(dataset.first), Number(dataset.last)]);
  return { x: box.x + ((minute - first) / (last - first)) * box.width, y: box.y + box.height / 2 };
}

test("a bar's end is dragged: that day alone changes, and customers see it", async (t) => {
  const { page, seen, open, times } = await owner(t);
  await open(THIS_WEEK);
  const end = await place(page, 'tue', 18 * 60);
  await drag(page, { ...end, x: end.x - 4 }, await place(page, 'tue', 13 * 60));
  await page.getByText('Gespeichert: ').waitFor();
  assert.equal(await track(page, 'tue').locator('.bar text').textContent(), '9–13');
  assert.equal(await track(page, 'wed').locator('.bar text').textContent(), '9–18');
  assert.equal((await times('anpassung', '2022-01-18')).at(-1).time, '12:30');
  assert.deepEqual(seen.complaints, []);
});

test('a drag is taken back beside the sentence that reports it, and one in a week to come asks from when', async (t) => {
  const { page, seen, open } = await owner(t);
  await open(THIS_WEEK);
  const end = await place(page, 'tue', 18 * 60);
  await drag(page, { ...end, x: end.x - 4 }, await place(page, 'tue', 13 * 60));
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await page.getByText('Rückgängig gemacht.').waitFor();
  assert.equal(await track(page, 'tue').locator('.bar text').textContent(), '9–18');
  await open('/planner/hours?week=2022-01-31');
  const later = await place(page, 'tue', 18 * 60);
  await drag(page, { ...later, x: later.x - 4 }, await place(page, 'tue', 13 * 60));
  await page.getByText('Ab wann gilt die Änderung?').waitFor();
  assert.equal(await page.getByLabel('Erster Tag').inputValue(), '2022-01-31');
  await assertAccessible(page, 'the question');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('dienstags 9–18 Uhr, bis 30. Januar 2022; dienstags 9–13 Uhr, ab 31. Januar 2022.').waitFor();
  assert.deepEqual(seen.complaints, []);
});

test('a date that is typed chooses its answer, and words that are not saved are not lost by a press on a link', async (t) => {
  const { page, open } = await owner(t);
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  await open('/planner/hours/rule?id=1');
  await page.getByLabel('Erster Tag').fill('2022-02-01');
  assert.equal(await page.getByLabel('Ab einem Datum').isChecked(), true);
  await page.locator('#f-from').fill('10:00');
  await page.getByRole('link', { name: 'Kunden' }).click();
  await page.waitForFunction(() => document.readyState === 'complete');
  assert.match(page.url(), /hours\/rule/, 'the first answer is to stay');
  await page.getByRole('button', { name: 'Speichern' }).last().click();
  await page.getByText('ab 1. Februar 2022.').waitFor();
  assert.deepEqual(asked, ['beforeunload'], 'what is saved is left without a question');
  await open('/planner/hours/rule?id=1');
  await page.locator('#f-from').fill('10:00');
  await page.locator('#f-from').fill('09:00');
  await page.getByRole('link', { name: 'Kunden' }).click();
  await page.waitForURL('**/planner/customers');
  assert.deepEqual(asked, ['beforeunload'], 'and so is what stands there as it was');
});

test("what cannot be taken back is asked in the page's own dialog", async (t) => {
  const { page, open } = await owner(t);
  await open('/planner/settings/mail');
  await page.locator('#f-provider').selectOption('other');
  await page.locator('#f-host').fill('mail.example.org');
  await page.getByRole('button', { name: 'Speichern' }).click();
  const deletes = page.getByRole('main').getByRole('button', { name: 'Zugangsdaten löschen' });
  await deletes.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Abbrechen' }).waitFor();
  await assertAccessible(page, 'the dialog');
  await dialog.getByRole('button', { name: 'Abbrechen' }).click();
  assert.equal(await deletes.evaluate((button) => button === document.activeElement), true, 'the focus is back');
  await deletes.click();
  await dialog.getByRole('button', { name: 'Zugangsdaten löschen' }).click();
  await deletes.waitFor({ state: 'detached' });
});

test('a bar is moved to another day, and Escape lets one be as it was', async (t) => {
  const { page, open } = await owner(t);
  await open(THIS_WEEK);
  const [from, to] = [await place(page, 'fri', 12 * 60), await place(page, 'fri', 14 * 60)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  assert.equal(await track(page, 'fri').locator('.bar text').textContent(), '9–18');
  await drag(page, from, await place(page, 'sat', 12 * 60));
  await page.getByText('Gespeichert: ').waitFor();
  assert.equal(await track(page, 'sat').locator('.bar text').textContent(), '9–18');
  assert.equal(await track(page, 'fri').locator('.bar').count(), 0);
});

test('a bar that is pressed changes its day alone, and the page stays in its week', async (t) => {
  const { page, seen, open } = await owner(t);
  await open('/planner/hours?week=2022-01-31');
  await track(page, 'fri').locator('.bar a').click();
  assert.equal(await page.getByLabel('nur freitags').isChecked(), true);
  assert.equal(await page.getByLabel('Jede Woche an diesen Tagen').first().isVisible(), false, 'there is one day to speak of');
  await page.getByLabel('an allen fünf Tagen (Mo–Fr)').check();
  assert.equal(await page.getByLabel('Jede Woche an diesen Tagen').first().isVisible(), true);
  await page.getByLabel('nur freitags').check();
  await page.locator('#f-from').fill('10:00');
  await page.getByRole('button', { name: 'Speichern' }).last().click();
  await page.getByText('Gespeichert: Kabine 1, freitags 10–18 Uhr, jede Woche.').waitFor();
  assert.equal(await page.locator('h1').textContent(), '31. Januar – 6. Februar 2022');
  assert.deepEqual(await page.locator('.track[data-resource="kabine-1"] .bar text').allTextContents(), ['9–18', '9–18', '9–18', '9–18', '10–18']);
  assert.deepEqual(seen.complaints, []);
});

test('another region or year is shown as soon as it is chosen, and the button names it', async (t) => {
  const { page, open } = await owner(t);
  await open('/planner/hours/holidays');
  assert.equal(await page.getByRole('button', { name: 'Anzeigen' }).isVisible(), false);
  await page.getByLabel('Bundesland oder Kanton').selectOption('Bayern');
  await page.getByRole('button', { name: 'Feiertage für Bayern 2022 eintragen' }).waitFor();
  await page.getByLabel('Jahr', { exact: true }).selectOption('2023');
  await page.getByRole('button', { name: 'Feiertage für Bayern 2023 eintragen' }).click();
  await page.getByText('Feiertage für Bayern 2023 eingetragen.').waitFor();
  assert.match(page.url(), /region=DE-BY&year=2023/);
});

test('without script the year is shown by a button', async (t) => {
  const { page, open } = await owner(t, { javaScriptEnabled: false });
  await open('/planner/hours/holidays');
  await page.getByLabel('Jahr', { exact: true }).selectOption('2024');
  await page.getByRole('button', { name: 'Anzeigen' }).click();
  await page.getByRole('heading', { name: 'Baden-Württemberg 2024' }).waitFor();
});

test('the form for a new person offers the services of persons only', async (t) => {
  const { page, open } = await owner(t);
  await open('/planner/resources/form');
  assert.equal(await page.getByLabel('Anpassung').isVisible(), true);
  await page.getByLabel('Person', { exact: true }).check();
  assert.equal(await page.getByLabel('Anpassung').isVisible(), false);
  await page.getByText('Bisher braucht keine Leistung eine Person.').waitFor();
});

test('dragging on empty ground opens the form with that day and those hours', async (t) => {
  const { page, open } = await owner(t);
  await open(WEEK);
  await drag(page, await place(page, 'sun', 10 * 60), await place(page, 'sun', 14 * 60));
  await page.getByRole('heading', { name: 'Neue Öffnungszeit' }).waitFor();
  assert.equal(await page.getByLabel('Sonntag').isChecked(), true);
  assert.equal(await page.locator('input[name=from_week]').inputValue(), '2022-01-17', 'the way back');
  assert.deepEqual([await page.locator('#f-from').inputValue(), await page.locator('#f-to').inputValue()], ['10:00', '14:00']);
});

test('a change that leaves an appointment outside asks first, in place of the form', async (t) => {
  const { shop, page, open } = await owner(t);
  await shop.book('2022-01-18T16:00:00+01:00');
  await open(THIS_WEEK);
  const end = await place(page, 'tue', 18 * 60);
  await drag(page, { ...end, x: end.x - 4 }, await place(page, 'tue', 13 * 60));
  await page.getByRole('heading', { name: 'Diese Termine lägen außerhalb der Öffnungszeiten' }).waitFor();
  assert.match(await page.locator('table.left').innerText(), /Dienstag, 18. Januar 2022, 16:00 bis 17:00 Uhr/);
  await page.getByRole('button', { name: 'Trotzdem speichern' }).click();
  await page.getByText('Gespeichert: ').waitFor();
  assert.equal(await track(page, 'tue').locator('.bar text').textContent(), '9–13');
});

test('switching a booked service off asks first, in place of the list, and a wrong address leads on', async (t) => {
  const { shop, page, open } = await owner(t, { viewport: PHONE });
  await shop.book('2022-01-18T16:00:00+01:00');
  await open('/planner/services');
  const online = page.getByRole('switch', { name: 'Online buchbar: Anpassung' });
  await online.click();
  await page.getByRole('heading', { name: 'Damit sind noch Termine vereinbart' }).waitFor();
  await assertAccessible(page, 'the question');
  await assertFits(page, 'the question');
  await page.getByRole('link', { name: 'Zurück' }).click();
  assert.equal(await online.getAttribute('aria-checked'), 'true');
  await online.click();
  await page.getByRole('button', { name: 'Trotzdem ausschalten' }).click();
  await page.waitForFunction(() => document.querySelector('#online-anpassung')?.getAttribute('aria-checked') === 'false');
  await page.goto(`${shop.origin}/planner/nothing`);
  await assertAccessible(page, 'not found');
  await page.getByRole('main').getByRole('link', { name: 'Kalender' }).click();
  await page.waitForURL('**/planner/calendar');
});

test('services are put in order by key and by drag', async (t) => {
  const { shop, page, open } = await owner(t);
  await open('/planner/services');
  const names = () => page.locator('.ordered .grow a').allTextContents();
  const ordered = (expected) => page.waitForFunction(
    (all) => [...document.querySelectorAll('.ordered .grow a')].map((link) => link.textContent).join() === all, expected.join());
  await page.getByRole('button', { name: 'Messung nach oben' }).focus();
  await page.keyboard.press('Enter');
  await ordered(['Anpassung', 'Messung', 'Beratung']);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'up-messung', 'the key stays where it was');
  await page.keyboard.press('Enter');
  await ordered(['Messung', 'Anpassung', 'Beratung']);
  const handle = await box(page.locator('li[data-id=beratung] .handle'));
  const first = await box(page.locator('li[data-id=messung]'));
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await drag(page, { x: handle.x + 20, y: handle.y + 20 }, { x: handle.x + 20, y: first.y + 5 });
  await saved;
  await ordered(['Beratung', 'Messung', 'Anpassung']);
  await page.reload();
  assert.deepEqual(await names(), ['Beratung', 'Messung', 'Anpassung']);
  const { services } = await (await fetch(`${shop.origin}/api/v1/shop`)).json();
  assert.deepEqual(services.map(({ id }) => id), ['beratung', 'messung', 'anpassung']);
});

test('the preview shows what the API then offers', async (t) => {
  const { shop, page, open, times } = await owner(t);
  await shop.book('2022-01-17T10:00:00+01:00');
  await open('/planner/services/form?id=anpassung');
  await page.getByLabel('Dauer in Minuten').fill('150');
  await page.locator('#part-step summary').click();
  await page.getByLabel('Termine beginnen alle … Minuten').fill('45');
  await page.locator('#part-buffers summary').click();
  await page.getByRole('button', { name: 'Vorschau' }).click();
  await page.getByRole('heading', { name: /^Vorschau: / }).waitFor();
  assert.equal(await page.locator('#part-buffers').getAttribute('open'), '', 'what was folded open stays so');
  const title = await box(page.locator('#preview-title'));
  assert.ok(title.y > 50 && title.y < 700, `the preview is in sight, at ${title.y}`);
  const shown = await page.locator('.offered').evaluate((table) => {
    const column = [...table.querySelectorAll('thead th')].findIndex((head) => head.textContent.includes('17. Januar 2022'));
    return [...table.querySelectorAll('tbody tr')].filter((row) => row.children[column].textContent)
      .map((row) => `${row.children[0].textContent.trim()} ${row.children[column].querySelector('.free') ? 'free' : 'x'}`);
  });
  await page.getByRole('button', { name: 'Speichern' }).last().click();
  await page.waitForURL('**/planner/services');
  const offered = (await times('anpassung', '2022-01-17')).map(({ time, free }) => `${time} ${free ? 'free' : 'x'}`);
  assert.deepEqual(shown, offered);
  assert.ok(offered.includes('09:00 x') && offered.includes('11:15 free'));
});

for (const [look, options] of [
  ['1280', { viewport: { width: 1280, height: 900 } }],
  ['1024, dark', { viewport: { width: 1024, height: 768 }, colorScheme: 'dark' }],
  ['390', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
]) {
  test(`axe finds nothing on any page, and nothing is wider than the screen: ${look}`, async (t) => {
    const { page, open } = await owner(t, options);
    const check = async (step) => {
      await assertAccessible(page, step);
      await assertFits(page, step);
    };
    for (const path of [WEEK, '/planner/hours/rule', '/planner/hours/rule?id=1', '/planner/hours/rule?id=1&weekday=fri', '/planner/hours/closings', '/planner/hours/exception?id=1',
      '/planner/hours/holidays?region=CH-SO&year=2022', '/planner/services', '/planner/services/form?id=anpassung',
      '/planner/services/form', '/planner/resources', '/planner/resources/form', '/planner/resources/form?id=kabine-1',
      '/planner/resources/calendars', '/planner/resources/calendars/form']) {
      await open(path);
      await check(path);
    }
    for (const path of ['/planner/hours/rule?id=1', '/planner/services/form?id=anpassung']) {
      await open(path);
      await page.locator('#b-preview').click();
      await page.locator('#preview').waitFor();
      await check(`${path} with preview`);
    }
    await open('/planner/hours/rule?id=1');
    await page.locator('button[value=delete]').click();
    await page.getByText('Ab wann löschen?').waitFor();
    await check('deleting hours');
    await page.locator('form.panel button.danger').click();
    await page.locator('.undoable').waitFor();
    await check('what can be taken back');
    await open('/planner/services/form');
    await page.getByRole('button', { name: 'Speichern' }).last().click();
    await page.getByRole('alert').waitFor();
    await check('service with faults');
  });
}

test('the offered week of a service scrolls by itself on a telephone, and the page stays as wide as the screen', async (t) => {
  const { page, open } = await openDesk(t, browser, { viewport: PHONE, hasTouch: true, isMobile: true });
  await open('/planner/services/form?id=anpassung');
  await page.getByRole('button', { name: 'Vorschau' }).click();
  await page.getByRole('heading', { name: /^Vorschau: / }).waitFor();
  await assertFits(page, 'the preview');
});
