// Layout by available space: kind of columns, height of half an hour, and the initial scroll position.
import { later, type Columns, type Entries, type Settings } from './contract';

/** Minimum width of a column for one resource on one date, in rem: a first name or a last name fits. */
const LEAST_COLUMN_REM = 6.5;
/** Minimum width of one of several events side by side in a day's column, and their maximum number. */
const LEAST_BESIDE_REM = 5.5;
const MOST_BESIDE = 4;
/** Width of the time axis. */
const AXIS_REM = 4.5;
/** Minimum number of days side by side in the week view. */
const LEAST_DAYS = 2;
/** Height of half an hour in pixels: for touch, the minimum size of a touch target. */
const HALF_HOUR = { mouse: 34, finger: 44 };
/** How much of the past is visible at first, in minutes. */
const BEFORE_NOW_MINUTES = 60;

/** The kind of columns in the URL; otherwise one per resource, if two days of them fit. */
export function columnsOf({ view, resource, columns, bookable }: Settings, width: number): Columns {
  if (view === 'day') return 'resource';
  if (resource !== null) return 'day';
  if (columns) return columns;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return bookable > 1 && width >= (AXIS_REM + LEAST_DAYS * bookable * LEAST_COLUMN_REM) * rem ? 'resource' : 'day';
}

/** The maximum number of events side by side. */
function mostBeside({ events }: Entries): number {
  const beside = events.map(({ start: at }) => events.filter(({ start, end }) => start <= at && at < end).length);
  return Math.min(Math.max(1, ...beside), MOST_BESIDE);
}

/** Width for the library. The style sheet sets the minimum width of a day; events side by side need more. */
export function widthOf({ view }: Settings, columns: Columns, entries: Entries): string {
  if (view === 'day') return 'minmax(9.5rem, 1fr)';
  if (columns === 'resource') return `minmax(${LEAST_COLUMN_REM}rem, 1fr)`;
  return `minmax(max(var(--cal-day, 8rem), ${mostBeside(entries) * LEAST_BESIDE_REM}rem), 1fr)`;
}

/** Height of half an hour, in pixels. */
export function slotHeight(): number {
  return matchMedia('(pointer: coarse)').matches ? HALF_HOUR.finger : HALF_HOUR.mouse;
}

/** The initial scroll time: if only today is shown, shortly before now while anything is open or takes place; otherwise the
    first such time. */
export function firstTime({ view, today, heads }: Settings, { now, from, opens, closes }: Entries): string {
  const isRunning = view === 'day' && today in heads && now.slice(11) >= opens && now.slice(11) < closes;
  const before = later(now, -BEFORE_NOW_MINUTES);
  return isRunning && before.startsWith(today) && before.slice(11) > from ? before.slice(11) : from;
}

/** Scrolls the given date next to the time axis, if not all dates fit. */
export function scrollTo(place: HTMLElement, date: string): void {
  const main = place.querySelector<HTMLElement>('.ec-main');
  const head = place.querySelector<HTMLElement>(`.ec-header time[datetime="${date}"]`)?.closest<HTMLElement>('.ec-col-group, .ec-col-head');
  const axis = place.querySelector<HTMLElement>('.ec-header .ec-sidebar');
  if (main && head && axis) main.scrollLeft = head.offsetLeft - axis.offsetWidth;
}

/** Shows which columns are drawn, and updates the link to the others. */
export function showColumns(columns: Columns): void {
  for (const link of document.querySelectorAll<HTMLElement>('[data-columns]')) {
    const isDrawn = link.dataset['columns'] === columns;
    if (isDrawn) link.setAttribute('aria-current', 'true');
    else {
      link.removeAttribute('aria-current');
      link.dataset['key'] = 'c';
    }
  }
}
