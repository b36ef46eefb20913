// A dialog with a question, and a message at the bottom of the page.
import { ROOT } from './root';

/** How long the offer stands to take back what was done: until the mail about it leaves. */
const UNDO_MS = 10_000;

function paragraphs(sentences: string[]): HTMLElement[] {
  return sentences.map((sentence, place) => {
    const line = document.createElement(place === 0 ? 'h2' : 'p');
    line.textContent = sentence;
    return line;
  });
}

/** Opens a dialog that is removed when it is closed. */
export function open(content: Node[], title?: string): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  if (title) dialog.setAttribute('aria-label', title);
  dialog.append(...content);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  // A click on the backdrop closes it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.showModal();
  return dialog;
}

/** Asks a question, with a field where one is given; returns the index of the chosen answer, or -1. The last answer cancels. */
export function ask(sentences: string[], answers: string[], field: Node[] = []): Promise<number> {
  return new Promise((answered) => {
    const buttons = document.createElement('p');
    buttons.className = 'actions';
    const dialog = open([...paragraphs(sentences), ...field, buttons], sentences[0]);
    let chosen = -1;
    buttons.append(
      ...answers.map((answer, place) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = answer;
        if (place === 0 && answers.length > 1) button.className = 'primary';
        button.addEventListener('click', () => {
          chosen = place === answers.length - 1 ? -1 : place;
          dialog.close();
        });
        return button;
      }),
    );
    dialog.addEventListener('close', () => answered(chosen));
    buttons.querySelector('button')?.focus();
  });
}

/** Posts a form of this page's; the answer as JSON. Signed out, the page is loaded again. */
export async function post(path: string, body: URLSearchParams): Promise<Record<string, string | null>> {
  const response = await fetch(ROOT + path, { method: 'POST', body });
  if (response.status === 401) location.reload();
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

/** Says what was done, and offers to take it back by the token `undo`; `after` is run then. */
export function sayUndoable(words: string, undo: string | null, label: string, failed: string, after: () => Promise<void>): void {
  if (!undo) return say(words);
  const run = async () => {
    const { said } = await post('/planner/appointments/undo', new URLSearchParams({ undo, part: '1' }));
    await after();
    say(said ?? '');
  };
  say(words, { label, run: () => void run().catch(() => say(failed)) });
}

/** Shows a message for a while, with an optional action. */
export function say(words: string, action?: { label: string; run: () => void }): void {
  document.querySelector('.said')?.remove();
  const box = document.createElement('div');
  box.className = 'said';
  box.setAttribute('role', 'status');
  document.body.append(box);
  const text = document.createElement('span');
  text.textContent = words;
  box.append(text);
  if (action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action.label;
    button.addEventListener('click', () => {
      box.remove();
      action.run();
    });
    box.append(button);
  }
  // As long as the mail about it waits, which is what an action takes back.
  window.setTimeout(() => box.remove(), action ? UNDO_MS : 12_000);
}
