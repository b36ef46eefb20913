// Sentences for when something went wrong: each says what the visitor can do now.
import type { Builder } from './dom';
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
