// Fetches the widget's second file: what a visitor needs only after pressing a time.
import type { BookingFile } from './contract';

/** Its address below the server's, which changes with its content; the build puts it here. */
declare const BOOKING_FILE: string;

/** Long enough for a bad mobile connection; an import has no limit of its own. */
const TIMEOUT_MS = 15_000;

let loading: Promise<BookingFile> | null = null;
let failures = 0;

/**
 * The same file for every widget of the page; after a failure, the next call tries again.
 * @param server where this script came from: the same version of both files
 */
export function loadBooking(server: string): Promise<BookingFile> {
  return (loading ??= attempt(server).catch((error: unknown) => {
    loading = null;
    failures++;
    throw error;
  }));
}

function attempt(server: string): Promise<BookingFile> {
  // An import rather than a script tag: nothing is left in the page, and a policy's nonce carries over. Some
  // browsers never ask again for an address that failed, so another try has another one.
  const file = import(`${server}${BOOKING_FILE}${failures ? `?${failures}` : ''}`) as Promise<BookingFile>;
  return Promise.race([file, new Promise<never>((_, fail) => setTimeout(fail, TIMEOUT_MS))]);
}
