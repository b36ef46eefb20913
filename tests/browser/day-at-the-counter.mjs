// Counts the clicks and keys that a day's tasks take at the counter, on a screen of 1280 px:
// `TERMINPLANER_BIN=../../target/debug/terminplaner node day-at-the-counter.mjs`. Keys include what is typed; to choose in a
// list is two clicks. Each task begins on the page that it names, in a shop of its own.
import http from 'node:http';
import { closeTheRoom, openAt, pointAt, STRANDED, TUESDAY, TWO, visit } from './calendar.mjs';
import { launch, startShop } from './harness.mjs';

const WEEK = '/planner/calendar?view=week&date=2022-01-18';
const ELSEWHERE = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example.org//EN', 'BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20220101T000000Z',
  'DTSTART:20220118T130000Z', 'DTEND:20220118T140000Z', 'SUMMARY:Zahnarzt', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

/** What a hand does at a page, and how often. */
class Hand {
  clicks = 0;
  keys = 0;

  constructor(page) {
    this.page = page;
  }

  async click(locator) {
    this.clicks++;
    await locator.click();
  }

  async clickAt({ x, y }) {
    this.clicks++;
    await this.page.mouse.click(x, y);
  }

  async type(text) {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  async press(key) {
    this.keys++;
    await this.page.keyboard.press(key);
  }

  async choose(list, option) {
    this.clicks += 2;
    await list.selectOption(option);
  }

  /** Clicks into a field and types; of dates and times only the digits are typed. */
  async enter(field, text, typed = text.replace(/^\d[\d:-]+$/, (value) => value.replace(/[:-]/g, ''))) {
    this.clicks++;
    this.keys += typed.length;
    await field.fill(text);
  }
}

const card = (page) => page.getByRole('dialog');
const button = (within, name) => within.getByRole('button', { name });
const stranded = (page, name) => page.locator('#desk li[id^=stranded]', { hasText: name });

async function newAppointment(hand, page) {
  await hand.clickAt(await pointAt(page, 'Kabine 2', '11:00'));
  await card(page).locator('input:focus').waitFor();
  await hand.type('Muster');
  await hand.choose(card(page).locator('select[name=service]'), 'anpassung');
  await hand.click(button(card(page), 'Termin anlegen'));
  await visit(page, 'Muster').waitFor();
}

async function toNextWeek(hand, page) {
  await hand.click(visit(page, 'Telefon').getByRole('link'));
  await hand.click(button(card(page), 'Ausschneiden'));
  await hand.click(page.locator('[data-key=ArrowRight]'));
  await page.waitForURL(/2022-01-25/);
  await hand.click(button(page, 'Diese Woche zur gleichen Zeit'));
  await visit(page, 'Telefon').waitFor();
}

async function toNextWeekByKeys(hand, page) {
  await hand.click(visit(page, 'Telefon').getByRole('link'));
  await card(page).waitFor();
  await hand.press('Escape');
  await hand.press('Control+x');
  await page.locator('.ec-event.is-cut').waitFor();
  await hand.click(page.locator('[data-key=ArrowRight]'));
  await page.waitForURL(/2022-01-25/);
  await page.locator('.ec-main').waitFor();
  await hand.press('Control+v');
  await visit(page, 'Telefon').waitFor();
}

async function cancel(hand, page) {
  await hand.click(visit(page, 'Zweiter').getByRole('link'));
  await hand.click(card(page).locator('details.ask-first summary').first());
  await hand.click(card(page).locator('details[open] textarea'));
  await hand.type('Bis nächste Woche');
  await hand.click(card(page).locator('details[open] button[name=tell]'));
  await visit(page, 'Zweiter').waitFor({ state: 'detached' });
}

async function takeBack(hand, page) {
  await hand.click(button(page, 'Rückgängig'));
  await visit(page, 'Zweiter').waitFor();
}

async function oneToColleague(hand, page) {
  await hand.click(stranded(page, 'Telefon').getByRole('button', { name: /^Gleiche Zeit/ }));
  await stranded(page, 'Telefon').waitFor({ state: 'detached' });
}

async function allAtOnce(hand, page) {
  await hand.click(page.locator('#preview'));
  await hand.click(page.locator('button[name=confirmed]'));
  await page.getByText('Alles entschieden.').waitFor();
}

async function sixSessions(hand, page) {
  await hand.enter(page.locator('#f-date'), '2022-01-18');
  await hand.enter(page.locator('#f-time'), '15:00');
  await hand.enter(page.locator('#f-last_name'), 'Muster');
  await hand.enter(page.locator('#f-email'), 'erika@example.org');
  await hand.click(button(page, 'Als Serie'));
  await hand.click(button(page, 'Eintragen'));
  await page.getByText('6 Termine sind eingetragen.').waitFor();
}

async function ill(hand, page) {
  await hand.choose(page.locator('[name=resource]'), 'kabine-1');
  await hand.enter(page.locator('[name=from_date]'), '2022-01-18');
  await hand.click(page.locator('form:has([name=from_date]) button.primary'));
  await hand.click(page.locator('button[name=confirmed]'));
  await hand.click(page.locator('#preview'));
  await hand.click(page.locator('button[name=confirmed]'));
  await page.getByText('Alles entschieden.').waitFor();
}

async function twoWeeksHoliday(hand, page) {
  await hand.choose(page.locator('[name=resource]'), 'kabine-2');
  await hand.enter(page.locator('[name=from_date]'), '2022-02-14');
  await hand.enter(page.locator('[name=to_date]'), '2022-02-27');
  await hand.enter(page.locator('[name=note]'), 'Urlaub');
  await hand.click(page.locator('form:has([name=from_date]) button.primary'));
  await page.waitForURL((url) => url.pathname !== '/planner/hours/exception');
  await page.getByText('Urlaub').first().waitFor();
}

async function lunchFromNextMonth(hand, page) {
  await hand.click(page.locator('#f-to'));
  await page.locator('#f-to').fill('12:00');
  hand.keys += 4;
  await hand.enter(page.getByLabel('Erster Tag'), '2022-02-01');
  await hand.click(button(page, 'Speichern').last());
  await page.getByText('ab 1. Februar 2022.').waitFor();
  await hand.click(page.getByRole('link', { name: 'Zeit hinzufügen' }).first());
  for (const day of ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag']) {
    const tick = page.getByLabel(day, { exact: true });
    if (!(await tick.isChecked())) await hand.click(tick);
  }
  await hand.enter(page.locator('#f-from'), '13:00');
  await hand.enter(page.locator('#f-to'), '18:00');
  await hand.enter(page.locator('#f-valid_from'), '2022-02-01');
  await hand.click(button(page, 'Speichern').last());
  await page.getByText('Gespeichert').waitFor();
}

async function withCustomers(page) {
  await threeHundredCustomers(new Hand(page), page);
  await page.goto(new URL('/planner/customers', page.url()).href);
}

async function dataRequest(hand, page) {
  await hand.click(page.getByRole('searchbox').or(page.locator('main input[name=q]')).first());
  await hand.type('Muster 17');
  await hand.press('Enter');
  await hand.click(page.locator('main a.name', { hasText: /Muster 17\b/ }).first());
  await hand.click(page.getByRole('link', { name: 'Datenauskunft' }));
  await page.getByRole('heading', { name: 'Datenauskunft' }).waitFor();
}

async function printTheDay(hand, page) {
  await page.evaluate(() => { window.print = () => document.body.setAttribute('data-printed', ''); });
  await hand.click(button(page, 'Drucken'));
  await page.locator('body[data-printed]').waitFor();
}

async function threeHundredCustomers(hand, page) {
  const rows = Array.from({ length: 300 }, (_, at) => `Erika;Muster ${at};erika.${at}@example.org`);
  const file = { name: 'kunden.csv', mimeType: 'text/csv', buffer: Buffer.from(['Vorname;Name;E-Mail', ...rows, ''].join('\r\n')) };
  await hand.click(page.getByRole('link', { name: 'Importieren' }));
  // The file is chosen in the dialog of the system.
  await page.getByLabel('Datei aus Excel oder einem anderen Programm').setInputFiles(file);
  hand.clicks += 3;
  await hand.click(button(page, 'Weiter'));
  await page.getByRole('heading', { name: '300 neue Kunden' }).waitFor();
  await hand.click(button(page, 'Importieren'));
  await page.getByText('300 Kunden importiert.').waitFor();
}

async function lastMonthInNumbers(hand, page) {
  await hand.click(page.locator('details.me summary'));
  await hand.click(page.getByRole('link', { name: 'Auswertung' }));
  await hand.click(page.getByRole('link', { name: 'Letzter Monat' }));
  await page.locator('.figures').waitFor();
}

async function connectCalendar(hand, page) {
  await hand.click(page.locator('a[href="/planner/resources/calendars/form"]'));
  await hand.choose(page.locator('[name=resource]'), 'kabine-1');
  await hand.click(page.locator('[name=name]'));
  await hand.type('Privat');
  await hand.press('Tab');
  // The address is pasted.
  await page.locator('[name=url]').fill(elsewhere);
  hand.keys++;
  await hand.click(page.locator('[value=look]'));
  await hand.click(page.locator('[value=save]'));
  await page.locator('ul.list').getByText('Privat').waitFor();
}

async function findInManual(hand, page) {
  await hand.click(page.locator('.top a.help'));
  await hand.click(page.getByLabel('Im Handbuch suchen'));
  await hand.type('Ausschneiden');
  await hand.press('Enter');
  await hand.click(page.locator('article .list a').first());
  await page.waitForURL(/help\/calendar#drag/);
}

/** Task, where it begins, what is done, and what went before it. */
const TASKS = [
  ['new appointment from the calendar', TUESDAY, newAppointment],
  ['one to next week, cut and pasted', WEEK, toNextWeek],
  ['the same by Control X and V', WEEK, toNextWeekByKeys],
  ['cancel with a message', TUESDAY, cancel],
  ['take that back', TUESDAY, takeBack, (page) => cancel(new Hand(page), page)],
  ['stranded: one to a colleague', STRANDED, oneToColleague, closeTheRoom],
  ['stranded: all at once', STRANDED, allAtOnce, closeTheRoom],
  ['a series of six', '/planner/appointments/new', sixSessions],
  ['ill today: everybody else\'s', '/planner/hours/exception', ill],
  ['two weeks of holiday', '/planner/hours/exception', twoWeeksHoliday],
  ['a lunch hour from next month on', '/planner/hours/rule?id=1', lunchFromNextMonth],
  ['a request for data, of 300 customers', '/planner/customers', dataRequest, withCustomers],
  ['print the day', '/planner/calendar?view=list&date=2022-01-18', printTheDay],
  ['300 customers from a file', '/planner/customers', threeHundredCustomers],
  ['last month in numbers', TUESDAY, lastMonthInNumbers],
  ['connect a calendar', '/planner/resources/calendars', connectCalendar],
  ['find a page of the manual', TUESDAY, findInManual],
];

const ends = [];
const t = { after: (end) => ends.push(end) };
process.env.TERMINPLANER_ALLOW_PRIVATE_FETCH = 'true';
const server = http.createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/calendar' }).end(ELSEWHERE));
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const elsewhere = `http://127.0.0.1:${server.address().port}/privat.ics`;
ends.push(() => server.close());
try {
  const browser = await launch((end) => ends.push(end));
  console.log('| task | clicks | keys |\n| --- | --: | --: |');
  for (const [name, path, run, before] of TASKS) {
    const shop = await startShop(t, TWO);
    const { page } = await openAt(t, browser, shop, path);
    page.setDefaultTimeout(10_000);
    if (path.startsWith('/planner/calendar') && !path.includes('view=list')) await page.locator('.ec-event').first().waitFor();
    await before?.(page, shop);
    const hand = new Hand(page);
    try {
      await run(hand, page);
    } catch (error) {
      throw new Error(`${name}, at ${page.url()}`, { cause: error });
    }
    console.log(`| ${name} | ${hand.clicks} | ${hand.keys} |`);
  }
} finally {
  for (const end of ends.reverse()) await end();
}
