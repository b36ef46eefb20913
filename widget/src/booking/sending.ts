// Sends a booking so that it is never made twice, also when an answer was lost and the visitor then changed something.
import { Problem, type Api, type Booking } from '../api';

export interface Sent {
  booking: Booking;
  /** What was booked: the body given, or an earlier one whose answer was lost. */
  body: string;
}

export class Sending {
  #key = '';
  /** Bodies sent under this key whose answer was lost: at most one of them is booked. */
  #unanswered: string[] = [];

  constructor(readonly api: Api) {}

  /** Whether an appointment at this start may be ours already. */
  isUnsure(start: string): boolean {
    return this.#unanswered.some((body) => (JSON.parse(body) as { start: string }).start === start);
  }

  /** Throws a `Problem`. */
  async send(body: string, signal: AbortSignal): Promise<Sent> {
    // The key stays after a lost answer: with another body it books only if nothing was booked under it.
    if (!this.#unanswered.length) this.#key = randomKey();
    try {
      return { body, booking: await this.api.book(body, this.#key, signal) };
    } catch (error) {
      const problem = error as Problem;
      if (problem.code === 'idempotency_key_reused') return this.#booked(signal);
      if (isLost(problem)) this.#unanswered = [...new Set([...this.#unanswered, body])];
      // The calendar was asked, so nothing stands under this key.
      else if (problem.status === 409) this.#unanswered = [];
      throw error;
    }
  }

  /** Asks again with what was sent first, until the answer that was lost comes. */
  async #booked(signal: AbortSignal): Promise<Sent> {
    for (const body of this.#unanswered) {
      try {
        return { body, booking: await this.api.book(body, this.#key, signal) };
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
