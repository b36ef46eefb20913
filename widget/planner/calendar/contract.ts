// What the page and the server tell the calendar. Times are those of the shop's wall clock, `2022-01-17T09:00`, without any
// offset: whatever zone the tablet is in never comes into it.

/** What a column is for: a date with everybody in it, or one resource on one date. */
export type Columns = 'day' | 'resource';

export interface Settings {
  view: 'day' | 'week';
  date: string;
  resource: string | null;
  /** What was chosen. */
  columns: Columns | null;
  /** How many resources have a column. */
  bookable: number;
  today: string;
  /** Where the entries are fetched. */
  entries: string;
  /** This very place, to come back to. */
  back: string;
  /** What stands above each date's column. */
  heads: Record<string, string>;
  texts: Record<
    'question' | 'andTell' | 'silently' | 'anyway' | 'cancel' | 'close' | 'moved' | 'movedTold' | 'movedSilently' | 'undo' | 'failed' | 'stale',
    string
  >;
}

export interface Entry {
  id: string;
  resources: string[];
  start: string;
  end: string;
  class: string;
  time: string;
  title: string;
  detail: string;
  status: string;
  href: string;
  editable: boolean;
  mail: boolean;
}

export interface Entries {
  now: string;
  resources: { id: string; title: string }[];
  events: Entry[];
  shades: { resource: string | null; start: string; end: string; class: string }[];
  hidden: number[];
  from: string;
  to: string;
  /** The first and the last of them at which anything is open or takes place. */
  opens: string;
  closes: string;
}

/** A wall clock moved on by that many minutes: plain arithmetic, as no zone is meant. */
export function later(wall: string, minutes: number): string {
  return new Date(Date.parse(`${wall.slice(0, 16)}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

const two = (number: number) => String(number).padStart(2, '0');

/** The date of the library's. */
export const dateOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** Its time of day. */
export const timeOf = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** Both. */
export const wallOf = (date: Date): string => `${dateOf(date)}T${timeOf(date)}`;
