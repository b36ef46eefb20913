// Single-key shortcuts: the links with `data-key`, and `?` for the list of them. They can be switched off, and do not
// apply in form fields.

const OFF = 'terminplaner.keys';

/** Where letters are input or choose something. */
const FIELDS = 'input, select, textarea, dialog, [contenteditable], [role=textbox], [role=combobox], [role=listbox]';

function isTyping(event: KeyboardEvent): boolean {
  return event.isComposing || event.composedPath().some((target) => target instanceof Element && target.matches(FIELDS));
}

/** Whether the key scrolls the calendar, which has the focus itself, or moves the appointment that has it. */
const isOfCalendar = ({ key, shiftKey, target }: KeyboardEvent) =>
  key.startsWith('Arrow') && (shiftKey || (target instanceof Element && target.matches('.ec-main')));

/** Adds the listeners, and the button that shows the list of shortcuts. */
export function startKeys(): void {
  const list = document.querySelector<HTMLDialogElement>('dialog[data-keys]');
  const tick = document.querySelector<HTMLInputElement>('[data-keys-on]');
  const button = document.querySelector<HTMLElement>('[data-keys-open]');
  if (!list || !tick || !button) return;
  button.hidden = false;
  const show = () => list.showModal();
  button.addEventListener('click', show);
  list.querySelector('button')?.addEventListener('click', () => list.close());
  list.addEventListener('click', ({ target }) => target === list && list.close());
  tick.checked = localStorage.getItem(OFF) !== 'off';
  tick.addEventListener('change', () => localStorage.setItem(OFF, tick.checked ? 'on' : 'off'));
  document.addEventListener('keydown', (event) => {
    if (!tick.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || isOfCalendar(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // A page's own link comes before that of the frame, such as a new appointment on the date that is shown.
    const links = document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    const link = [...links].at(-1);
    if (key !== '?' && !link) return;
    event.preventDefault();
    if (link) link.click();
    else show();
  });
}
