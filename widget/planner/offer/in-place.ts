// Sends forms with `data-in-place` in the background and replaces the content by that of the response, keeping the
// scroll position. A redirect to another page is followed.

import { IN_BACKGROUND } from '../background';
import { parsePage } from '../page';
import { ROOT } from '../root';

/** During a drag nothing is replaced. */
let held = false;

/** Sets whether a drag is in progress. */
export function hold(now: boolean): void {
  held = now;
}

function show(html: string): void {
  const page = parsePage(html);
  const [here, there] = [document.querySelector('main'), page.querySelector('main')];
  if (!here || !there) return location.reload();
  const focused = document.activeElement?.id;
  const open = [...here.querySelectorAll('details[open]')].map(({ id }) => id);
  here.replaceChildren(...there.childNodes);
  document.title = page.title;
  // Open details stay open.
  for (const id of open) if (id) document.getElementById(id)?.setAttribute('open', '');
  const alarm = here.querySelector<HTMLElement>('[role="alert"]');
  const again = alarm ?? (focused ? document.getElementById(focused) : null);
  if (again === alarm) again?.setAttribute('tabindex', '-1');
  again?.focus({ preventScroll: true });
  if (alarm) alarm.scrollIntoView({ block: 'nearest' });
  else here.querySelector('#look, #preview')?.scrollIntoView({ block: 'start' });
}

/** Sends a form and shows the response in place. */
export async function send(form: HTMLFormElement, submitter?: HTMLElement | null): Promise<void> {
  const action = form.getAttribute('action') ?? location.href;
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) body.append(name, String(value));
  // A message is kept for the page that shows it.
  const headers = { Accept: 'text/html', 'X-Shown-On': location.pathname.slice(ROOT.length) };
  try {
    // `keepalive`: saved even if the user leaves the page at once.
    const answer = await fetch(action, { method: 'POST', body, headers, keepalive: true });
    const leadsAway = answer.redirected && new URL(answer.url).pathname !== location.pathname;
    if (leadsAway) {
      form.dataset.sent = '';
      location.assign(answer.url);
      return;
    }
    show(await answer.text());
    // Looked at, or refused: what was typed is not saved.
    if (answer.redirected) return;
    document.querySelector('main form.panel[data-in-place]:not(:has([name="sure"]))')?.setAttribute('data-unsaved', '');
  } catch {
    // No connection: the browser sends the form itself, and shows its error page.
    form.removeAttribute('data-in-place');
    if (submitter) form.requestSubmit(submitter);
    else form.requestSubmit();
  }
}

/** Forms that query something are sent as soon as a choice changes. */
export function answerAtOnce(): void {
  let asked = 0;
  document.addEventListener('change', async ({ target }) => {
    const form = target instanceof Element ? target.closest<HTMLFormElement>('form[data-at-once]') : null;
    if (!form) return;
    const url = new URL(form.action);
    for (const [name, value] of new FormData(form)) url.searchParams.set(name, String(value));
    const mine = (asked += 1);
    const answer = await fetch(url, { headers: { Accept: 'text/html' } }).catch(() => null);
    if (!answer?.ok) return form.submit();
    const html = await answer.text();
    // Only the response to the last choice is shown.
    if (mine !== asked) return;
    show(html);
    history.replaceState(null, '', url);
  });
}

/** Adds the listeners for all forms with `data-in-place`. */
export function sendFormsInPlace(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.matches('[data-in-place]')) return;
    event.preventDefault();
    void send(form, event.submitter);
  });
}

/** Updates chart and lists when data changes; forms are left unchanged. */
export function followChanges(): void {
  document.addEventListener('planner:changed', async ({ detail }) => {
    if (detail.dates || held || !document.querySelector('.picture, [data-sort]')) return;
    const isTyping = document.querySelector('details.copy[open]');
    if (isTyping) return;
    const answer = await fetch(location.href, { headers: { Accept: 'text/html', ...IN_BACKGROUND } }).catch(() => null);
    const html = answer?.ok ? await answer.text() : '';
    const note = document.querySelector('main > .note.good, main > .undoable, main > .note.saved')?.cloneNode(true);
    if (!html || held) return;
    show(html);
    // The last message stays visible.
    if (note) document.querySelector('main')?.prepend(note);
  });
}
