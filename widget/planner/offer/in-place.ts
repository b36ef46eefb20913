// A form with `data-in-place` is sent in the background; the page that answers takes the place of this one's content, so
// that nobody loses where they were. What leads to another page is followed as a link is.

import { IN_BACKGROUND } from '../background';
import { parsePage } from '../page';

/** Something is being dragged: nothing is exchanged under the pointer. */
let held = false;

/** Says that something is being dragged, or no more. */
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
  // What was folded open stays so.
  for (const id of open) if (id) document.getElementById(id)?.setAttribute('open', '');
  const alarm = here.querySelector<HTMLElement>('[role="alert"]');
  const again = alarm ?? (focused ? document.getElementById(focused) : null);
  if (again === alarm) again?.setAttribute('tabindex', '-1');
  again?.focus({ preventScroll: true });
  if (alarm) alarm.scrollIntoView({ block: 'nearest' });
  else here.querySelector('#look, #preview')?.scrollIntoView({ block: 'start' });
}

/** Sends a form; its answer is shown in place. */
export async function send(form: HTMLFormElement, submitter?: HTMLElement | null): Promise<void> {
  const action = form.getAttribute('action') ?? location.href;
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) body.append(name, String(value));
  const headers = { Accept: 'text/html' };
  try {
    // Kept alive: who leaves the page at once has still saved.
    const answer = await fetch(action, { method: 'POST', body, headers, keepalive: true });
    const leadsAway = answer.redirected && new URL(answer.url).pathname !== location.pathname;
    if (leadsAway) location.assign(answer.url);
    else show(await answer.text());
  } catch {
    // No connection: the browser sends it itself, and says what it has to say.
    form.removeAttribute('data-in-place');
    if (submitter) form.requestSubmit(submitter);
    else form.requestSubmit();
  }
}

/** A form that asks a question shows the answer as soon as something else is chosen. */
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
    // Who goes through a list by key is answered for the last choice only.
    if (mine !== asked) return;
    show(html);
    history.replaceState(null, '', url);
  });
}

/** Sends every form that asks for it in place. */
export function sendFormsInPlace(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.matches('[data-in-place]')) return;
    event.preventDefault();
    void send(form, event.submitter);
  });
}

/** The picture and the lists follow what others change; forms are left alone. */
export function followChanges(): void {
  document.addEventListener('planner:changed', async ({ detail }) => {
    if (detail.dates || held || !document.querySelector('.picture, [data-sort]')) return;
    const isTyping = document.querySelector('details.copy[open]');
    if (isTyping) return;
    const url = new URL(location.href);
    url.searchParams.delete('done');
    const answer = await fetch(url, { headers: { Accept: 'text/html', ...IN_BACKGROUND } }).catch(() => null);
    const html = answer?.ok ? await answer.text() : '';
    const note = document.querySelector('main > .note.good, main > .note.saved')?.cloneNode(true);
    if (!html || held) return;
    show(html);
    // What was just done stays said.
    if (note) document.querySelector('main')?.prepend(note);
  });
}
