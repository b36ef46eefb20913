// Error messages: each says what the visitor can do now.
import type { Builder } from './dom';
import type { StartTexts, Texts } from './texts';

/**
 * Replaces the planner on failure: a message, a retry, and links that work without this script.
 * @param base address of the booking page; null where it is not known: then the link that the page put into the element is shown
 * @param help how to reach the shop otherwise, once it is known
 */
export function trouble(h: Builder, t: StartTexts & Partial<Texts>, base: string | null, sentence: string, retry?: (() => void) | null, help?: HTMLElement | null): HTMLElement {
  return h('div', { class: 'notice bad', role: 'alert' },
    h('p', null, sentence),
    h('p', { class: 'ways' },
      retry && h('button', { class: 'quiet', click: retry }, t.retry),
      base ? h('a', { href: base }, t.bookingPage) : h('slot')),
    help);
}

export function phoneLine(h: Builder, t: Partial<Texts>, phone: string | null): HTMLElement | null {
  return phone ? h('p', null, `${t.call ?? ''} `, h('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}` }, phone)) : null;
}
