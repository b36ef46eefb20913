// The week as an accessible grid: one tab stop, arrow keys inside, a button only where a time is free.
import type { Page, Slot } from './api';
import type { Context } from './context';
import type { Extras } from './contract';
import { dayParts } from './dates';
import { focusOn } from './dom';
import { foldRows } from './grid-fold';
import { rowsOf, slotsOf, targetOf } from './grid-layout';
import { highlight, Names, type Times } from './slots';

/** From so many days on there is room for the hours, and long parts of a week without a free time are folded. */
const WIDE = 5;

export class Grid implements Times {
  readonly node: HTMLTableElement;
  #page: Page;
  readonly #names: Names;
  #extras: Extras | null = null;
  /** By start. */
  readonly cells = new Map<string, HTMLTableCellElement>();

  constructor(
    readonly context: Context,
    page: Page,
    readonly pick: (slot: Slot) => void,
    readonly turn: (forward: boolean) => void,
  ) {
    this.#page = page;
    this.#names = new Names(context, page);
    const { h, t } = context;
    const isWide = page.days.length >= WIDE;
    const heads = page.days.map(({ date }) => {
      const [weekday, day] = dayParts(t, date);
      // Labels of heads and cells are not read by all screen readers; their text is.
      return h('th', { scope: 'col', class: 'day' },
        h('span', { class: 'vh' }, this.#names.day(date)),
        h('div', { 'aria-hidden': 'true' }, h('b', null, weekday), ' ', h('span', null, day)));
    });
    const rows = rowsOf(page.days);
    const lines = rows.map(({ time, slots }) =>
      h('tr', null,
        h('th', { scope: 'row' }, h('span', { class: 'vh' }, t.clock(time)), isWide && h('span', { class: 'muted', 'aria-hidden': 'true' }, time)),
        ...slots.map((slot) => (slot ? this.#cell(slot) : h('td'))),
      ),
    );
    const body = h('tbody', null, ...lines);
    this.node = h('table', { role: 'grid', class: isWide ? 'grid wide' : 'grid', 'aria-label': t.chooseTime },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, h('span', { class: 'vh' }, t.chooseTime)), ...heads)),
      body,
    );
    if (isWide) foldRows(context, rows, lines);
    const slots = slotsOf(page);
    const first = slots.find(({ free }) => free) ?? slots[0];
    const target = targetOf(this.cells.get(first?.start ?? ''));
    // Where nothing is free, what there is may be folded.
    const entry = target?.closest('tr[hidden]') ? this.node.querySelector<HTMLElement>('.fold button') : target;
    if (entry) entry.tabIndex = 0;
  }

  /** Adds what comes with the second file: the keys, and updates of single times. */
  equip(extras: Extras): void {
    if (!this.#extras) extras.steer?.(this.node, this.turn, this.context.signal);
    this.#extras = extras;
  }

  update(page: Page): boolean {
    const isDone = !!this.#extras?.update?.(this, this.#extras.texts, this.#page, page);
    if (isDone) this.#page = page;
    return isDone;
  }

  focus(start?: string): void {
    focusOn(targetOf(this.cells.get(start ?? '')) ?? this.node.querySelector<HTMLElement>('[tabindex="0"]'));
  }

  point(start: string): void {
    this.focus(start);
    highlight(this.cells.get(start));
  }

  #cell(slot: Slot): HTMLTableCellElement {
    const cell = this.context.h('td');
    this.cells.set(slot.start, cell);
    this.fill(cell, slot);
    return cell;
  }

  /** Shows whether a time is free. */
  fill(cell: HTMLTableCellElement, slot: Slot): void {
    const { h, t } = this.context;
    const name = this.#names.full(slot);
    const mark = this.#names.mark(slot);
    cell.removeAttribute('tabindex');
    if (slot.free) {
      cell.replaceChildren(
        h('button', { class: 'slot', tabindex: -1, 'aria-label': name, click: () => this.pick(slot) },
          slot.time, mark && h('small', null, ' ', mark)),
      );
      return;
    }
    cell.tabIndex = -1;
    cell.replaceChildren(h('span', { class: 'vh' }, `${name}, ${t.unavailable}`), h('span', { class: 'taken', 'aria-hidden': 'true' }, 'x'));
  }
}
