// Error messages: each says what the visitor can do now.
import type { Builder } from './dom';
import type { StartTexts, Texts } from './texts';

/** Data for a message, partly known before the shop is loaded. */
export interface Help {
  h: Builder;
  t: StartTexts & Partial<Texts>;
  /** Address of the booking page; null where it is not known: then the link that the page put into the element is shown. */
  base: string | null;
  phone: string | null;
}

/** Replaces the planner on failure: a message, a retry, and links that work without this script. */
export function trouble({ h, t, base, phone }: Help, sentence: string, retry?: () => void): HTMLElement {
  return h('div', { class: 'notice', role: 'alert' },
    h('p', null, sentence),
    h('p', { class: 'ways' },
      retry && h('button', { class: 'quiet', click: retry }, t.retry),
      base ? h('a', { href: base }, t.bookingPage) : h('slot')),
    phoneLine(h, t, phone),
  );
}

export function phoneLine(h: Builder, t: Partial<Texts>, phone: string | null): HTMLElement | null {
  return phone ? h('p', null, `${t.call ?? ''} `, h('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}` }, phone)) : null;
}
