// Data exchanged with the page and the server. Times are local times of the shop, `2022-01-17T09:00`, without offset:
// the browser's time zone is never used.

/** Meaning of the columns: persons, with rooms as labels, or every room and person. */
export type Columns = 'day' | 'resource';

export interface Settings {
  view: 'day' | 'week';
  date: string;
  resource: string | null;
  columns: Columns;
  today: string;
  /** URL of the entries. */
  entries: string;
  /** URL of the current view, to return to. */
  back: string;
  /** Headings of the columns by date. */
  heads: Record<string, string>;
  texts: Record<
    'question' | 'andTell' | 'silently' | 'anyway' | 'cancel' | 'close' | 'moved' | 'movedTold' | 'movedSilently' | 'undo' | 'words' | 'failed' | 'stale'
    | 'cut' | 'pressTime' | 'putInDay' | 'putInWeek' | 'putBack' | 'putBackAll'
    | 'questionSeveral' | 'andTellSeveral' | 'withoutMail' | 'severalTold' | 'severalSilently',
    string
  >;
}

export interface Entry {
  id: string;
  resources: string[];
  /** The columns in which it stands. */
  columns: string[];
  start: string;
  end: string;
  class: string;
  /** Its date, as above a column. */
  day: string;
  time: string;
  title: string;
  /** The first name with which the title begins, or empty. */
  first: string;
  /** The names of all it occupies, and of what has no column for it. */
  places: string;
  label: string;
  detail: string;
  /** Why it is closed then; empty where it is not. */
  closed: string;
  status: string;
  /** Where it takes place, if not in the shop. */
  venue: { sign: 'customer' | 'phone' | 'video'; words: string } | null;
  href: string;
  editable: boolean;
  mail: boolean;
}

export interface Entries {
  now: string;
  resources: { id: string; title: string }[];
  events: Entry[];
  /** What has no resource is for pictures in which a column is a whole day. */
  shades: { resource: string | null; start: string; end: string; class: string }[];
  bands: { resource: string | null; date: string; words: string; closes: boolean }[];
  /** What other calendars call busy. */
  elsewhere: { resource: string; start: string; end: string; time: string; title: string; whose: string }[];
  from: string;
  to: string;
  /** The first and the last time at which anything is open or takes place. */
  opens: string;
  closes: string;
}

/** Adds minutes to a local time; plain arithmetic, as no time zone is involved. */
export function later(wall: string, minutes: number): string {
  return new Date(Date.parse(`${wall.slice(0, 16)}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

const two = (number: number) => String(number).padStart(2, '0');

/** The date of a `Date` of the library. */
export const dateOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** Its time of day. */
export const timeOf = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** Both. */
export const wallOf = (date: Date): string => `${dateOf(date)}T${timeOf(date)}`;
