// Fetches the widget's other files: the texts of a language, and what a visitor needs only after pressing a time.
import { Problem } from './api';
import type { BookingFile, ListFile, Placed } from './contract';
import { languageOf, type BookingTexts, type Texts } from './texts';
import type { Booking } from './messages';

/** Their addresses below the server's, which change with their content; the build puts them here. */
declare const BOOKING_FILE: string;
declare const LIST_FILE: string;

/** Long enough for a bad mobile connection; an import has no limit of its own. */
const TIMEOUT_MS = 15_000;

const loading = new Map<string, Promise<unknown>>();
let failures = 0;

/** What a language says until a time is chosen. `server` is where this script came from: the same version of all files. */
export async function loadTexts(server: string, lang: string): Promise<Texts> {
  const { start, grid } = languageOf(lang);
  return { ...start, ...(await load<{ default: Texts }>(server + grid)).default };
}

/** The booking's code, and what it says beside `t`. */
export async function loadBooking(server: string, t: Texts): Promise<BookingFile & { texts: BookingTexts }> {
  const [file, texts] = await Promise.all([
    loadSecond(server),
    load<{ default: Booking }>(server + t.booking),
  ]);
  return { ...file, texts: { ...t, ...texts.default } };
}

/** The second file by itself. */
export const loadSecond = (server: string): Promise<BookingFile> => load(server + BOOKING_FILE);

/** Finds places for planners that the page inserts later; a failure is told by what needs the file. */
export async function loadPlaces(server: string | null | undefined, present: Set<Placed>): Promise<BookingFile | null> {
  const file = server ? await loadSecond(server).catch(() => null) : null;
  file?.findPlaces?.(present);
  return file;
}

/** The list of days, where it is shown instead of the grid. */
export const loadList = (server: string): Promise<ListFile> => load(server + LIST_FILE);

/** The same file for every widget of the page; after a failure, the next call tries again. */
function load<T>(address: string): Promise<T> {
  const file = loading.get(address) ?? attempt(address).catch((error: unknown) => {
    loading.delete(address);
    failures++;
    // An import that the network or a policy has stopped is a TypeError; a time-out is no error at all.
    throw error instanceof TypeError || !error ? new Problem('unreachable') : error;
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
