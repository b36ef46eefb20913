// The third decision: who comes. Nothing that was typed is ever lost, whatever the server or the network does.
import type { Booking, Problem } from './api';
import { serviceName, type Context, type Draft } from './context';
import { summary } from './done';
import { focusOn } from './dom';
import { fieldView } from './field-view';
import { fieldsOf } from './fields';
import type { Choice } from './head';
import { lostTime, phoneLine, sentenceFor } from './notice';

export interface FormEvents {
  back(): void;
  booked(booking: Booking, email: string): void;
}

/** What the flow can do with the form. */
export interface Form {
  node: HTMLElement;
  /** The chosen time. */
  start(): string;
  /** Takes the form to a time, keeping everything in it. */
  choose(start: string): void;
  focus(): void;
  /** The chosen time was taken while the visitor types: says so and offers others, without moving anything away. */
  taken(alternatives: string[]): void;
  /** The chosen time is free (again). */
  free(): void;
}

export function createForm(context: Context, choice: Choice, draft: Draft, events: FormEvents): Form {
  const { h, t, shop, api, signal, emit, say } = context;
  const { service } = choice;
  const isRequest = service.status_on_booking === 'requested';
  const verb = isRequest ? t.$request : t.$book;
  let chosen = '';
  let isSending = false;
  /** Whether a refusal of the chosen time is for the server to tell: an answer of ours was lost. */
  let isUnsure = false;
  /** The key goes with the exact body: sent again after a lost answer, it cannot book twice. */
  let attempt = { body: '', key: '' };

  const fields = fieldsOf(shop).map((field) => fieldView(context, field, draft));
  const heading = h('h2', null, t.$yourData);
  const about = h('div');
  const lost = h('div');
  const trouble = h('div', { role: 'alert' });
  // Only programs that fill in everything fill in this one.
  const trap = h('input', { id: 'website', name: 'website', tabindex: -1, autocomplete: 'off' });
  const submit = h('button', { type: 'submit', class: 'main submit' }, verb);
  const node = h('section', { class: 'data' },
    h('p', null, h('button', { class: 'quiet', click: events.back }, `‹ ${t.$back}`)),
    heading, about, lost,
    h('form', { novalidate: true, class: 'form', submit: (event) => { event.preventDefault(); void send(); } },
      h('div', { class: 'fields' }, ...fields.map((view) => view.node)),
      h('div', { class: 'vh', 'aria-hidden': 'true' }, h('label', { for: 'website' }, 'Website'), trap),
      trouble, submit));

  function choose(start: string): void {
    if (start !== chosen) isUnsure = false;
    chosen = start;
    about.replaceChildren(summary(context, start, service.duration_minutes, serviceName(service)),
      isRequest ? h('p', { class: 'muted' }, t.$onRequest) : '');
    lost.replaceChildren();
    trouble.replaceChildren();
  }

  const focus = () => focusOn(heading);

  function offer(alternatives: string[]): void {
    lost.replaceChildren(lostTime(context, alternatives, (start) => {
      choose(start);
      focus();
    }, events.back));
  }

  async function send(): Promise<void> {
    if (isSending) return;
    trouble.replaceChildren();
    const wrong = fields.filter((view) => !view.check());
    if (wrong[0]) {
      wrong[0].control.focus();
      return say(t.$pleaseCorrect);
    }
    const body = bodyOf();
    if (body !== attempt.body) attempt = { body, key: randomKey() };
    setSending(true);
    try {
      events.booked(await api.book(body, attempt.key, signal), draft['email']!.trim());
    } catch (error) {
      if (signal.aborted) return;
      const problem = error as Problem;
      emit('error', { code: problem.code });
      refused(problem);
    } finally {
      setSending(false);
    }
  }

  function setSending(sending: boolean): void {
    isSending = sending;
    submit.textContent = sending ? t.$sending : verb;
    submit.ariaDisabled = `${sending}`;
  }

  function bodyOf(): string {
    const value = (wanted: string) => fields.find(({ name }) => name === wanted)?.value() || null;
    const [first_name, last_name, email, phone] = ['first_name', 'last_name', 'email', 'phone'].map(value);
    return JSON.stringify({
      service: service.id, start: chosen, resource: choice.resource,
      customer: { first_name, last_name, email, phone },
      comment: value('comment'), language: context.lang, privacy_accepted: !!value('privacy_accepted'),
      website: trap.value,
    });
  }

  function refused(problem: Problem): void {
    const { code, status, alternatives } = problem;
    isUnsure = !status || status >= 500;
    trap.value = '';
    if (code === 'slot_taken' || code === 'not_offered') {
      offer(alternatives);
      focusOn(lost.querySelector('h3'));
      return;
    }
    const wrong = fields.filter((view) => problem.fields.some(({ field }) => field.split('.').pop() === view.name));
    for (const view of wrong) view.refuse();
    if (wrong[0]) wrong[0].control.focus();
    else {
      trouble.replaceChildren(h('div', { class: 'notice' },
        h('p', null, sentenceFor(t, problem)), phoneLine(h, t, shop.phone)));
    }
  }

  return {
    node, choose, focus,
    start: () => chosen,
    taken(alternatives) {
      if (isUnsure || isSending || lost.firstChild) return;
      say(t.$takenTitle);
      offer(alternatives);
    },
    free() {
      if (!isSending) lost.replaceChildren();
    },
  };
}

function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
