// Single-key shortcuts of the calendar: the links with `data-key`. They can be switched off, and do not apply in form
// fields.

const OFF = 'terminplaner.keys';

/** Where letters are input or choose something. With the focus on the calendar itself, keys scroll it. */
const FIELDS = 'input, select, textarea, dialog, [contenteditable], [role=textbox], [role=combobox], [role=listbox], .ec-main';

function isTyping(event: KeyboardEvent): boolean {
  return event.isComposing || event.composedPath().some((target) => target instanceof Element && target.matches(FIELDS));
}

/** Adds the listeners, and shows the list of shortcuts. */
export function startKeys(): void {
  const list = document.querySelector<HTMLElement>('[data-keys]');
  const tick = document.querySelector<HTMLInputElement>('[data-keys-on]');
  if (!list || !tick) return;
  list.hidden = false;
  tick.checked = localStorage.getItem(OFF) !== 'off';
  tick.addEventListener('change', () => localStorage.setItem(OFF, tick.checked ? 'on' : 'off'));
  document.addEventListener('keydown', (event) => {
    if (!tick.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const link = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}
