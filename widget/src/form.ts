// The third decision: who comes. Nothing that was typed is ever lost, whatever the server or the network does.
import { Problem, type Booking, type FieldFault } from './api';
import { serviceName, type Context, type Draft } from './context';
import { summary } from './done';
import { focusOn } from './dom';
import { fieldView, type FieldView } from './field-view';
import { fieldsOf } from './fields';
import type { Choice } from './head';
import { lostTime, phoneLine, sentenceFor } from './notice';

export interface FormEvents {
  back(): void;
  booked(booking: Booking, email: string): void;
}

export class Form {
  readonly node: HTMLElement;
  start = '';
  /** Whether a refusal of `start` is for the server to tell: we are sending, or an answer of ours was lost. */
  #unsure = false;
  #sending = false;
  /** The key goes with the exact body: sent again after a lost answer, it cannot book twice. */
  #attempt = { body: '', key: '' };
  readonly #fields: FieldView[];
  readonly #trap: HTMLInputElement;
  readonly #heading: HTMLElement;
  readonly #about: HTMLElement;
  readonly #lost: HTMLElement;
  readonly #trouble: HTMLElement;
  readonly #submit: HTMLButtonElement;

  constructor(readonly context: Context, readonly choice: Choice, readonly draft: Draft, readonly events: FormEvents) {
    const { h, t, shop } = context;
    this.#fields = fieldsOf(shop).map((field) =>
      fieldView(context, field, draft, [t.$labels[field.name]!]));
    if (shop.privacy_url) this.#fields.push(this.#consent(shop.privacy_url));
    this.#heading = h('h2', null, t.$yourData);
    this.#about = h('div');
    this.#lost = h('div');
    this.#trouble = h('div', { role: 'alert' });
    this.#trap = h('input', { id: 'website', name: 'website', tabindex: -1, autocomplete: 'off' });
    this.#submit = h('button', { type: 'submit', class: 'main' }, this.#verb);
    this.node = h('section', { class: 'data' },
      h('p', null, h('button', { type: 'button', class: 'quiet', click: events.back }, `‹ ${t.$back}`)),
      this.#heading, this.#about, this.#lost,
      h('form', { novalidate: true, class: 'form', submit: (event) => { event.preventDefault(); void this.#send(); } },
        h('div', { class: 'fields' }, ...this.#fields.map(({ node }) => node)),
        // Only programs that fill in everything fill in this one.
        h('div', { class: 'vh', 'aria-hidden': 'true' }, h('label', { for: 'website' }, 'Website'), this.#trap),
        this.#trouble, this.#submit));
  }

  /** Takes the form to a time, keeping everything in it. */
  choose(start: string): void {
    const { context, choice: { service } } = this;
    const { h, t } = context;
    if (start !== this.start) this.#unsure = false;
    this.start = start;
    this.#about.replaceChildren(summary(context, start, service.duration_minutes, serviceName(service)),
      ...(service.status_on_booking === 'requested' ? [h('p', { class: 'muted' }, t.$onRequest)] : []));
    this.#lost.replaceChildren();
    this.#trouble.replaceChildren();
  }

  focus(): void {
    focusOn(this.#heading);
  }

  /** The chosen time was taken while the visitor types: says so and offers others, without moving anything away. */
  taken(alternatives: string[]): void {
    if (this.#unsure || this.#sending || this.#lost.firstChild) return;
    this.context.say(this.context.t.$takenTitle);
    this.#offer(this.context.t.$takenTitle, alternatives);
  }

  /** The chosen time is free (again). */
  free(): void {
    if (!this.#sending) this.#lost.replaceChildren();
  }

  get #verb(): string {
    const { t } = this.context;
    return this.choice.service.status_on_booking === 'requested' ? t.$request : t.$book;
  }

  #consent(url: string): FieldView {
    const { h, t } = this.context;
    const link = h('a', { href: url, target: '_blank', rel: 'noopener' }, t.$consent[1]!, h('span', { class: 'vh' }, ` ${t.$newTab}`));
    const field = { name: 'privacy_accepted', path: 'privacy_accepted', required: true, type: 'checkbox', autocomplete: 'off' };
    return fieldView(this.context, field, this.draft, [t.$consent[0]!, link, t.$consent[2]!]);
  }

  #offer(title: string, alternatives: string[]): void {
    this.#lost.replaceChildren(lostTime(this.context, title, alternatives, (start) => {
      this.choose(start);
      this.focus();
    }, this.events.back));
  }

  async #send(): Promise<void> {
    const { context: { t, api, signal, emit, say } } = this;
    if (this.#sending) return;
    this.#trouble.replaceChildren();
    const wrong = this.#fields.filter((view) => !view.check());
    if (wrong[0]) {
      wrong[0].control.focus();
      return say(t.$pleaseCorrect(wrong.length));
    }
    const body = this.#body();
    if (body !== this.#attempt.body) this.#attempt = { body, key: randomKey() };
    this.#setSending(true);
    try {
      const booking = await api.book(body, this.#attempt.key, signal);
      this.events.booked(booking, this.draft['email']!.trim());
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof Problem ? error : new Problem('internal');
      emit('error', { code: problem.code });
      this.#refused(problem);
    } finally {
      this.#setSending(false);
    }
  }

  #setSending(sending: boolean): void {
    this.#sending = sending;
    this.#submit.textContent = sending ? this.context.t.$sending : this.#verb;
    this.#submit.setAttribute('aria-disabled', `${sending}`);
  }

  #body(): string {
    const { draft } = this;
    const value = (name: string) => (this.#fields.some(({ field }) => field.name === name) && draft[name]?.trim()) || null;
    return JSON.stringify({
      service: this.choice.service.id, start: this.start, resource: this.choice.resource,
      customer: {
        first_name: value('first_name'), last_name: value('last_name'), email: value('email'), phone: value('phone'),
      },
      comment: value('comment'), language: this.context.lang, privacy_accepted: !!value('privacy_accepted'),
      website: this.#trap.value,
    });
  }

  #refused(problem: Problem): void {
    const { h, t, shop } = this.context;
    this.#unsure = problem.status === 0 || problem.status >= 500;
    this.#trap.value = '';
    if (problem.code === 'slot_taken' || problem.code === 'not_offered') {
      this.#offer(problem.code === 'slot_taken' ? t.$takenTitle : t.$notOffered, problem.alternatives);
      focusOn(this.#lost.querySelector('h3'));
    } else if (!this.#show(problem.fields)) {
      this.#trouble.replaceChildren(h('div', { class: 'notice' },
        h('p', null, sentenceFor(t, problem)), phoneLine(h, t, shop.phone)));
    }
  }

  /** Shows the server's faults at their fields; false where none of them is ours. */
  #show(faults: FieldFault[]): boolean {
    const found = this.#fields.filter((view) => faults.some(({ field }) => field === view.field.path));
    for (const view of found) view.refuse();
    found[0]?.control.focus();
    return found.length > 0;
  }
}

function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
