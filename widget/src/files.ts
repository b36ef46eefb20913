// Fetches the widget's other files: the texts of a language, and what a visitor needs only after pressing a time.
import { Problem } from './api';
import type { BookingFile } from './contract';
import { languageOf, type BookingTexts, type Texts } from './texts';
import type { Booking, Grid } from './messages';

/** Its address below the server's, which changes with its content; the build puts it here. */
declare const BOOKING_FILE: string;

/** Long enough for a bad mobile connection; an import has no limit of its own. */
const TIMEOUT_MS = 15_000;

const loading = new Map<string, Promise<unknown>>();
let failures = 0;

/** What a language says until a time is chosen. `server` is where this script came from: the same version of all files. */
export async function loadTexts(server: string, lang: string): Promise<Texts> {
  const { start, grid } = languageOf(lang);
  const file = await load<{ default: Grid & { locale: string } }>(server + grid);
  return { ...start, ...file.default };
}

/** The booking's code, and what it says beside `t`. */
export async function loadBooking(server: string, lang: string, t: Texts): Promise<BookingFile & { texts: BookingTexts }> {
  const [file, texts] = await Promise.all([
    load<BookingFile>(server + BOOKING_FILE),
    load<{ default: Booking }>(server + languageOf(lang).booking),
  ]);
  return { ...file, texts: { ...t, ...texts.default } };
}

/** The same file for every widget of the page; after a failure, the next call tries again. */
function load<T>(address: string): Promise<T> {
  const file = loading.get(address) ?? attempt(address).catch(() => {
    loading.delete(address);
    failures++;
    throw new Problem('unreachable');
  });
  loading.set(address, file);
  return file as Promise<T>;
}

function attempt(address: string): Promise<unknown> {
  // An import rather than a script tag: nothing is left in the page, and a policy's nonce carries over. Some
  // browsers never ask again for an address that failed, so another try has another one.
  const file = import(`${address}${failures ? `?${failures}` : ''}`) as Promise<unknown>;
  return Promise.race([file, new Promise<never>((_, fail) => setTimeout(fail, TIMEOUT_MS))]);
}
