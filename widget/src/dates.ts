// Dates and times as the visitor reads them. A slot's `start` carries the shop's own offset, so its text already
// is the shop's wall clock; the browser's zone is only ever compared with it.
import type { Texts } from './texts';

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);
const formats = new Map<string, Intl.DateTimeFormat>();

function format(t: Texts, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = t.locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(t.locale, options)));
  return made;
}

const YEAR_DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

export const dateOf = (start: string): string => start.slice(0, 10);
export const timeOf = (start: string): string => start.slice(11, 16);

/** "Mo" and "17. Jan": the browser's own short names differ from these ("Sept.", "März"). */
export function dayParts(t: Texts, date: string): [string, string] {
  const day = utc(date);
  return [t.weekdays[day.getUTCDay()]!, t.dayOfMonth(day.getUTCDate(), t.months[day.getUTCMonth()]!)];
}

/** "Mo 17. Jan" */
export const shortDay = (t: Texts, date: string): string => dayParts(t, date).join(' ');

/** "Montag, 17. Januar 2022" */
export const longDay = (t: Texts, date: string): string =>
  format(t, { ...YEAR_DAY, weekday: 'long' }).format(utc(date));

/** "14.–21. Januar 2022" */
export const dayRange = (t: Texts, first: string, last: string): string =>
  format(t, YEAR_DAY).formatRange(utc(first), utc(last));

/** "Mo 17. Jan, 09:00 Uhr" */
export const shortStart = (t: Texts, start: string): string =>
  `${shortDay(t, dateOf(start))}, ${t.clock(timeOf(start))}`;

/** "09:00–10:00 Uhr", the end read on the shop's clock. */
export function span(t: Texts, start: string, minutes: number, zone: string): string {
  const end = format(t, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  return t.clock(`${timeOf(start)}–${end.format(Date.parse(start) + minutes * 60_000)}`);
}

/** Minutes ahead of UTC that the text of an instant states. */
export function offsetMinutes(start: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(start) ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
}

/** "UTC+2": tells apart the two half past two of the night that has them twice. */
export function offsetName(start: string): string {
  const offset = offsetMinutes(start);
  const minutes = Math.abs(offset) % 60;
  const hours = Math.floor(Math.abs(offset) / 60);
  return `UTC${offset < 0 ? '−' : '+'}${hours}${minutes ? `:${`${minutes}`.padStart(2, '0')}` : ''}`;
}

/** Whether the visitor's clock shows something else than the shop's at this instant. */
export const isForeign = (start: string): boolean =>
  -new Date(start).getTimezoneOffset() !== offsetMinutes(start);

/** The same instant on the visitor's clock: "Mo 17. Jan, 03:00 Uhr". */
export function visitorStart(t: Texts, start: string): string {
  const at = new Date(start);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shortStart(t, local.toISOString());
}
