// Messages for refused bookings: each says what the visitor can do now.
import type { Problem } from '../api';
import { soon } from '../dates';
import type { BookingContext } from './main';
import type { BookingTexts } from '../texts';

/** The chosen time is taken: shows the nearest free ones as buttons. */
export function lostTime({ h, t }: BookingContext, starts: string[], choose: (start: string) => void, back: () => void): HTMLElement {
  return h('div', { class: 'notice bad lost' },
    h('h3', { tabindex: -1 }, t.takenTitle),
    h('p', null, t.keepsData),
    h('p', { class: 'ways' },
      ...starts.map((start) =>
        h('button', { class: 'time', click: () => choose(start) }, soon(t, start))),
      h('button', { class: 'quiet', click: back }, t.back)),
  );
}

/** Why sending failed, and what to do. */
export function sentenceFor(t: BookingTexts, { code, status, retryAfterSeconds: wait }: Problem): string {
  if (code === 'too_many_bookings') return t.tooMany;
  if (code === 'network_limit') return t.networkLimit;
  if (status === 429 || status === 503) {
    const words = new Intl.RelativeTimeFormat(t.locale);
    return t.busy(wait > 90 ? words.format(Math.ceil(wait / 60), 'minute') : words.format(wait || 10, 'second'));
  }
  return t.notSent;
}
