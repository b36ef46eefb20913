// Layout by available space: a column per resource or per day, height of half an hour, and the initial scroll position.
import { later, type Entries, type Settings } from './contract';

/** Minimum width of a column for one resource on one date, in rem: a first name or a last name fits. If every room and person
    is asked for, the columns are scrolled. */
const LEAST_LANE_REM = 4.5;
const LEAST_COLUMN_REM = 6.5;
/** Minimum width of one of several events side by side in a day's column, and their maximum number. */
const LEAST_BESIDE_REM = 5.5;
const MOST_BESIDE = 4;
/** Width of the time axis. */
const AXIS_REM = 4.5;
const DAYS = 7;
/** From this width on, all days of a week are visible at once. */
const WHOLE_WEEK_REM = 68;
/** Height of half an hour in pixels: for touch, the minimum size of a touch target. */
const HALF_HOUR = { mouse: 34, finger: 44 };
/** How much of the past is visible at first, in minutes. */
const BEFORE_NOW_MINUTES = 60;

const inRem = (pixels: number) => pixels / Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Whether a column is one resource: in a week of persons if all days fit, otherwise they stand side by side in the day. */
export function hasLanes({ view, resource, columns }: Settings, { resources }: Entries, width: number): boolean {
  if (view === 'day') return true;
  if (resource !== null) return false;
  if (columns === 'resource') return true;
  return resources.length > 1 && inRem(width) >= AXIS_REM + DAYS * resources.length * LEAST_LANE_REM;
}

/** The maximum number of events side by side. */
function mostBeside({ events, elsewhere }: Entries): number {
  const all = [...events, ...elsewhere];
  const beside = all.map(({ start: at }) => all.filter(({ start, end }) => start <= at && at < end).length);
  return Math.min(Math.max(1, ...beside), MOST_BESIDE);
}

/** Width for the library. The style sheet sets the minimum width of a day; events side by side need more, if the week is
    scrolled anyway. */
export function widthOf({ view, columns }: Settings, lanes: boolean, entries: Entries, width: number): string {
  if (view === 'day') return 'minmax(9.5rem, 1fr)';
  if (lanes && columns === 'resource') return `minmax(${LEAST_COLUMN_REM}rem, 1fr)`;
  if (lanes || inRem(width) >= WHOLE_WEEK_REM) return 'minmax(0, 1fr)';
  return `minmax(max(var(--cal-day, 7rem), ${mostBeside(entries) * LEAST_BESIDE_REM}rem), 1fr)`;
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
