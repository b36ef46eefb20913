// The second step: a time. Loads and turns the pages of slots, and keeps the current one up to date.
import { problemOf, type Page, type Slot } from './api';
import type { Context } from './context';
import { dateOf, dayRange, soon, spokenRange } from './dates';
import type { Extras, ListFile } from './contract';
import { focusOn, type Builder } from './dom';
import { Grid } from './grid';
import { slotsOf } from './grid-layout';
import { head, type Choice, type Fixed } from './head';
import { phoneLine, trouble } from './notice';
import type { Times } from './slots';
import type { BookingTexts } from './texts';
import { choose, daysOf, viewOf, type View } from './view';

export interface WeekEvents {
  pick(slot: Slot): void;
  /** Other services are wanted. */
  others(): void;
  /** Another resource was chosen. */
  changed(): void;
  /** The page's own wish for grid or list. */
  view(): string | null;
  /** The file that shows lists. */
  list(): Promise<ListFile>;
  /** Opens or closes the calendar that a date is chosen from. */
  months(button: HTMLElement, choose: (date: string) => void): void;
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
  #times: Times | null = null;
  #view: View = 'grid';
  #list: ListFile | null = null;
  #complaint: HTMLElement | null = null;
  readonly #body: HTMLElement;
  readonly #notes: HTMLElement;
  readonly #range: HTMLElement;
  readonly #tools: HTMLElement;
  /** The second file, once it is there. */
  #extras: Extras | null = null;
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
    this.#range = h('h2', { class: 'range', tabindex: -1 }, t.chooseTime);
    this.#tools = h('p', { class: 'tools' }, '\u00a0');
    this.#notes = h('div', { class: 'notes' });
    this.#body = h('div', { class: 'body' }, ghost(h));
    this.node = h('section', { class: 'week' },
      ...head(context, choice, fixed, {
        others: events.others,
        resource: (id) => {
          choice.resource = id;
          events.changed();
          void this.load(this.from);
        },
      }),
      h('div', { class: 'bar' }, this.#arrows[0], this.#range, this.#arrows[1]),
      this.#tools,
      this.#body);
  }

  #wantedView(): View {
    return viewOf(this.node, this.events.view(), this.context.shop.widget_view);
  }

