// Arithmetic of instants that relies on no function of Date: libraries of old pages replace `Date.parse` and `toISOString`
// by ones that answer something else.

const DAY_MS = 86_400_000;
/** Days from the first of March of the year 0 to 1970. */
const EPOCH_DAYS = 719_468;
const DAYS_IN_400_YEARS = 146_097;

/** Days from 1970-01-01 to a date of the Gregorian calendar. Years are counted from March, so that a leap day is their last. */
function daysTo(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear - EPOCH_DAYS;
}

/** Minutes by which the clock of "2022-01-17T09:00:00+01:00" is ahead of UTC. */
export function offsetMinutes(text: string): number {
  const [, sign, hours = 0, minutes = 0] = text.slice(19).match(/(.)(\d\d):(\d\d)/) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

/** Milliseconds since 1970 of such a text, or of the start of "2022-01-17" in UTC. */
export function instant(text: string): number {
  const [year, month, day, hour = 0, minute = 0, second = 0] = text.slice(0, 19).split(/\D/).map(Number);
  return daysTo(year!, month!, day!) * DAY_MS + ((hour * 60 + minute - offsetMinutes(text)) * 60 + second) * 1000;
}

/** "2022-01-17T08:00" in UTC of an instant. */
export function isoMinute(ms: number): string {
  const days = Math.floor(ms / DAY_MS) + EPOCH_DAYS;
  const inEra = days - Math.floor(days / DAYS_IN_400_YEARS) * DAYS_IN_400_YEARS;
  const year = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365);
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * inYear + 2) / 153);
  const two = (value: number) => `${value}`.padStart(2, '0');
  const full = year + Math.floor(days / DAYS_IN_400_YEARS) * 400 + (month > 9 ? 1 : 0);
  const minutes = Math.floor((ms - Math.floor(ms / DAY_MS) * DAY_MS) / 60_000);
  return `${full}-${two(((month + 2) % 12) + 1)}-${two(inYear - Math.floor((153 * month + 2) / 5) + 1)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
