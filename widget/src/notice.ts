// Sentences for when something went wrong: each says what the visitor can do now.
import type { Problem } from './api';
import type { Builder } from './dom';
import { shortStart } from './dates';
import type { Texts } from './texts';

/** What a sentence needs to help: known in part before the shop is. */
export interface Help {
  h: Builder;
  t: Texts;
  base: string;
  phone: string | null;
}

/** Where there is no planner to show: a sentence, another try, and the ways that do not need this script. */
export function trouble({ h, t, base, phone }: Help, sentence: string, retry?: () => void): HTMLElement {
  return h('div', { class: 'notice', role: 'alert' },
    h('p', null, sentence),
    h('p', { class: 'ways' },
      retry && h('button', { class: 'quiet', click: retry }, t.$retry),
      h('a', { href: base }, t.$bookingPage)),
    phoneLine(h, t, phone),
  );
}

export function phoneLine(h: Builder, t: Texts, phone: string | null): HTMLElement | null {
  return phone ? h('p', null, `${t.$call} `, h('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}` }, phone)) : null;
}

/** The chosen time is gone: the nearest others, as buttons. */
export function lostTime(
  { h, t }: Pick<Help, 'h' | 't'>,
  starts: string[],
  choose: (start: string) => void,
  back: () => void,
): HTMLElement {
  return h('div', { class: 'notice lost' },
    h('h3', { tabindex: -1 }, t.$takenTitle),
    h('p', null, t.$keepsData),
    h('p', { class: 'ways' },
      ...starts.map((start) =>
        h('button', { class: 'time', click: () => choose(start) }, shortStart(t, start))),
      h('button', { class: 'quiet', click: back }, t.$back)),
  );
}

/** Why sending failed, and what now. */
export function sentenceFor(t: Texts, { code, status, retryAfterSeconds: wait }: Problem): string {
  if (code === 'too_many_bookings') return t.$tooMany;
  if (status === 429 || status === 503) {
    const words = new Intl.RelativeTimeFormat(t.$locale);
    return t.$busy(wait > 90 ? words.format(Math.ceil(wait / 60), 'minute') : words.format(wait || 10, 'second'));
  }
  return t.$notSent;
}
