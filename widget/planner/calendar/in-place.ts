// What is done in the calendar itself: a dialog whose inside comes from the server, as a small form or a card. Its forms are
// sent in place: the answer is either done, or the inside again with what is wrong.
import { askForCallers } from '../caller';
import { open, say, sayUndoable } from '../dialog';
import { parsePage } from '../page';
import { ROOT } from '../root';
import type { Settings } from './contract';
import { keepFocus } from './focus';

async function inside(address: string, init?: RequestInit): Promise<Node[]> {
  const response = await fetch(address, init);
  if (response.status === 401) location.reload();
  if (!response.ok && response.status !== 422) throw new Error(`${response.status}`);
  return [...parsePage(await response.text()).body.childNodes];
}

/** The address of the inside instead of the page. */
function partOf(address: string): string {
  const url = new URL(address, location.href);
  url.searchParams.set('part', '1');
  return url.href;
}

/** Opens the dialog for the page at `path`; `refresh` draws the calendar anew when something was done; `cut` cuts out the
    appointment that it shows. */
export async function openInPlace(path: string, settings: Settings, refresh: () => Promise<void>, cut?: () => void): Promise<void> {
  const giveBack = keepFocus(() => document.querySelector('.ec-main'));
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'quiet close';
  close.setAttribute('aria-label', settings.texts.close);
  close.textContent = '✕';
  const first = await inside(partOf(ROOT + path));
  const dialog = open([]);
  dialog.classList.add('in-place');
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', giveBack);

  const show = (nodes: Node[]) => {
    dialog.replaceChildren(close, ...nodes);
    dialog.setAttribute('aria-labelledby', dialog.querySelector('h2[id]')?.id ?? '');
    askForCallers(dialog);
    const scissors = dialog.querySelector<HTMLElement>('[data-cut]');
    if (scissors && cut) {
      scissors.hidden = false;
      scissors.addEventListener('click', () => {
        dialog.close();
        cut();
      });
    }
    const wanted = ['[aria-invalid=true]', '[autofocus]', 'button.primary:not([hidden])', 'a'];
    wanted.map((one) => dialog.querySelector<HTMLElement>(one)).find(Boolean)?.focus();
  };
  show(first);

  const send = async (form: HTMLFormElement, button: HTMLElement | null) => {
    const body = new URLSearchParams({ part: '1' });
    for (const [name, value] of new FormData(form, button)) body.append(name, String(value));
    const response = await fetch(form.action, { method: 'POST', body });
    if (response.headers.get('content-type')?.startsWith('application/json') && response.ok) {
      const { said, undo } = await response.json();
      dialog.close();
      await refresh();
      giveBack();
      return sayUndoable(said, undo, settings.texts.undo, settings.texts.failed, refresh);
    }
    if (response.status === 401) location.reload();
    if (!response.ok && response.status !== 422) throw new Error(`${response.status}`);
    show([...parsePage(await response.text()).body.childNodes]);
  };
  let running = false;
  dialog.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const button = event.submitter;
    if (event.defaultPrevented || button?.hasAttribute('data-leave')) return;
    event.preventDefault();
    if (running) return;
    running = true;
    send(form, button)
      .catch(() => say(settings.texts.failed))
      .finally(() => (running = false));
  });
  // Another service may not fit at that time: the free times are asked for again, and what was typed stays.
  dialog.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.name !== 'service' || !target.form || running) return;
    const { form } = target;
    const body = new URLSearchParams({ part: '1', again: '1' });
    for (const [name, value] of new FormData(form)) body.append(name, String(value));
    void inside(form.action, { method: 'POST', body }).then((nodes) => {
      const fresh = new DocumentFragment();
      fresh.append(...nodes);
      dialog.querySelector('[data-next]')?.replaceWith(fresh.querySelector('[data-next]') ?? '');
    }).catch(() => say(settings.texts.failed));
  });
  dialog.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-part]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    inside(partOf(link.href)).then(show).catch(() => say(settings.texts.failed));
  });
}
