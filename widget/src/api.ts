// The part of the server's public API, version 1, that the widget uses.

export interface Resource {
  id: string;
  name: string;
}

export interface Service extends Resource {
  group: string | null;
  description: string | null;
  /** The language of its texts, where it is not the one asked for. */
  language?: string;
  duration_minutes: number;
  status_on_booking: 'confirmed' | 'requested';
  /** Where it takes place; servers of before do not say. */
  place?: Place;
  resources: Resource[];
}

export type Place = 'shop' | 'customer' | 'phone' | 'video';

export type Wanted = 'optional' | 'required' | 'hidden';

export interface Shop {
  name: string;
  location: string | null;
  time_zone: string;
  language: string;
  languages: string[];
  phone: string | null;
  privacy_url: string | null;
  /** The accessibility statement. */
  accessibility_url?: string;
  accent: string | null;
  fields: { phone: Wanted; comment: Wanted };
  reminders: 'off' | 'ask' | 'on';
  /** How long before the start a reminder is sent; servers of before do not say. */
  reminder_hours?: number | null;
  /** Whether mails about bookings go out at all. */
  mails?: boolean;
  /** How times are shown where the page does not say; servers of before do not say either. */
  widget_view?: 'auto' | 'grid' | 'list';
  services: Service[];
  /** The first page of times, where it was asked for and the service is known. */
  availability?: Page & { service: string; resource: Resource | null };
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
  /** What the customer could choose, as it was assigned. */
  resource?: Resource | null;
  start: string;
  end: string;
  location: string | null;
  place?: Place;
  /** With whom it is, chosen or assigned. */
  persons?: string[];
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

/** A problem response; `unreachable` if there was none, `unreadable` if it is not one of our server. */
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

/** What was thrown, as a problem: anything else is a fault in the page or in the widget, and is reported as such. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  reportError(error);
  return new Problem('failed');
}

/** Taken before later scripts of the page replace it. */
const { fetch } = globalThis;

/** Long enough for a slow mobile connection, short enough that the page does not seem broken. */
const TIMEOUT_MS = 20_000;

export class Api {
  /** @param base the server's address up to its last slash, from the script's own address */
  constructor(readonly base: string) {}

  /** If the shop does not offer `lang`, it answers in its default language. With `days` it answers the first times, too. */
  shop(query: { lang: string | null; service: string | null; resource: string | null; days: number }, signal: AbortSignal): Promise<Shop> {
    return this.send<Shop>('services', `shop?${given(query)}`, signal);
  }

  availability(
    query: { service: string; resource: string | null; from: string | null; days: number },
    signal: AbortSignal,
  ): Promise<Page> {
    return this.send<Page>('days', `availability?${given(query)}`, signal);
  }

  /**
   * @param proof a member without which an answer is not one of our server
   * @throws Problem
   */
  async send<T>(proof: keyof T, path: string, signal: AbortSignal, init: RequestInit = {}): Promise<T> {
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
      const answer = await response.json().catch((error: unknown) => {
        if (error instanceof SyntaxError) return null;
        throw error;
      });
      if (response.ok && answer?.[proof]) return answer as T;
      throw new Problem(response.ok ? 'unreadable' : answer?.code ?? 'unreadable', response.status,
        Number(response.headers.get('Retry-After')), answer?.fields, answer?.alternatives);
    } catch (error) {
      throw isOfNetwork(error) ? new Problem('unreachable') : error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }
}

/** A query of the values that there are. */
const given = (query: object): URLSearchParams => new URLSearchParams(Object.entries(query).filter(([, value]) => value));

/** Whether a request came to nothing on its way: as the standard of fetch names it, or by our own time-out. */
const isOfNetwork = (error: unknown): boolean => error instanceof TypeError || (error as Error).name === 'AbortError';
