// The part of the server's public API, version 1, that the widget uses.

export interface Resource {
  id: string;
  name: string;
}

export interface Service extends Resource {
  group: string | null;
  description: string | null;
  duration_minutes: number;
  status_on_booking: 'confirmed' | 'requested';
  resources: Resource[];
}

export type Wanted = 'optional' | 'required' | 'hidden';

export interface Shop {
  name: string;
  location: string | null;
  time_zone: string;
  language: string;
  languages: string[];
  phone: string | null;
  privacy_url: string | null;
  accent: string | null;
  fields: { phone: Wanted; comment: Wanted };
  reminders: 'off' | 'ask' | 'on';
  services: Service[];
}

export interface Slot {
  time: string;
  start: string;
  free: boolean;
}

export interface Day {
  date: string;
  slots: Slot[];
}

export interface Page {
  days: Day[];
  previous: string | null;
  next: string | null;
  next_free: string | null;
}

export interface Booking {
  status: string;
  service: Resource;
  start: string;
  end: string;
  location: string | null;
  manage_url: string;
  calendar_url: string | null;
  /** Deadline by which the visitor must open the link in a mail; until then nothing is booked. */
  confirm_by?: string | null;
}

export interface FieldFault {
  field: string;
  code: string;
  /** A sentence in the language the booking was sent in. */
  message: string;
}

/** A problem response; `unreachable` if there was none or it is not readable. The only error thrown by `Api`. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status = 0,
    readonly retryAfterSeconds = 0,
    readonly fields: FieldFault[] = [],
    readonly alternatives: string[] = [],
  ) {
    super(code);
  }
}

/** Long enough for a slow mobile connection, short enough that the page does not seem broken. */
const TIMEOUT_MS = 20_000;

export class Api {
  /** @param base the server's address up to its last slash, from the script's own address */
  constructor(readonly base: string) {}

  /** If the shop does not offer `lang`, it answers in its default language. */
  shop(lang: string | null, signal: AbortSignal): Promise<Shop> {
    return this.#send<Shop>(lang ? `shop?lang=${lang}` : 'shop', signal);
  }

  availability(
    query: { service: string; resource: string | null; from: string | null; days: number },
    signal: AbortSignal,
  ): Promise<Page> {
    const given = Object.entries(query).filter(([, value]) => value);
    return this.#send<Page>(`availability?${new URLSearchParams(given as [string, string][])}`, signal);
  }

  book(body: string, key: string, signal: AbortSignal): Promise<Booking> {
    return this.#send<Booking>('bookings', signal, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body,
    });
  }

  async #send<T>(path: string, signal: AbortSignal, init: RequestInit = {}): Promise<T> {
    const controller = new AbortController();
    const stop = () => controller.abort();
    const timer = setTimeout(stop, TIMEOUT_MS);
    signal.addEventListener('abort', stop, { once: true });
    try {
      // The browser's cache sends If-None-Match; setting it here would cause a preflight.
      const response = await fetch(`${this.base}api/v1/${path}`, {
        ...init,
        credentials: 'omit',
        signal: controller.signal,
      });
      const answer = await response.json().catch(() => null);
      if (response.ok && answer) return answer as T;
      throw new Problem(answer?.code ?? 'unreadable', response.status,
        Number(response.headers.get('Retry-After')), answer?.fields, answer?.alternatives);
    } catch (error) {
      throw error instanceof Problem ? error : new Problem('unreachable');
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }
}
