// A calendar of one month at a time, with the days that have a free time: pressing one shows its times.
import type { Order } from '../contract';
import { shortLongDay } from '../dates';
import { focusOn } from '../dom';
import { phoneLine } from '../notice';
import type { BookingContext } from './main';

/** Dates of the longest month. */
const MONTH_DAYS = 31;
const DAY_MS = 86_400_000;

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** The first day of the month that lies `by` months after that of `date`. */
export function monthFrom(date: string, by: number): string {
  const first = utc(`${date.slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() + by);
  return iso(first);
}

/** The weeks of a month, each of seven dates or empty places; `firstDay` 1 is Monday, 7 Sunday. */
export function weeksOf(month: string, firstDay: number): (string | null)[][] {
  const first = utc(month);
  const days = Math.round((utc(monthFrom(month, 1)).getTime() - first.getTime()) / DAY_MS);
  const before = (first.getUTCDay() - firstDay + 7) % 7;
  const places = [...Array<null>(before).fill(null), ...Array.from({ length: days }, (_, at) => iso(new Date(first.getTime() + at * DAY_MS)))];
  while (places.length % 7) places.push(null);
  return Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7));
}

/** 1: Monday, as the language has it; browsers that do not know it begin with Monday, too. */
function firstDayOf(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}

export class Months {
  readonly node: HTMLElement;
  readonly #title: HTMLElement;
  readonly #body: HTMLElement;
  readonly #arrows: HTMLButtonElement[];
  #month = '';
  /** The next page's first date; null where there is none. */
  #next: string | null = null;
  #today = '';
  #request = 0;

  constructor(readonly context: BookingContext, readonly order: Order, readonly choose: (date: string) => void) {
    const { h, t } = context;
    const arrow = (label: string, sign: string, by: number) =>
      h('button', { class: 'arrow', 'aria-label': label, click: ({ currentTarget }) => {
        if ((currentTarget as HTMLElement).ariaDisabled !== 'true') void this.#show(monthFrom(this.#month, by), true);
      } }, h('span', { 'aria-hidden': 'true' }, sign));
    this.#arrows = [arrow(t.previousMonth, '‹', -1), arrow(t.nextMonth, '›', 1)];
    this.#title = h('h3', { tabindex: -1 }, t.chooseDate);
    this.#body = h('div', { class: 'month-body' });
    this.node = h('section', { class: 'months' },
      h('div', { class: 'bar' }, this.#arrows[0], this.#title, this.#arrows[1]), this.#body);
    void this.#show(null, true);
  }

  /** Shows a month; null: the first with free times. */
  async #show(month: string | null, focus: boolean): Promise<void> {
    const { context: { api, h, t, shop, signal, say }, order: { service, resource } } = this;
    const request = ++this.#request;
    this.#body.ariaBusy = 'true';
    try {
      const page = await api.availability({ service: service.id, resource, from: month, days: MONTH_DAYS }, signal);
      if (request !== this.#request) return;
      this.#today ||= page.days[0]?.date ?? '';
      const shown = month ?? (page.next_free ?? page.days[0]?.date)?.slice(0, 10);
      if (!shown) return void this.#body.replaceChildren(h('p', null, t.noneAtAll), phoneLine(h, t, shop.phone) ?? '');
      this.#month = monthFrom(shown, 0);
      // The first answer begins today: where nothing is free this month, another month is asked for.
      if (!month && page.days.length && this.#month > page.days.at(-1)!.date) return await this.#show(this.#month, focus);
      this.#next = page.days.at(-1) && page.days.at(-1)!.date >= monthFrom(this.#month, 1) ? this.#month : page.next;
      const free = new Map(page.days.map(({ date, slots }) => [date, slots.filter((slot) => slot.free).length]));
      this.#draw(free);
      const name = this.#title.textContent!;
      if (focus) focusOn(this.#title);
      else say(name);
    } catch {
      if (request !== this.#request || signal.aborted) return;
      this.#body.replaceChildren(h('div', { class: 'notice' }, h('p', null, t.unreachable),
        h('button', { class: 'quiet', click: () => void this.#show(month, true) }, t.retry)));
    } finally {
      if (request === this.#request) this.#body.ariaBusy = null;
    }
  }

  #draw(free: Map<string, number>): void {
    const { h, t } = this.context;
    const name = (options: Intl.DateTimeFormatOptions, date: string) =>
      new Intl.DateTimeFormat(t.locale, { ...options, timeZone: 'UTC' }).format(utc(date));
    this.#title.textContent = name({ month: 'long', year: 'numeric' }, this.#month);
    this.#arrows[0]!.ariaDisabled = `${this.#month <= this.#today}`;
    this.#arrows[1]!.ariaDisabled = `${!this.#next}`;
    const weeks = weeksOf(this.#month, firstDayOf(t.locale));
    const full = weeks.find((week) => week.every(Boolean)) as string[];
    const cell = (date: string | null) => {
      if (!date) return h('td');
      const count = free.get(date);
      return h('td', null, count
        ? h('button', { class: 'slot', 'aria-label': `${shortLongDay(t, date)}, ${t.freeCount(count)}`, click: () => this.choose(date) }, `${+date.slice(8)}`)
        : h('span', { class: 'taken' }, `${+date.slice(8)}`));
    };
    this.#body.replaceChildren(h('table', { class: 'month' },
      h('thead', null, h('tr', null, ...full.map((date) => h('th', { scope: 'col' },
        h('span', { class: 'vh' }, name({ weekday: 'long' }, date)), h('span', { 'aria-hidden': 'true' }, name({ weekday: 'short' }, date)))))),
      h('tbody', null, ...weeks.map((week) => h('tr', null, ...week.map(cell))))));
  }
}
