// Keeps the start page, or a list of it, up to date, and sends its buttons without a page load. Without scripts every button reloads
// the page.
import { IN_BACKGROUND } from './background';
import { fetchPage, swap } from './swap';
import { ROOT } from './root';

/** Interval for changes caused by the clock: appointments that begin or end. */
const LOOK_EVERY_MS = 60_000;

const desk = document.getElementById('desk') as HTMLElement;
/** The page itself. */
const here = ROOT + (desk.dataset.live || '/planner');
const said = document.querySelector<HTMLElement>('[data-said]');
let running: Promise<void> = Promise.resolve();
let waiting = false;

/** Highlights an item; a highlight that is replaced while it lasts is begun again. */
function highlight(ids: Iterable<string>): void {
  for (const id of ids) document.getElementById(id)?.classList.add('is-fresh');
}

/** Highlights new items, and announces them to screen readers. */
function welcome(ids: string[]): void {
  const fresh = ids.filter((id) => /^(request|news|mail)-/.test(id));
  highlight(ids);
  if (!said || fresh.length === 0) return;
  const whose = fresh.map((id) => document.querySelector(`#${id} .who b`)?.textContent ?? '').filter(Boolean);
  said.textContent = `${said.dataset.said}: ${whose.join(', ')}`;
}

async function refresh(): Promise<void> {
  waiting = false;
  const page = await fetchPage(here, { headers: IN_BACKGROUND });
  const highlighted = [...desk.querySelectorAll('.is-fresh')].map(({ id }) => id);
  const fresh = page && swap(desk, page);
  highlight(highlighted);
  if (fresh) welcome(fresh);
}

/** One refresh at a time; changes during one are included in the next. */
function refreshSoon(): void {
  if (waiting || document.hidden) return;
  waiting = true;
  running = running.then(refresh);
}

/** Replaces the message by that of the new page. */
function say(page: Document): void {
  const place = 'main > :is(.note.good, .note.saved, .undoable)';
  document.querySelector(place)?.remove();
  const note = page.querySelector(place);
  if (note) desk.before(note);
}

async function press(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) body.append(name, String(value));
  const page = await fetchPage(form.action, { method: 'POST', body });
  const fresh = page && swap(desk, page);
  if (!page || !fresh) {
    // After any unexpected response the page itself is loaded.
    location.assign(here);
    return;
  }
  say(page);
  if (button) button.ariaDisabled = null;
  document.getElementById('problem')?.focus();
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-swap') || event.defaultPrevented) return;
  event.preventDefault();
  const button = event.submitter;
  // A second press of the same button must not be sent.
  if (button instanceof HTMLButtonElement && button.ariaDisabled === 'true') return;
  if (button) button.ariaDisabled = 'true';
  running = running.then(() => press(form, button));
});

desk.addEventListener('animationend', ({ target }) => (target as Element).classList.remove('is-fresh'));
document.addEventListener('planner:changed', refreshSoon);
document.addEventListener('planner:inbox', refreshSoon);
document.addEventListener('visibilitychange', refreshSoon);
setInterval(refreshSoon, LOOK_EVERY_MS);
