// Loads the widget's second file, which is needed only after a time is chosen.
import type { BookingFile } from './contract';

/** Its path on the server, which depends on its content; inserted by the build. */
declare const BOOKING_FILE: string;

/** Long enough for a slow mobile connection; an import has no time-out of its own. */
const TIMEOUT_MS = 15_000;

let loading: Promise<BookingFile> | null = null;
let failures = 0;

/**
 * All widgets of the page share the file; after a failure the next call tries again.
 * @param server the origin of this script, so that both files have the same version
 */
export function loadBooking(server: string): Promise<BookingFile> {
  return (loading ??= attempt(server).catch((error: unknown) => {
    loading = null;
    failures++;
    throw error;
  }));
}

function attempt(server: string): Promise<BookingFile> {
  // An import rather than a script tag adds nothing to the page and inherits a CSP nonce. Some browsers never retry a
  // URL that failed, so another attempt uses another one.
  const file = import(`${server}${BOOKING_FILE}${failures ? `?${failures}` : ''}`) as Promise<BookingFile>;
  return Promise.race([file, new Promise<never>((_, fail) => setTimeout(fail, TIMEOUT_MS))]);
}
