// The widget's file for lists: the free times by day. A day opens to its times, which makes few stops for those who hear
// the page. It has a copy of the code that it shares with the first file.
import type { Day, Page, Slot } from '../api';
import type { Context } from '../context';
import type { Extras } from '../contract';
import { dateOf, shortLongDay } from '../dates';
import { focusOn } from '../dom';
import { sameCells } from '../grid-layout';
import { changes, highlight, Names, speakChanges, type Times } from '../slots';
import styleText from './styles.css';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styleText);

class DayList implements Times {
  readonly node: HTMLElement;
  #page: Page;
  #extras: Extras | null = null;
  readonly #names: Names;
  readonly #days = new Map<string, HTMLElement>();
  /** Starts shown as free: one that is taken now becomes an x in its place. */
  readonly #shown = new Set<string>();

  constructor(readonly context: Context, page: Page, readonly pick: (slot: Slot) => void) {
    this.#page = page;
    this.#names = new Names(context, page);
    this.node = context.h('div', { class: 'days' }, ...page.days.map((day) => this.#day(day)));
  }

  equip(extras: Extras): void {
    this.#extras = extras;
  }

  update(page: Page): boolean {
    if (!sameCells(this.#page, page)) return false;
    const changed = changes(this.#page, page);
    this.#page = page;
    for (const date of new Set(changed.map(({ start }) => dateOf(start)))) this.#replace(page.days.find((day) => day.date === date)!);
    for (const { start } of changed) highlight(this.#at(start));
    if (this.#extras) speakChanges(this.context.say, this.#extras.texts, this.node, changed);
    return true;
  }

  focus(start?: string): void {
    if (!start) return focusOn(this.node.querySelector('summary'));
    const day = this.#days.get(dateOf(start));
    if (day instanceof HTMLDetailsElement) day.open = true;
    focusOn(this.#at(start)?.querySelector('button') ?? day?.querySelector('summary, h3'));
  }

  point(start: string): void {
    this.focus(start);
    highlight(this.#at(start));
  }

  #at(start: string): HTMLElement | null {
    return this.node.querySelector<HTMLElement>(`[data-start="${start}"]`);
  }

  #day({ date, slots }: Day, isOpen = false): HTMLElement {
    const { h, t } = this.context;
    const free = slots.filter((slot) => slot.free);
    for (const { start } of free) this.#shown.add(start);
    const shown = slots.filter(({ start }) => this.#shown.has(start));
    const head = [h('h3', null, shortLongDay(t, date)), h('span', { class: 'muted' }, free.length ? t.freeCount(free.length) : t.nothingFree)];
    const node = shown.length
      ? h('details', { open: isOpen, class: 'card-day' },
          h('summary', null, ...head),
          h('ul', { class: 'times', role: 'list' }, ...shown.map((slot) => this.#time(slot))))
      : h('div', { class: 'card-day' }, ...head);
    this.#days.set(date, node);
    return node;
  }

  #time(slot: Slot): HTMLElement {
    const { h, t } = this.context;
    const [name, mark] = [this.#names.full(slot), this.#names.mark(slot)];
    return h('li', { 'data-start': slot.start }, ...(slot.free
      ? [h('button', { class: 'slot', 'aria-label': name, click: () => this.pick(slot) }, slot.time, mark && h('small', null, ' ', mark))]
      : [h('span', { class: 'vh' }, `${name}, ${t.unavailable}`), h('span', { class: 'taken', 'aria-hidden': 'true' }, 'x')]));
  }

  #replace(day: Day): void {
    const before = this.#days.get(day.date)!;
    const focused = (before.getRootNode() as ShadowRoot).activeElement;
    const held = before.contains(focused) ? focused?.closest('li')?.dataset['start'] : undefined;
    const onHead = before.contains(focused) && !held;
    before.replaceWith(this.#day(day, before instanceof HTMLDetailsElement && before.open));
    const now = this.#days.get(day.date)!;
    const target = held && this.#at(held);
    if (target) focusOn(target.querySelector('button') ?? target);
    else if (onHead) focusOn(now.querySelector<HTMLElement>('summary'));
  }
}

export function createList(context: Context, root: ShadowRoot, page: Page, pick: (slot: Slot) => void): Times {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  return new DayList(context, page, pick);
}
