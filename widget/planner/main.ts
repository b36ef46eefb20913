// On every page of the planner: keeps the number of what is open true, says when the connection is lost, asks before
// what cannot be taken back, and tells the page's own script of changes.
//
// Pages work without it. What an area needs beyond this has a file of its own and listens to `planner:changed`.

/** How long a lost connection may take to come back before it is said. */
const OFFLINE_AFTER_MS = 5_000;

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

function listen(address: string): void {
  const stream = new EventSource(address);
  const offline = document.querySelector<HTMLElement>('[data-offline]');
  let timer = 0;
  let lost = false;
  stream.addEventListener('open', () => {
    clearTimeout(timer);
    timer = 0;
    if (offline) offline.hidden = true;
    // Whatever happened meanwhile was not heard of.
    if (lost) document.dispatchEvent(new CustomEvent('planner:changed', { detail: { dates: null } }));
    lost = false;
  });
  stream.addEventListener('error', () => {
    lost = true;
    timer ||= window.setTimeout(() => {
      if (offline) offline.hidden = false;
    }, OFFLINE_AFTER_MS);
  });
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
  window.addEventListener('pagehide', () => stream.close());
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
if (events) listen(events);
document.addEventListener('click', askFirst);
document.addEventListener('click', closeMenus);
document.addEventListener('keydown', closeMenus);

export {};
