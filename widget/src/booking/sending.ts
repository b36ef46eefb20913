// Sends a booking exactly once, even if a response was lost and the visitor then changed the input.
import { Problem, type Api, type Booking } from '../api';

export interface Sent {
  booking: Booking;
  /** The booked body: the given one, or an earlier one whose response was lost. */
  body: string;
}

/** Keys of what was booked since the page was loaded: Back and the same words again are the same booking. */
const booked = new Map<string, string>();

export class Sending {
  #key = '';
  /** Bodies sent with this key without a response: at most one of them is booked. */
  #unanswered: string[] = [];

  constructor(readonly api: Api) {}

  /** Whether an appointment at this start may already be booked by this form. */
  isUnsure(start: string): boolean {
    return this.#unanswered.some((body) => (JSON.parse(body) as { start: string }).start === start);
  }

  /** @throws Problem */
  async send(body: string, signal: AbortSignal): Promise<Sent> {
    // The key is kept after a lost response: with another body it books only if nothing was booked with it.
    if (!this.#unanswered.length) this.#key = booked.get(body) ?? randomKey();
    try {
      const booking = await this.#book(body, signal);
      if (booking.status === 'cancelled' && booked.delete(body)) return await this.send(body, signal);
      booked.set(body, this.#key);
      return { body, booking };
    } catch (error) {
      const problem = error as Problem;
      if (problem.code === 'idempotency_key_reused') return this.#booked(signal);
      if (isLost(problem)) this.#unanswered = [...new Set([...this.#unanswered, body])];
      // The server has tried to book, so nothing is booked with this key.
      else if (problem.status === 409) this.#unanswered = [];
      throw error;
    }
  }

  #book(body: string, signal: AbortSignal): Promise<Booking> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': this.#key };
    return this.api.send<Booking>('manage_url', 'bookings', signal, { method: 'POST', headers, body });
  }

  /** Repeats the requests sent first, until the lost response is received. */
  async #booked(signal: AbortSignal): Promise<Sent> {
    for (const body of this.#unanswered) {
      try {
        return { body, booking: await this.#book(body, signal) };
      } catch (error) {
        if ((error as Problem).code !== 'idempotency_key_reused') throw error;
      }
    }
    this.#unanswered = [];
    throw new Problem('unreadable');
  }
}

const isLost = ({ status }: Problem): boolean => !status || status >= 500;

function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
