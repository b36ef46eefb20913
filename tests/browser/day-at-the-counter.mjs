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
    if (path.startsWith('/planner/calendar')) await page.locator('.ec-event').first().waitFor();
    await before?.(page, shop);
    const hand = new Hand(page);
    await run(hand, page);
    console.log(`| ${name} | ${hand.clicks} | ${hand.keys} |`);
  }
} finally {
  for (const end of ends.reverse()) await end();
}
