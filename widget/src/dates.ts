// Dates and times as shown to the visitor. A slot's `start` has the shop's offset, so its text is the shop's local
// time; the browser's time zone is only compared with it.
import { instant, isoMinute, offsetMinutes } from './clock';
import type { Texts } from './texts';

const utc = instant;

const format = (t: Texts, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(t.locale, options);

const YEAR_DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

export const dateOf = (start: string): string => start.slice(0, 10);
export const timeOf = (start: string): string => start.slice(11, 16);

/** "Mo" and "17. Jan", shortened from the long names where the language says so: the browsers' short ones differ ("Sept.", "März"). */
export function dayParts(t: Texts, date: string): [string, string] {
  const name = (options: Intl.DateTimeFormatOptions) => format(t, { ...options, timeZone: 'UTC' }).format(utc(date));
  const cut = (letters: number, part: 'weekday' | 'month') =>
    letters ? name({ [part]: 'long' }).slice(0, letters) : name({ [part]: 'short' });
  return [cut(+t.weekdayLetters, 'weekday'), t.dayOfMonth(Number(date.slice(8)), cut(+t.monthLetters, 'month'))];
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

/** "09:00–10:00 Uhr", with the end in the shop's time zone. */
export function span(t: Texts, start: string, minutes: number, zone: string): string {
  const end = format(t, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  return t.clock(`${timeOf(start)}–${end.format(instant(start) + minutes * 60_000)}`);
}

/** "UTC+02:00": distinguishes the two occurrences of a repeated hour. */
export const offsetName = (start: string): string => `UTC${start.slice(19)}`;

/** The same instant in the visitor's time zone, in the same format without offset. */
function onVisitorsClock(start: string): string {
  const at = instant(start);
  return isoMinute(at - new Date(at).getTimezoneOffset() * 60_000);
}

/** Whether the visitor's local time differs from the shop's at this instant. */
export const isForeign = (start: string): boolean => offsetMinutes(start) !== -new Date(instant(start)).getTimezoneOffset();

/** "Mo 17. Jan, 03:00 Uhr" in the visitor's time zone. */
export const visitorStart = (t: Texts, start: string): string => shortStart(t, onVisitorsClock(start));
