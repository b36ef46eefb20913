// The week as an accessible grid: one tab stop, arrow keys inside, a button only where a time is free.
import type { Page, Slot } from './api';
import type { Context } from './context';
import { dateOf, dayParts, longDay, offsetName, shortStart } from './dates';
import { doubled, rowsOf, sameCells, slotsOf } from './grid-layout';
import { steer } from './grid-keys';

/** How long a changed time stays highlighted. */
const MARKED_MS = 5_000;

export class Grid {
  readonly table: HTMLTableElement;
  #page: Page;
  readonly #doubled: Set<string>;
  /** Creating a name is slower than caching it. */
  readonly #longDays = new Map<string, string>();
  readonly #cells = new Map<string, HTMLTableCellElement>();

  constructor(
    readonly context: Context,
    page: Page,
    readonly pick: (slot: Slot) => void,
    turn: (forward: boolean) => void,
  ) {
    this.#page = page;
    this.#doubled = doubled(page.days);
    const { h, t } = context;
    for (const { date } of page.days) this.#longDays.set(date, longDay(t, date));
    const heads = page.days.map(({ date }) => {
      const [weekday, day] = dayParts(t, date);
      return h('th', { scope: 'col', class: 'day', 'aria-label': this.#longDays.get(date) }, 
        h('div', null, h('b', null, weekday), ' ', h('span', null, day)));
    });
    const rows = rowsOf(page.days).map(({ time, slots }) =>
      h('tr', null,
        h('th', { scope: 'row' }, h('span', { class: 'vh' }, t.clock(time))),
        ...slots.map((slot) => (slot ? this.#cell(slot) : h('td'))),
      ),
    );
    this.table = h('table', { role: 'grid', class: 'grid', 'aria-label': t.chooseTime },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, h('span', { class: 'vh' }, t.chooseTime)), ...heads)),
      h('tbody', null, ...rows),
    );
    steer(this.table, turn, context.signal);
  }

  /** Applies newer state to the same cells and highlights changes; false if the cells themselves differ. */
  update(page: Page): boolean {
    if (!sameCells(this.#page, page)) return false;
    const before = new Map(slotsOf(this.#page).map((slot) => [slot.start, slot.free]));
    const changed = slotsOf(page).filter((slot) => before.get(slot.start) !== slot.free);
    this.#page = page;
    for (const slot of changed) this.#replace(slot);
    this.#speak(changed);
    return true;
  }

  focus(start?: string): void {
    const cell = start && this.#cells.get(start);
    const target = cell ? cell.querySelector('button') ?? cell : this.table.querySelector<HTMLElement>('[tabindex="0"]');
    target?.focus();
  }

  /** Focuses and highlights a time the visitor did not choose. */
  point(start: string): void {
    this.focus(start);
    this.#show(this.#cells.get(start));
  }

  #show(cell: HTMLElement | undefined): void {
    cell?.classList.add('changed');
    setTimeout(() => cell?.classList.remove('changed'), MARKED_MS);
  }

  #cell(slot: Slot): HTMLTableCellElement {
    const cell = this.context.h('td');
    this.#cells.set(slot.start, cell);
    this.#fill(cell, slot);
    return cell;
  }

  #fill(cell: HTMLTableCellElement, slot: Slot): void {
    const { h, t } = this.context;
    const mark = this.#doubled.has(slot.start) ? offsetName(slot.start) : '';
    const name = `${mark ? `${slot.time} ${mark}` : t.clock(slot.time)}, ${this.#longDays.get(dateOf(slot.start))}`;
    cell.removeAttribute('tabindex');
    cell.removeAttribute('aria-label');
    if (slot.free) {
      cell.replaceChildren(
        h('button', { class: 'slot', tabindex: -1, 'aria-label': name, click: () => this.pick(slot) },
          slot.time, mark && h('small', null, ' ', mark)),
      );
      return;
    }
    cell.tabIndex = -1;
    cell.setAttribute('aria-label', `${name}, ${t.unavailable}`);
    cell.replaceChildren(h('span', { class: 'taken' }, 'x', mark && h('small', { class: 'vh' }, ' ', mark)));
  }

  #replace(slot: Slot): void {
    const cell = this.#cells.get(slot.start);
    if (!cell) return;
    const held = cell.querySelector('[tabindex="0"]') ?? (cell.tabIndex === 0 ? cell : null);
    const focused = cell.matches(':focus-within');
    this.#fill(cell, slot);
    const target = cell.querySelector('button') ?? cell;
    if (held) target.tabIndex = 0;
    if (focused) target.focus();
    this.#show(cell);
  }

  #speak(changed: Slot[]): void {
    const { t, say } = this.context;
    if (changed.length > 3) say(t.manyChanged(changed.length));
    else if (changed.length) {
      say(changed.map(({ free, start }) => (free ? t.nowFree : t.nowTaken)(shortStart(t, start))).join(' '));
    }
  }
}
