// What the grid and the list of days share: how a time is named, pointed at, and what is said of changes.
import type { Page, Slot } from './api';
import type { Context } from './context';
import type { Extras } from './contract';
import { dateOf, longDay, offsetName, soon } from './dates';
import { doubled, slotsOf } from './grid-layout';
import type { BookingTexts } from './texts';

/** How long a changed time stays highlighted. */
const MARKED_MS = 5_000;

/** The times of a page, as grid or as list. */
export interface Times {
  readonly node: HTMLElement;
  /** Applies newer state to the same times and highlights changes; false if the times themselves differ. */
  update(page: Page): boolean;
  /** Adds what comes with the second file. */
  equip(extras: Extras): void;
  /** Focuses a time, or where the tab key enters. */
  focus(start?: string): void;
  /** Focuses and highlights a time the visitor did not choose. */
  point(start: string): void;
}

export class Names {
  readonly #doubled: Set<string>;
  /** Creating a name is slower than caching it. */
  readonly #days = new Map<string, string>();

  constructor(readonly context: Context, page: Page) {
    this.#doubled = doubled(page.days);
    for (const { date } of page.days) this.#days.set(date, longDay(context.t, date));
  }

  /** "Montag, 17. Januar 2022" */
  day(date: string): string {
    return this.#days.get(date)!;
  }

  /** The offset, where the time stands twice on its day; otherwise empty. */
  mark({ start }: Slot): string {
    return this.#doubled.has(start) ? offsetName(start) : '';
  }

  /** "09:00 Uhr, Montag, 17. Januar 2022" */
  full(slot: Slot): string {
    const mark = this.mark(slot);
    return `${mark ? `${slot.time} ${mark}` : this.context.t.clock(slot.time)}, ${this.day(dateOf(slot.start))}`;
  }
}

export function highlight(node: HTMLElement | null | undefined): void {
  node?.classList.add('changed');
  setTimeout(() => node?.classList.remove('changed'), MARKED_MS);
}

/** The times of `page` that are not as in `before`. */
export function changes(before: Page, page: Page): Slot[] {
  const free = new Map(slotsOf(before).map((slot) => [slot.start, slot.free]));
  return slotsOf(page).filter((slot) => free.get(slot.start) !== slot.free);
}

/** Says what others changed, to those who are choosing from it. */
export function speakChanges(say: Context['say'], t: BookingTexts, node: HTMLElement, changed: Slot[]): void {
  if (!node.matches(':focus-within')) return;
  if (changed.length > 3) say(t.manyChanged(changed.length));
  else if (changed.length) {
    say(changed.map(({ free, start }) => (free ? t.nowFree : t.nowTaken)(soon(t, start))).join(' '));
  }
}