  /** Shows the page from `from`; null: today. In the background only the state of the current page is updated. */
  async load(from: string | null, inBackground = false): Promise<void> {
    const { context: { api, signal, emit, say }, choice: { service, resource } } = this;
    const request = ++this.#request;
    const isOvertaken = () => request !== this.#request || signal.aborted;
    const isFirst = !this.page;
    const view = this.#wantedView();
    this.#asked = daysOf(view, this.node, this.columns);
    if (!inBackground) this.#body.ariaBusy = 'true';
    try {
      const [page, list] = await Promise.all([
        this.#first(from) ?? api.availability({ service: service.id, resource, from, days: this.#asked }, signal),
        view === 'list' ? this.events.list() : null,
      ]);
      if (isOvertaken()) return;
      this.from = from;
      const isOther = view !== this.#view;
      this.#view = view;
      this.#list = list;
      this.#show(page, inBackground && !isOther);
      // What comes by itself with the page is not spoken.
      if (!inBackground && !(isFirst && !this.#holdsFocus())) say(this.#extras?.spoken?.(this.#talk(), page) ?? '');
    } catch (error) {
      if (isOvertaken()) return;
      emit('error', { code: problemOf(error).code });
      if (!inBackground) this.#fail(from);
    }
  }

  /** The page that came with the shop, if it is the one wanted; once, since it grows old. */
  #first(from: string | null): Page | null {
    const { context, choice } = this;
    const { first } = context;
    context.first = null;
    const isWanted = !from && first?.days === this.#asked && first.page.service === choice.service.id
      && (first.page.resource?.id ?? null) === choice.resource;
    return isWanted ? first.page : null;
  }

  /** Adds what comes with the second file. */
  equip(extras: Extras | null): void {
    this.#extras = extras;
    if (!extras || !this.page) return;
    this.#times?.equip(extras);
    extras.fillTools?.({
      context: this.#talk(), page: this.page, notes: this.#notes, line: this.#tools, view: this.#view,
      show: (view) => {
        choose(view);
        void this.load(this.from);
      },
      months: (button) => this.events.months(button, (date) => void this.load(date).then(() => this.#times?.focus())),
    });
  }

  turn(forward: boolean): void {
    const from = forward ? this.page?.next : this.page?.previous;
    if (from) void this.load(from);
  }

  /** Adapts the number of days to the width. */
  resize(): void {
    const view = this.#wantedView();
    if (this.page && (view !== this.#view || this.#asked !== daysOf(view, this.node, this.columns))) void this.load(this.from);
  }

  /** These dates have changed; null: any. Without the second file nothing tells of changes. */
  refresh(dates: string[] | null): void {
    this.#extras?.refresh?.(this, dates);
  }

  /** Whether a page is being loaded for the visitor. */
  isBusy(): boolean {
    return !!this.#body.ariaBusy;
  }

  /** Focuses the head after the choice of a service: the days come before the times. */
  focusHead(): void {
    focusOn(this.#range);
  }

  focus(start?: string): void {
    if (this.#times) this.#times.focus(start);
    else focusOn(this.#range);
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
    return trouble(h, t, api.base, t.unreachable, retry, phoneLine(h, t, shop.phone));
  }

  #show(page: Page, isUpdate: boolean): void {
    const { h, t } = this.context;
    const { days, previous, next } = page;
    const isHeld = this.#times?.node.matches(':focus-within');
    this.page = page;
    const dates = days[0] && ([t, days[0].date, days.at(-1)!.date] as const);
    this.#range.replaceChildren(...(dates
      ? [h('span', { class: 'vh' }, `${t.chooseTime}: ${spokenRange(...dates)}`), h('span', { 'aria-hidden': 'true' }, dayRange(...dates))]
      : [t.chooseTime]));
    [previous, next].forEach((target, i) => (this.#arrows[i]!.ariaDisabled = `${!target}`));
    this.#notes.replaceChildren(this.#empty(page));
    if (!isUpdate || !this.#times?.update(page)) {
      this.#times = days[0] ? this.#create(page) : null;
      this.#body.replaceChildren(this.#notes, this.#times?.node ?? '', this.#times instanceof Grid ? this.#legend() : '');
      this.equip(this.#extras);
      if (isHeld) this.#times?.focus();
    }
    this.#body.ariaBusy = null;
    this.events.fresh();
  }

  #create(page: Page): Times {
    const { context, events } = this;
    return this.#list
      ? this.#list.createList(context, this.node.getRootNode() as ShadowRoot, page, events.pick)
      : new Grid(context, page, events.pick, (forward) => this.turn(forward));
  }

  #talk(): Context<BookingTexts> {
    return { ...this.context, t: this.#extras!.texts };
  }

  #holdsFocus(): boolean {
    return this.node.contains((this.node.getRootNode() as ShadowRoot).activeElement);
  }

  #empty(page: Page): HTMLElement | string {
    const { h, t, shop } = this.context;
    const next = page.next_free;
    if (slotsOf(page).some(({ free }) => free)) return '';
    return h('div', { class: 'notice' },
      ...(next
        ? [h('p', null, t.noneShown), h('button', { class: 'time', click: () => void this.#jump(next) }, t.nextFree(soon(t, next)))]
        : [h('p', null, t.noneAtAll), phoneLine(h, t, shop.phone)]));
  }

  async #jump(start: string): Promise<void> {
    await this.load(dateOf(start));
    this.#times?.point(start);
  }

  /** Explains the sign of the grid; screen readers announce it at each cell. */
  #legend(): HTMLElement {
    const { h, t } = this.context;
    return h('p', { class: 'legend', 'aria-hidden': 'true' }, h('b', null, 'x'), ' ', t.unavailable);
  }

  #fail(from: string | null): void {
    this.#times = null;
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
    h('p', { class: 'tools' }, '\u00a0'),
    ghost(h));
