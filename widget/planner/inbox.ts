// The start page keeps itself up to date, and its buttons do their work without the page going away. Without it, every
// button loads the page anew.
import { IN_BACKGROUND } from './background';
import { fetchPage, swap } from './swap';

/** How often the clock alone changes what is shown: what is over, what takes place now. */
const LOOK_EVERY_MS = 60_000;

const desk = document.getElementById('desk') as HTMLElement;
const said = document.querySelector<HTMLElement>('[data-said]');
let running: Promise<void> = Promise.resolve();
let waiting = false;

/** Marks what has just come, and says it to those who do not see it. */
function welcome(ids: string[]): void {
  const fresh = ids.filter((id) => /^(request|news|mail)-/.test(id));
  for (const id of ids) document.getElementById(id)?.classList.add('is-fresh');
  if (!said || fresh.length === 0) return;
  const whose = fresh.map((id) => document.querySelector(`#${id} .who b`)?.textContent ?? '').filter(Boolean);
  said.textContent = `${said.dataset.said}: ${whose.join(', ')}`;
}

async function refresh(): Promise<void> {
  waiting = false;
  const page = await fetchPage('/planner', { headers: IN_BACKGROUND });
  const fresh = page && swap(desk, page);
  if (fresh) welcome(fresh);
}

/** One refresh after another; what changes while one runs is in the next. */
function refreshSoon(): void {
  if (waiting || document.hidden) return;
  waiting = true;
  running = running.then(refresh);
}

/** Shows what the page says was done, where the old words stood. */
function say(page: Document): void {
  document.querySelector('main > .note.good')?.remove();
  const note = page.querySelector('main > .note.good');
  if (note) desk.before(note);
}

async function press(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) body.append(name, String(value));
  const page = await fetchPage(form.action, { method: 'POST', body });
  const fresh = page && swap(desk, page);
  if (!page || !fresh) {
    // Whatever this was, the page it leads to tells it better.
    location.assign('/planner');
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
  // A second press of the same button must not be sent as well.
  if (button instanceof HTMLButtonElement && button.ariaDisabled === 'true') return;
  if (button) button.ariaDisabled = 'true';
  running = running.then(() => press(form, button));
});

document.addEventListener('planner:changed', refreshSoon);
document.addEventListener('planner:inbox', refreshSoon);
document.addEventListener('visibilitychange', refreshSoon);
setInterval(refreshSoon, LOOK_EVERY_MS);

// What the address says was done is done once: a reload shall not say it again.
if (location.search.includes('done=')) history.replaceState(null, '', location.pathname);
