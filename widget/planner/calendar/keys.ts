// Single-key shortcuts of the calendar: the links with `data-key`. They can be switched off, and do not apply in form
// fields.

const OFF = 'terminplaner.keys';

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  // With the focus on the calendar itself, keys scroll it.
  return target.matches('.ec-main') || target.closest('input, select, textarea, dialog, [contenteditable]') !== null;
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
    if (!tick.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const link = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}
