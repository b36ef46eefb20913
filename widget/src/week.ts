// The second decision: a time. Loads the pages of the grid, turns them, and keeps the shown one fresh.
import { Problem, type Page, type Slot } from './api';
import { placeOf, type Context } from './context';
import { dateOf, dayRange, isForeign, shortStart } from './dates';
import { focusOn } from './dom';
import { Grid } from './grid';
import { slotsOf } from './grid-layout';
import { head, type Choice, type Fixed } from './head';
import { phoneLine, trouble } from './notice';

export interface WeekEvents {
  pick(slot: Slot): void;
  change(choice: Choice): void;
  /** After every answer: the first one, a turned page, or newer contents. */
  fresh(): void;
}

export class Week {
  readonly node: HTMLElement;
  page: Page | null = null;
  #from: string | null = null;
  #request = 0;
  /** How many days the last request asked for. */
  #asked = 0;
  #refreshing: ReturnType<typeof setTimeout> | undefined;
  #grid: Grid | null = null;
  readonly #body: HTMLElement;
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
      h('button', { type: 'button', class: 'arrow', 'aria-label': label, 'aria-disabled': 'true', click: () => this.turn(forward) },
        h('span', { 'aria-hidden': 'true' }, sign));
    this.#arrows = [arrow(t.$previous, '‹', false), arrow(t.$next, '›', true)];
    this.#range = h('h2', { class: 'range' }, t.$chooseTime);
    this.#body = h('div', { class: 'body', 'aria-busy': 'true' }, skeleton(context));
    this.node = h('section', { class: 'week' },
      head(context, choice, fixed, events.change),
      h('div', { class: 'bar' }, this.#arrows[0], this.#range, this.#arrows[1]),
      this.#body);
  }

  /** Shows the page that begins at `from`; null is today. */
  async load(from: string | null): Promise<void> {
    this.#body.setAttribute('aria-busy', 'true');
    const page = await this.#fetch(from, () => this.#fail(from));
    if (!page) return;
    const held = this.#grid?.table.matches(':focus-within');
    const first = !this.page;
    this.#from = from;
    this.#show(page);
    if (held) this.#grid?.focus();
    if (!first) this.context.say(this.#range.textContent!);
  }

  turn(forward: boolean): void {
    const from = forward ? this.page?.next : this.page?.previous;
    if (from) void this.load(from);
  }

  /** As many days as fit now. */
  resize(): void {
    if (this.page && this.#asked !== this.columns()) void this.load(this.#from);
  }

  /** Something changed on these dates. Waits a moment, so that many visitors do not all ask at once. */
  refresh(dates: string[] | null): void {
    const { page } = this;
    const concerned = !dates || !slotsOf(page).some(({ free }) => free) || page?.days.some(({ date }) => dates.includes(date));
    if (!page || !concerned || this.#refreshing) return;
    this.#refreshing = setTimeout(async () => {
      this.#refreshing = undefined;
      // A page that is on its way is fresh by itself, and must not be overtaken by the one before it.
      if (this.#body.hasAttribute('aria-busy')) return;
      const fresh = await this.#fetch(this.#from, () => {});
      if (!fresh) return;
      const held = this.#grid?.table.matches(':focus-within');
      if (this.#grid?.update(fresh)) this.#settle(fresh);
      else {
        this.#show(fresh);
        if (held) this.#grid?.focus();
      }
    }, 50 + Math.random() * 250);
  }

  /** Where the visitor is after choosing what is booked: the days, before the times. */
  focusHead(): void {
    focusOn(this.#range);
  }

  focus(start?: string): void {
    if (this.#grid) this.#grid.focus(start);
    else this.#arrows[1]!.focus();
  }

  /** The answer, or null where it failed or another request has overtaken it. */
  async #fetch(from: string | null, fail: () => void): Promise<Page | null> {
    const { api, signal, emit } = this.context;
    const request = ++this.#request;
    this.#asked = this.columns();
    const isCurrent = () => request === this.#request && !signal.aborted;
    try {
      const page = await api.availability(
        { service: this.choice.service.id, resource: this.choice.resource, from, days: this.#asked }, signal);
      return isCurrent() ? page : null;
    } catch (error) {
      if (!isCurrent()) return null;
      emit('error', { code: error instanceof Problem ? error.code : 'internal' });
      fail();
      return null;
    }
  }

  #show(page: Page): void {
    const { context } = this;
    this.#grid = page.days.length ? new Grid(context, page, this.events.pick, (forward) => this.turn(forward)) : null;
    this.#settle(page);
  }

  /** Everything around the grid. */
  #settle(page: Page): void {
    const { context: { t }, events } = this;
    const first = page.days[0]?.date;
    this.page = page;
    this.#range.textContent = first ? dayRange(t, first, page.days.at(-1)!.date) : t.$chooseTime;
    [page.previous, page.next].forEach((target, i) => this.#arrows[i]!.setAttribute('aria-disabled', `${!target}`));
    this.#body.removeAttribute('aria-busy');
    this.#body.replaceChildren(...[this.#empty(page), this.#zone(page), this.#grid?.table].filter((node) => !!node));
    events.fresh();
  }

  #empty(page: Page): HTMLElement | null {
    const { h, t, shop } = this.context;
    const next = page.next_free;
    if (slotsOf(page).some(({ free }) => free)) return null;
    return h('div', { class: 'notice' },
      h('p', null, next ? t.$noneShown : t.$noneAtAll),
      next
        ? h('p', null, h('button', { type: 'button', class: 'time', click: () => this.#jump(next) },
            t.$nextFree(shortStart(t, next))))
        : phoneLine(h, t, shop.phone));
  }

  async #jump(start: string): Promise<void> {
    await this.load(dateOf(start));
    this.#grid?.focus(start);
  }

  #zone(page: Page): HTMLElement | null {
    const { h, t, shop } = this.context;
    return slotsOf(page).some(({ start }) => isForeign(start))
      ? h('p', { class: 'zone' }, t.$zone(placeOf(shop), shop.time_zone))
      : null;
  }

  #fail(from: string | null): void {
    const { h, t, api, shop } = this.context;
    this.#grid = null;
    this.#body.removeAttribute('aria-busy');
    this.#body.replaceChildren(trouble({ h, t, base: api.base, phone: shop.phone }, t.$unreachable, () => void this.load(from)));
  }
}

/** Holds the place of a working day, so that nothing below moves when the times come. */
export function skeleton({ h, t }: Pick<Context, 'h' | 't'>): HTMLElement {
  return h('div', { class: 'ghost' }, h('span', { class: 'vh' }, t.$loading));
}
