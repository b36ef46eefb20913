// The second step: a time. Loads and turns the pages of slots, and keeps the current one up to date.
import { problemOf, type Page, type Slot } from './api';
import { placeOf, type Context } from './context';
import { dateOf, dayRange, isForeign, shortStart } from './dates';
import { focusOn, type Builder } from './dom';
import { Grid } from './grid';
import { slotsOf } from './grid-layout';
import { head, type Choice, type Fixed } from './head';
import { phoneLine, trouble } from './notice';

export interface WeekEvents {
  pick(slot: Slot): void;
  change(choice: Choice): void;
  /** Called after every response: the first, a turned page, or newer state. */
  fresh(): void;
}

export class Week {
  readonly node: HTMLElement;
  page: Page | null = null;
  /** The first day of the page that is shown; null: today. */
  from: string | null = null;
  #request = 0;
  /** Number of days in the last request. */
  #asked = 0;
  #refreshing: ReturnType<typeof setTimeout> | undefined;
  #grid: Grid | null = null;
  #complaint: HTMLElement | null = null;
  readonly #body: HTMLElement;
  readonly #notes: HTMLElement;
  readonly #range: HTMLElement;
  readonly #arrows: HTMLButtonElement[];

  constructor(
    readonly context: Context,
    readonly choice: Choice,
    fixed: Fixed,
    readonly columns: () => number,
    readonly events: WeekEvents,
  ) {
    const { h, t } = context;
    const arrow = (label: string, sign: string, forward: boolean) =>
      h('button', { class: 'arrow', 'aria-label': label, 'aria-disabled': 'true', click: () => this.turn(forward) },
        h('span', { 'aria-hidden': 'true' }, sign));
    this.#arrows = [arrow(t.previous, '‹', false), arrow(t.next, '›', true)];
    this.#range = h('h2', { class: 'range' }, t.chooseTime);
    this.#notes = h('div', { class: 'notes' });
    this.#body = h('div', { class: 'body' }, ghost(h));
    this.node = h('section', { class: 'week' },
      head(context, choice, fixed, events.change),
      h('div', { class: 'bar' }, this.#arrows[0], this.#range, this.#arrows[1]),
      this.#body);
  }

  /** Shows the page from `from`; null: today. In the background only the state of the current page is updated. */
  async load(from: string | null, inBackground = false): Promise<void> {
    const { context: { api, signal, emit, say }, choice: { service, resource } } = this;
    const request = ++this.#request;
    const isOvertaken = () => request !== this.#request || signal.aborted;
    const isFirst = !this.page;
    this.#asked = this.columns();
    if (!inBackground) this.#body.ariaBusy = 'true';
    try {
      const page = await api.availability({ service: service.id, resource, from, days: this.#asked }, signal);
      if (isOvertaken()) return;
      this.from = from;
      this.#show(page, inBackground);
      if (!inBackground && !isFirst) say(this.#range.textContent!);
    } catch (error) {
      if (isOvertaken()) return;
      emit('error', { code: problemOf(error).code });
      if (!inBackground) this.#fail(from);
    }
  }

  turn(forward: boolean): void {
    const from = forward ? this.page?.next : this.page?.previous;
    if (from) void this.load(from);
  }

  /** Adapts the number of days to the width. */
  resize(): void {
    if (this.page && this.#asked !== this.columns()) void this.load(this.from);
  }

  /** These dates have changed. Refreshes after a random delay, so that not all visitors send requests at once. */
  refresh(dates: string[] | null): void {
    const { page } = this;
    const concerned = !dates || !slotsOf(page).some(({ free }) => free) || page?.days.some(({ date }) => dates.includes(date));
    if (!page || !concerned || this.#refreshing) return;
    this.#refreshing = setTimeout(() => {
      this.#refreshing = undefined;
      // A page being loaded is up to date, and must not be replaced by the previous one.
      if (!this.#body.ariaBusy) void this.load(this.from, true);
    }, 50 + Math.random() * 250);
  }

  /** Focuses the head after the choice of a service: the days come before the times. */
  focusHead(): void {
    focusOn(this.#range);
  }

  focus(start?: string): void {
    if (this.#grid) this.#grid.focus(start);
    else this.#arrows[1]!.focus();
  }

  /** Shows an error above the times, which stay. */
  complain(retry: () => void): void {
    const again = () => {
      notice.remove();
      this.#complaint = null;
      retry();
    };
    this.#complaint?.remove();
    const notice = (this.#complaint = this.#trouble(again));
    this.#body.prepend(notice);
    notice.querySelector('button')!.focus();
  }

  #trouble(retry: () => void): HTMLElement {
    const { h, t, api, shop } = this.context;
    return trouble({ h, t, base: api.base, phone: shop.phone }, t.unreachable, retry);
  }

  #show(page: Page, isUpdate: boolean): void {
    const { context, context: { t } } = this;
    const { days, previous, next } = page;
    const isHeld = this.#grid?.table.matches(':focus-within');
    this.page = page;
    this.#range.textContent = days[0] ? dayRange(t, days[0].date, days.at(-1)!.date) : t.chooseTime;
    [previous, next].forEach((target, i) => (this.#arrows[i]!.ariaDisabled = `${!target}`));
    this.#notes.replaceChildren(this.#empty(page), this.#zone(page));
    if (!isUpdate || !this.#grid?.update(page)) {
      this.#grid = days[0] ? new Grid(context, page, this.events.pick, (forward) => this.turn(forward)) : null;
      this.#body.replaceChildren(this.#notes, this.#grid?.table ?? '', this.#grid ? this.#legend() : '');
      if (isHeld) this.#grid?.focus();
    }
    this.#body.ariaBusy = null;
    this.events.fresh();
  }

  #empty(page: Page): HTMLElement | string {
    const { h, t, shop } = this.context;
    const next = page.next_free;
    if (slotsOf(page).some(({ free }) => free)) return '';
    return h('div', { class: 'notice' },
      ...(next
        ? [h('p', null, t.noneShown), h('button', { class: 'time', click: () => void this.#jump(next) }, t.nextFree(shortStart(t, next)))]
        : [h('p', null, t.noneAtAll), phoneLine(h, t, shop.phone)]));
  }

  async #jump(start: string): Promise<void> {
    await this.load(dateOf(start));
    this.#grid?.point(start);
  }

  /** Explains the sign of the grid; screen readers announce it at each cell. */
  #legend(): HTMLElement {
    const { h, t } = this.context;
    return h('p', { class: 'legend', 'aria-hidden': 'true' }, h('b', null, 'x'), ' ', t.unavailable);
  }

  #zone(page: Page): HTMLElement | string {
    const { h, t, shop } = this.context;
    return slotsOf(page).some(({ start }) => isForeign(start))
      ? h('p', { class: 'zone' }, t.zone(placeOf(shop), shop.time_zone))
      : '';
  }

  #fail(from: string | null): void {
    this.#grid = null;
    this.#body.ariaBusy = null;
    this.#body.replaceChildren(this.#trouble(() => void this.load(from)));
  }
}

const ghost = (h: Builder): HTMLElement => h('div', { class: 'ghost' });

/** Placeholders of all three rows while loading, so that nothing moves afterwards. */
export const skeleton = (h: Builder): HTMLElement =>
  h('section', null,
    h('div', { class: 'head' }, h('b', { class: 'location' }, '\u00a0')),
    h('div', { class: 'bar' }, h('span', { class: 'arrow' }, '\u00a0')),
    ghost(h));
