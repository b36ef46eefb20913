// Forms whose words would be lost: the browser warns before such a page is left. A form counts from the first input on,
// and no longer when it is sent or everything stands there again as it was.
//
// `data-unsaved` on a form: it holds what was typed before and not saved. `data-sent`: it was sent.

/** Forms in which somebody typed or chose something. */
const touched = new Set<HTMLFormElement>();

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const first = Math.max(options.findIndex(({ defaultSelected }) => defaultSelected), 0);
    return !options[first]?.selected;
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  return field.type !== 'hidden' && field.value !== field.defaultValue;
}

function hasWords(form: HTMLFormElement): boolean {
  if (!form.isConnected || 'sent' in form.dataset) return false;
  if ('unsaved' in form.dataset) return true;
  const fields = [...form.querySelectorAll<Field>('input, textarea, select')];
  return touched.has(form) && fields.some(isChanged);
}

/** The forms of a page that came back with faults hold words that are not saved. */
function markRefused(): void {
  for (const field of document.querySelectorAll('main form[method="post"] [aria-invalid="true"]')) {
    field.closest('form')?.setAttribute('data-unsaved', '');
  }
}

/** Adds the listeners. */
export function warnBeforeLoss(): void {
  markRefused();
  document.addEventListener('input', ({ target }) => {
    const form = target instanceof Element ? target.closest('form') : null;
    if (form?.method === 'post') touched.add(form);
  });
  window.addEventListener('submit', (event) => {
    // A form that a script sends is marked by that script, once its words are saved.
    if (!event.defaultPrevented && event.target instanceof HTMLFormElement) event.target.dataset.sent = '';
  });
  window.addEventListener('beforeunload', (event) => {
    const open = [...touched, ...document.querySelectorAll<HTMLFormElement>('form[data-unsaved]')];
    if (open.some(hasWords)) event.preventDefault();
  });
  // The page is shown again, as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) delete form.dataset.sent;
  });
}

/** `data-chooses` around a field: typing into it chooses the option of that id. */
export function chooseByTyping(): void {
  document.addEventListener('input', ({ target }) => {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-chooses]')?.dataset.chooses : null;
    const option = id ? document.getElementById(id) : null;
    if (option instanceof HTMLInputElement) option.checked = true;
  });
}
