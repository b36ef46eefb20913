// On every page of the planner: keeps the number of what is open true, says when the connection is lost, asks before
// what cannot be taken back, and tells the page's own script of changes.
//
// Pages work without it. What an area needs beyond this has a file of its own and listens to `planner:changed`.

/** How long a lost connection may take to come back before it is said. */
const OFFLINE_AFTER_MS = 5_000;
/** A server that refuses the stream is left alone for this long. */
const REFUSED_RETRY_MS = 30_000;
/** How long a page that is left anyway has for it: who changes their own password here gets another session by the answer. */
const SIGNED_OUT_AFTER_MS = 2_000;

const offline = document.querySelector<HTMLElement>('[data-offline]');

declare global {
  interface DocumentEventMap {
    /** What is planned has changed on these dates; `null`: everything may have. */
    'planner:changed': CustomEvent<{ dates: string[] | null }>;
    /** What is in the inbox has changed. */
    'planner:inbox': CustomEvent<{ open: number }>;
    /** The widget was seen on a page. */
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
    // Whatever happened meanwhile was not heard of.
    if (lost) document.dispatchEvent(new CustomEvent('planner:changed', { detail: { dates: null } }));
    lost = false;
  });
  stream.addEventListener('error', () => {
    lost = true;
    offlineTimer ||= window.setTimeout(() => {
      if (offline) offline.hidden = false;
    }, OFFLINE_AFTER_MS);
    // Refused rather than lost: the browser does not ask again by itself.
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
    // The first one only says how things stood when the page was made.
    if (heard) document.dispatchEvent(new CustomEvent('planner:inbox', { detail }));
    heard = true;
  });
  stream.addEventListener('planning', ({ data }) => {
    document.dispatchEvent(new CustomEvent('planner:changed', { detail: JSON.parse(data) }));
  });
  stream.addEventListener('embedding', () => document.dispatchEvent(new CustomEvent('planner:embedded')));
  // What is shown is no longer for who is here: the sign-in comes, or what the account may do now.
  stream.addEventListener('signed_out', () => {
    stream.close();
    window.setTimeout(() => location.reload(), SIGNED_OUT_AFTER_MS);
  });
}

/** `data-confirm` on a button: its question is asked before the form is sent. */
function askFirst(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-confirm]') : null;
  if (button?.dataset.confirm && !window.confirm(button.dataset.confirm)) event.preventDefault();
}

/** A menu closes by Escape and by a press beside it. */
function closeMenus(event: Event): void {
  const escape = event instanceof KeyboardEvent && event.key === 'Escape';
  if (event instanceof KeyboardEvent && !escape) return;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.me[open]')) {
    if (!escape && event.target instanceof Node && menu.contains(event.target)) continue;
    menu.open = false;
    if (escape) menu.querySelector('summary')?.focus();
  }
}

const { events } = document.body.dataset;
// Once the page's own script listens, too: what came in since the page was made is told at once.
if (events) document.addEventListener('DOMContentLoaded', () => open(events));
document.addEventListener('click', askFirst);
document.addEventListener('click', closeMenus);
document.addEventListener('keydown', closeMenus);

export {};
