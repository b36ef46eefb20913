// Dates and times as shown to the visitor. A slot's `start` has the shop's offset, so its text is the shop's local
// time; the browser's time zone is only compared with it.
import { instant, isoMinute, offsetMinutes } from './clock';
import type { BookingTexts, Texts } from './texts';

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

/** "Montag, 17. Januar" */
export const shortLongDay = (t: Texts, date: string): string =>
  format(t, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(utc(date));

/** "14.–21. Januar 2022" */
export const dayRange = (t: Texts, first: string, last: string): string =>
  format(t, YEAR_DAY).formatRange(utc(first), utc(last));

/** "14. bis 21. Januar 2022": voices leave the dash out, or call it minus. */
export const spokenRange = (t: Texts, first: string, last: string): string => dayRange(t, first, last).replace(/\s?–\s?/, ` ${t.until} `);

/** "Montag, 17. Januar, 09:00 Uhr": for a time in the next weeks, where the year is not needed. */
export const soon = (t: Texts, start: string): string => `${shortLongDay(t, dateOf(start))}, ${t.clock(timeOf(start))}`;

/** The end of an appointment as the shop's local time, such as "2022-01-17T10:00". */
export function endOf(start: string, minutes: number, zone: string): string {
  // Swedish dates are written as ISO has it.
  const local = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  return local.format(instant(start) + minutes * 60_000).replace(' ', 'T');
}

/** "09:00–10:00 Uhr", on one day. */
export const span = (t: Texts, start: string, end: string): string => t.clock(`${timeOf(start)}–${timeOf(end)}`);

/** "Montag, 17. Januar 2022, 09:00 Uhr" */
export const longStart = (t: Texts, start: string): string => `${longDay(t, dateOf(start))}, ${t.clock(timeOf(start))}`;

/** "Montag, 17. Januar 2022, 9 Uhr bis 9 Uhr 45" for the ear, or "09:00 to 09:45" where voices read that well. */
export function spokenSpan(t: BookingTexts, start: string, end: string): string {
  if (dateOf(start) !== dateOf(end)) return t.fromTo(longStart(t, end), longStart(t, start));
  const spoken = (time: string) => {
    const [hours, rest] = time.split(':').map(Number) as [number, number];
    return t.hourWord === ':' ? time : [hours, t.hourWord, rest || ''].join(' ').trim();
  };
  return `${longDay(t, dateOf(start))}, ${t.spokenSpan(spoken(timeOf(end)), spoken(timeOf(start)))}`;
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

/** "Montag, 17. Januar, 03:00 Uhr" in the visitor's time zone. */
export const visitorStart = (t: Texts, start: string): string => soon(t, onVisitorsClock(start));
