// On every page of the planner: updates the number of open items, shows when the connection is lost, confirms
// irreversible actions, shows what depends on a date, finds customers and everything else, has shortcuts, and notifies the page's own script of changes.
//
// Pages work without it. `unsaved` warns before words are lost. An area's additional script is a file of its own and listens to `planner:changed`.
import { ask } from './dialog';
import { chooseByTyping, warnBeforeLoss } from './unsaved';

import { askForCallers } from './caller';
import { forgetCutAtSignOut } from './cut';
import { startKeys } from './keys';
import { startSearch } from './search';
import { limitUndo } from './undo';

/** How long the connection may be lost before a message is shown. */
const OFFLINE_AFTER_MS = 5_000;
/** Pause after the server has refused the stream. */
const REFUSED_RETRY_MS = 30_000;
/** Delay of the reload: a user who changes their own password is redirected with a new session first. */
const SIGNED_OUT_AFTER_MS = 2_000;

const offline = document.querySelector<HTMLElement>('[data-offline]');

declare global {
  interface DocumentEventMap {
    /** The calendar has changed on these dates; `null`: any date. */
    'planner:changed': CustomEvent<{ dates: string[] | null }>;
    /** The inbox has changed. */
    'planner:inbox': CustomEvent<{ open: number }>;
    /** The widget was loaded by a page. */
    'planner:embedded': CustomEvent;
  }
}

function showOpen(open: number): void {
  for (const badge of document.querySelectorAll<HTMLElement>('[data-open]')) {
    badge.hidden = open === 0;
    const number = badge.querySelector('b');
    if (number) number.textContent = String(open);
  }
  const plain = document.title.replace(/^\(\d+\) /, '');
  document.title = open > 0 ? `(${open}) ${plain}` : plain;
}

/** Whether the stream was lost since it was last open. */
let lost = false;
let offlineTimer = 0;

function open(address: string): void {
  const stream = new EventSource(address);
  stream.addEventListener('open', () => {
    clearTimeout(offlineTimer);
    offlineTimer = 0;
    if (offline) offline.hidden = true;
    // Changes in the meantime were missed.
    if (lost) document.dispatchEvent(new CustomEvent('planner:changed', { detail: { dates: null } }));
    lost = false;
  });
  stream.addEventListener('error', () => {
    lost = true;
    offlineTimer ||= window.setTimeout(() => {
      if (offline) offline.hidden = false;
    }, OFFLINE_AFTER_MS);
    // Refused rather than lost: the browser does not reconnect by itself.
    if (stream.readyState === EventSource.CLOSED) {
      window.setTimeout(() => open(address), REFUSED_RETRY_MS * (1 + Math.random()));
    }
  });
  listen(stream);
  window.addEventListener('pagehide', () => stream.close());
}

function listen(stream: EventSource): void {
  let heard = false;
  stream.addEventListener('inbox', ({ data }) => {
    const detail = JSON.parse(data);
    showOpen(detail.open);
    // The first event only has the current state.
    if (heard) document.dispatchEvent(new CustomEvent('planner:inbox', { detail }));
    heard = true;
  });
  stream.addEventListener('planning', ({ data }) => {
    document.dispatchEvent(new CustomEvent('planner:changed', { detail: JSON.parse(data) }));
  });
  stream.addEventListener('embedding', () => document.dispatchEvent(new CustomEvent('planner:embedded')));
  // The user may not see this page any more: reloading shows the sign-in page, or what the account may see.
  stream.addEventListener('signed_out', () => {
    stream.close();
    window.setTimeout(() => location.reload(), SIGNED_OUT_AFTER_MS);
  });
}

/** `data-confirm` on a button: asks its question before the form is sent. */
function askFirst(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-confirm]') : null;
  const question = button?.dataset.confirm;
  if (!(button instanceof HTMLButtonElement) || !question) return;
  event.preventDefault();
  void ask([question], [button.textContent ?? '', document.body.dataset.cancel ?? '']).then((answer) => {
    button.focus();
    if (answer === 0) button.form?.requestSubmit(button);
  });
}

/** Closes menus by Escape and by a click outside. */
function closeMenus(event: Event): void {
  const escape = event instanceof KeyboardEvent && event.key === 'Escape';
  if (event instanceof KeyboardEvent && !escape) return;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.me[open]')) {
    if (!escape && event.target instanceof Node && menu.contains(event.target)) continue;
    menu.open = false;
    if (escape) menu.querySelector('summary')?.focus();
  }
}

/** `data-shown-from` on a part of a form: shown if the form's `date` and `time` are later. */
function showFrom(event: Event): void {
  const { form } = event.target as HTMLInputElement;
  const part = form?.querySelector<HTMLElement>('[data-shown-from]');
  if (!form || !part) return;
  const value = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '';
  part.hidden = `${value('date')}T${value('time')}` <= (part.dataset.shownFrom ?? '');
}

const { events } = document.body.dataset;
// After the page's own script has added its listeners, so that it receives the first events.
if (events) document.addEventListener('DOMContentLoaded', () => open(events));
askForCallers(document);
startKeys();
startSearch();
limitUndo();
forgetCutAtSignOut();
document.addEventListener('click', askFirst);
// Pages for signing in have nothing to lose.
if (events) warnBeforeLoss();
chooseByTyping();
document.addEventListener('input', showFrom);
document.addEventListener('click', closeMenus);
document.addEventListener('keydown', closeMenus);
