// Updates and copies the widget's tag; adds a colour picker beside the field for the code.

/** The default of `domain/palette.rs`. */
const OWN_COLOR = '#0b6478';

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const text = document.getElementById(button.dataset.copy ?? '');
  const status = button.parentElement?.querySelector<HTMLElement>('[data-copied]');
  // The clipboard is available only to pages loaded by HTTPS or from this machine.
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text?.textContent ?? '');
    if (status) status.textContent = status.dataset.copied ?? '';
  });
}

for (const picker of document.querySelectorAll<HTMLInputElement>('[data-picks-for]')) {
  const code = document.getElementById(picker.dataset.picksFor ?? '') as HTMLInputElement;
  // A picker must show a colour: the default, if the shop has none.
  const show = () => { picker.value = /^#[0-9a-f]{6}$/i.test(code.value) ? code.value : OWN_COLOR; };
  show();
  picker.hidden = false;
  picker.addEventListener('input', () => { code.value = picker.value; });
  code.addEventListener('input', show);
}

// Placeholders become buttons: each inserts one at the last cursor position, or at the end of the text.
const body = document.querySelector<HTMLTextAreaElement>('#f-body');
const subject = document.querySelector<HTMLInputElement>('#f-subject');
let lastUsed: HTMLInputElement | HTMLTextAreaElement | undefined;
for (const word of document.querySelectorAll<HTMLElement>('[data-insert]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = word.textContent;
  button.addEventListener('click', () => {
    const field = lastUsed ?? body;
    if (!field) return;
    const end = field.value.length;
    const [from, to] = lastUsed ? [field.selectionStart ?? end, field.selectionEnd ?? end] : [end, end];
    field.setRangeText(button.textContent ?? '', from, to, 'end');
    field.focus();
  });
  word.replaceWith(button);
}
for (const hint of document.querySelectorAll<HTMLElement>('[data-insert-hint]')) hint.hidden = false;

for (const field of [subject, body]) field?.addEventListener('focus', () => (lastUsed = field));

export {};
