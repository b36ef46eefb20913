// Arranges slots in rows and columns.
import type { Day, Page, Slot } from './api';

export interface Row {
  time: string;
  /** One for each day; null if that time is not a start time of the day. */
  slots: (Slot | null)[];
}

/** A row for every time on any day. A time that occurs twice (clocks going back) gets two rows. */
export function rowsOf(days: Day[]): Row[] {
  const rows = new Map<string, Row>();
  days.forEach(({ slots }, column) => {
    const seen = new Map<string, number>();
    for (const slot of slots) {
      const nth = seen.get(slot.time) ?? 0;
      seen.set(slot.time, nth + 1);
      const key = `${slot.time}#${nth}`;
      const row = rows.get(key) ?? { time: slot.time, slots: days.map(() => null) };
      row.slots[column] = slot;
      rows.set(key, row);
    }
  });
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Starts whose local time occurs twice on their day, so that the offset must be shown. */
export function doubled(days: Day[]): Set<string> {
  const twice = new Set<string>();
  for (const { slots } of days) {
    for (const slot of slots) {
      if (slots.some((other) => other.time === slot.time && other.start !== slot.start)) twice.add(slot.start);
    }
  }
  return twice;
}

/** Whether two pages have the same cells, so that only their state can differ. */
export const sameCells = (one: Page, other: Page): boolean => outline(one) === outline(other);
const outline = (page: Page): string =>
  page.days.map(({ date, slots }) => `${date} ${slots.map(({ start }) => start)}`).join('\n');

export const slotsOf = (page: Page | null): Slot[] => page?.days.flatMap(({ slots }) => slots) ?? [];

/** Up to three free starts after `start`. */
export const nextFree = (page: Page | null, start: string): string[] =>
  slotsOf(page).filter((slot) => slot.free && slot.start > start).slice(0, 3).map((slot) => slot.start);

/** How many days fit side by side. Widths are in em of the widget's text, so larger text means fewer days. */
export function columnsFor(widthEm: number, wanted: number): number {
  const fit = widthEm >= 5.2 * wanted ? wanted : widthEm >= 30 ? 5 : widthEm >= 10 ? 3 : 2;
  return Math.max(1, Math.min(fit, wanted));
}

export type Target = HTMLElement | null;

/** What of a cell can have the focus. */
export const targetOf = (cell: Element | null | undefined): Target =>
  cell?.querySelector<HTMLElement>('button') ?? (cell?.hasAttribute('tabindex') ? (cell as HTMLElement) : null);
