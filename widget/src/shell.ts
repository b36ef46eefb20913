// The frame around the steps: the live region, and in button mode the button with its dialog.
import type { Builder } from './dom';
import type { StartTexts } from './texts';

export interface Shell {
  frame: HTMLElement;
  stage: HTMLElement;
  say(text: string): void;
  /** Sets texts that depend on the language, which is known only once the shop is loaded. */
  label(t: StartTexts, lang: string): void;
}

export function inlineShell(h: Builder): Shell {
  const { region, say } = liveRegion(h);
  const stage = h('div', { class: 'stage' });
  const frame = h('div', { class: 'planner' }, region, stage);
  return { frame, stage, say, label: (t, lang) => speak(frame, t, lang) };
}

/** `open` is called each time the dialog is opened; closing the dialog returns the focus to the button. */
export function buttonShell(h: Builder, open: () => void): Shell {
  const { region, say } = liveRegion(h);
  const stage = h('div', { class: 'stage' });
  const close = h('button', { class: 'arrow close', click: () => dialog.close() }, '✕');
  const dialog = h('dialog', { class: 'dialog' }, close, region, stage);
  const button = h('button', {
    class: 'main', 'aria-haspopup': 'dialog',
    click: () => {
      dialog.showModal();
      open();
    },
  });
  const frame = h('div', { class: 'planner' }, button, dialog);
  return {
    frame, stage, say,
    label(t, lang) {
      speak(frame, t, lang);
      button.textContent = t.open;
      dialog.setAttribute('aria-label', t.open);
      close.setAttribute('aria-label', t.close);
    },
  };
}

function speak(frame: HTMLElement, { dir }: StartTexts, lang: string): void {
  Object.assign(frame, { lang, dir });
}

function liveRegion(h: Builder): { region: HTMLElement; say: (text: string) => void } {
  const region = h('div', { class: 'vh', 'aria-live': 'polite' });
  // A new node each time, so that a repeated sentence is announced again.
  return { region, say: (text) => region.replaceChildren(h('p', null, text)) };
}
