// A question with some answers, and a word at the foot of the page.

function paragraphs(sentences: string[]): HTMLElement[] {
  return sentences.map((sentence, place) => {
    const line = document.createElement(place === 0 ? 'h2' : 'p');
    line.textContent = sentence;
    return line;
  });
}

/** Opens a dialog that goes away when it is closed. */
export function open(content: Node[], title?: string): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  if (title) dialog.setAttribute('aria-label', title);
  dialog.append(...content);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  // A press beside it closes it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.showModal();
  return dialog;
}

/** Asks; answers the place of the answer chosen, or -1 where none was. The last one is the way out. */
export function ask(sentences: string[], answers: string[]): Promise<number> {
  return new Promise((answered) => {
    const buttons = document.createElement('p');
    buttons.className = 'actions';
    const dialog = open([...paragraphs(sentences), buttons], sentences[0]);
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

/** Says something for a while, with one thing that can be done about it. */
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
  window.setTimeout(() => box.remove(), 12_000);
}
