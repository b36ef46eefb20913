// The frame around the steps: in button mode, the button with its dialog.
import type { Builder } from './dom';
import type { StartTexts } from './texts';

/** What every frame holds: it stays the same when the mode changes. */
export interface Inner {
  region: HTMLElement;
  stage: HTMLElement;
  /** Announces a text in the live region. */
  say(text: string): void;
}

export interface Shell {
  frame: HTMLElement;
  /** Sets texts that depend on the language, which is known only once the shop is loaded. */
  label(t: StartTexts, lang: string): void;
  /** Called when the frame came to another place of the page. */
  moved(): void;
}

export function inner(h: Builder): Inner {
  const region = h('div', { class: 'vh', 'aria-live': 'polite' });
  const stage = h('div', { class: 'stage' });
  // A new node each time, so that a repeated sentence is announced again.
  return { region, stage, say: (text) => region.replaceChildren(h('p', null, text)) };
}

export function inlineShell(h: Builder, { region, stage }: Inner): Shell {
  const frame = h('div', { class: 'planner' }, region, stage);
  return { frame, label: (t, lang) => speak(frame, t, lang), moved() {} };
}

/** `open` is called each time the dialog is opened; closing the dialog returns the focus to the button. */
export function buttonShell(h: Builder, { region, stage }: Inner, open: () => void): Shell {
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
    frame,
    label(t, lang) {
      speak(frame, t, lang);
      button.textContent = t.open;
      dialog.setAttribute('aria-label', t.open);
      close.setAttribute('aria-label', t.close);
    },
    moved() {
      // Taken off the page, an open dialog is no longer above it, and still says that it is open.
      if (!dialog.open || dialog.matches(':modal')) return;
      dialog.open = false;
      dialog.showModal();
    },
  };
}

function speak(frame: HTMLElement, { dir }: StartTexts, lang: string): void {
  Object.assign(frame, { lang, dir });
}
