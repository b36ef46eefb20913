// How much there is room for: what the columns of a week are for, how high half an hour is, and where the picture is
// scrolled to at first.
import { later, type Columns, type Entries, type Settings } from './contract';

/** The least width of a column that is one resource on one date, in rem: a first name, or a family name, fits. */
const LEAST_COLUMN_REM = 6.5;
/** The least width of one of several that stand side by side in a day's column, and how many are given it. */
const LEAST_BESIDE_REM = 5.5;
const MOST_BESIDE = 4;
/** The axis of times beside them. */
const AXIS_REM = 4.5;
/** Fewer days than this beside each other are no week any more. */
const LEAST_DAYS = 2;
/** Half an hour, in pixels: for a finger it is as high as whatever is pressed by fingers must be. */
const HALF_HOUR = { mouse: 34, finger: 44 };
/** How much of what has passed is still to be seen at first. */
const BEFORE_NOW_MINUTES = 60;

/** What is chosen in the address; else columns of rooms and people where two days of them fit beside each other. */
export function columnsOf({ view, resource, columns, bookable }: Settings, width: number): Columns {
  if (view === 'day') return 'resource';
  if (resource !== null) return 'day';
  if (columns) return columns;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return bookable > 1 && width >= (AXIS_REM + LEAST_DAYS * bookable * LEAST_COLUMN_REM) * rem ? 'resource' : 'day';
}

/** How many appointments stand beside each other where most do. */
function mostBeside({ events }: Entries): number {
  const beside = events.map(({ start: at }) => events.filter(({ start, end }) => start <= at && at < end).length);
  return Math.min(Math.max(1, ...beside), MOST_BESIDE);
}

/** As the library wants it. The style sheet says how narrow a day may be; what stands side by side in it needs more. */
export function widthOf({ view }: Settings, columns: Columns, entries: Entries): string {
  if (view === 'day') return 'minmax(9.5rem, 1fr)';
  if (columns === 'resource') return `minmax(${LEAST_COLUMN_REM}rem, 1fr)`;
  return `minmax(max(var(--cal-day, 8rem), ${mostBeside(entries) * LEAST_BESIDE_REM}rem), 1fr)`;
}

/** Half an hour in pixels. */
export function slotHeight(): number {
  return matchMedia('(pointer: coarse)').matches ? HALF_HOUR.finger : HALF_HOUR.mouse;
}

/** The time of day to begin with: where today is looked at alone, a little before now as long as anything is open or takes
    place; else the first one there is, so that nobody's morning is out of sight. */
export function firstTime({ view, today, heads }: Settings, { now, from, opens, closes }: Entries): string {
  const isRunning = view === 'day' && today in heads && now.slice(11) >= opens && now.slice(11) < closes;
  const before = later(now, -BEFORE_NOW_MINUTES);
  return isRunning && before.startsWith(today) && before.slice(11) > from ? before.slice(11) : from;
}

/** Brings the date looked at to the axis of times, where not all of them fit. */
export function scrollTo(place: HTMLElement, date: string): void {
  const main = place.querySelector<HTMLElement>('.ec-main');
  const head = place.querySelector<HTMLElement>(`.ec-header time[datetime="${date}"]`)?.closest<HTMLElement>('.ec-col-group, .ec-col-head');
  const axis = place.querySelector<HTMLElement>('.ec-header .ec-sidebar');
  if (main && head && axis) main.scrollLeft = head.offsetLeft - axis.offsetWidth;
}

/** Says which columns are drawn, and leads the key to the others. */
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
