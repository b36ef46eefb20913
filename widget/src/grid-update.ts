// Newer state of the times in the grid: only what changed is drawn again, and highlighted.
import type { Page } from './api';
import type { Context } from './context';
import type { GridParts, WeekParts } from './contract';
import { soon, spokenRange } from './dates';
import { focusOn } from './dom';
import { sameCells, slotsOf, targetOf } from './grid-layout';
import { changes, highlight, speakChanges } from './slots';
import type { BookingTexts } from './texts';

/** Applies `page`, which comes after `before`; false if the times themselves differ. */
export function update(grid: GridParts, t: BookingTexts, before: Page, page: Page): boolean {
  if (!sameCells(before, page)) return false;
  const changed = changes(before, page);
  for (const slot of changed) {
    const cell = grid.cells.get(slot.start);
    if (!cell) continue;
    const held = cell.querySelector('[tabindex="0"]') ?? (cell.tabIndex === 0 ? cell : null);
    const focused = cell.matches(':focus-within');
    grid.fill(cell, slot);
    // A free time is not hidden in folded rows.
    if (slot.free) cell.closest<HTMLElement>('tr[hidden]')?.dispatchEvent(new Event('unfold'));
    const target = targetOf(cell)!;
    if (held) target.tabIndex = 0;
    if (focused) focusOn(target);
    highlight(cell);
  }
  speakChanges(grid.context.say, t, grid.node, changed);
  return true;
}

/** What a visitor hears who asked for these days. */
export function spoken({ t }: Context<BookingTexts>, { days, next_free: next }: Page): string {
  const count = days.flatMap(({ slots }) => slots).filter(({ free }) => free).length;
  const range = days[0] ? `${spokenRange(t, days[0].date, days.at(-1)!.date)}. ` : '';
  return range + (count ? t.freeTimes(count) : next ? `${t.noneShown} ${t.nextFree(soon(t, next))}` : t.noneAtAll);
}

/** Weeks that are about to be asked for again. */
const refreshing = new WeakSet<WeekParts>();

/** These dates have changed. Refreshes after a random delay, so that not all visitors send requests at once. */
export function refresh(week: WeekParts, dates: string[] | null): void {
  const { page } = week;
  const concerned = !dates || !slotsOf(page).some(({ free }) => free) || page?.days.some(({ date }) => dates.includes(date));
  if (!page || !concerned || refreshing.has(week)) return;
  refreshing.add(week);
  setTimeout(() => {
    refreshing.delete(week);
    // A page being loaded is up to date, and must not be replaced by the previous one.
    if (!week.isBusy()) void week.load(week.from, true);
  }, 50 + Math.random() * 250);
}
