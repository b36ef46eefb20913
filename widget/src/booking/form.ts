// The third step: the customer's data. Input is never lost, whatever the server or the network does.
import { problemOf, type Booking, type Problem } from '../api';
import type { Draft, Form, Order } from '../contract';
import { focusOn } from '../dom';
import { nextFree, slotsOf } from '../grid-layout';
import { phoneLine } from '../notice';
import { endOf, spokenSpan } from '../dates';
import { done, summary } from './done';
import { fieldView } from './field-view';
import { fieldsOf, isReminded } from './fields';
import type { BookingContext } from './main';
import { lostTime, sentenceFor } from './refusals';
import { Sending } from './sending';
import { toJson } from './to-json';

/** The part of a sent body that is shown to the visitor again. */
interface Sendable {
  customer: { email: string };
}

/** The values that the page knows stand in the fields, until the visitor types others. */
function prefill(draft: Draft, option: Order['option']): void {
  for (const name of ['first_name', 'last_name', 'email', 'phone']) {
    const given = `given ${name}`;
    const value = option?.(name.replace('_', '-')) ?? '';
    if ((draft[name] ?? '') === (draft[given] ?? '')) draft[name] = value;
    draft[given] = value;
  }
}

export function form(context: BookingContext, { service, resource, draft, option, back, done: finish, again }: Order): Form {
  const { h, t, shop, api, signal, emit, say } = context;
  const isRequest = service.status_on_booking === 'requested';
  const verb = isRequest ? t.request : t.book;
  const person = service.resources.find(({ id }) => id === resource)?.name ?? null;
  let chosen = '';
  let isSending = false;
  const sending = new Sending(api);

  prefill(draft, option);
  const views = fieldsOf(shop, service).map((field) => fieldView(context, field, draft));
  /** Those that the chosen time asks for. */
  let fields = views;
  const list = h('div', { class: 'fields' });
  const heading = h('h2', null, t.yourData);
  const about = h('div');
  const lost = h('div');
  const trouble = h('div', { role: 'alert' });
  // A hidden field that only bots fill in.
  const trap = h('input', { id: 'website', name: 'website', tabindex: -1, autocomplete: 'off' });
  // Pressed rather than submitted: a sandbox without forms submits none. Enter in a field presses it, too.
  const submit = h('button', {
    type: 'submit', class: 'main submit',
    click: (event) => {
      event.preventDefault();
      void send();
    },
  }, verb);
  const node = h('section', { class: 'data' },
    h('p', null, h('button', { class: 'quiet', click: back }, `‹ ${t.back}`)),
    heading, about, lost,
    h('form', { novalidate: true, class: 'form' },
      list,
      h('div', { class: 'vh', 'aria-hidden': 'true' }, h('label', { for: 'website' }, 'Website'), trap),
      trouble, submit));

  function choose(start: string): void {
    chosen = start;
    const when = spokenSpan(t, start, endOf(start, service.duration_minutes, shop.time_zone));
    heading.replaceChildren(h('span', { 'aria-hidden': 'true' }, t.yourData), h('span', { class: 'vh' }, `${t.yourData}: ${when}`));
    about.replaceChildren(summary(context, { start, minutes: service.duration_minutes, service: service.name, resource: person, at: service.place }),
      isRequest ? h('p', { class: 'muted' }, t.onRequest) : '');
    fields = views.filter(({ name }) => name !== 'reminder_accepted' || isReminded(shop, start));
    list.replaceChildren(...fields.map((view) => view.node));
    trouble.replaceChildren();
    found();
  }

  /** The chosen time is free, as far as known. */
  function found(): void {
    lost.replaceChildren();
    about.className = '';
  }

  const focus = () => focusOn(heading);

  function offer(alternatives: string[]): void {
    about.className = 'gone';
    lost.replaceChildren(lostTime(context, alternatives, (start) => {
      choose(start);
      focus();
    }, back));
  }

  async function send(): Promise<void> {
    if (isSending) return;
    trouble.replaceChildren();
    const wrong = fields.filter((view) => !view.check());
    if (wrong[0]) {
      wrong[0].control.focus();
      return say(t.pleaseCorrect);
    }
    const body = bodyOf();
    let sent;
    setSending(true);
    try {
      sent = await sending.send(body, signal);
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error);
      emit('error', { code: problem.code });
      refused(problem);
      return;
    } finally {
      setSending(false);
    }
    booked(sent.booking, sent.body, body);
  }

  /** @param body what was booked; other than `last` where an earlier answer was lost */
  function booked(booking: Booking, body: string, last: string): void {
    delete draft['comment'];
    delete draft['privacy_accepted'];
    delete draft['reminder_accepted'];
    finish(done(context, booking, booking.resource?.name ?? person, (JSON.parse(body) as Sendable).customer.email, body !== last, again));
    emit('booked', { service: booking.service.id, start: booking.start, status: booking.status });
  }

  function setSending(now: boolean): void {
    isSending = now;
    if (now) say(t.sending);
    submit.textContent = now ? t.sending : verb;
    submit.ariaDisabled = `${now}`;
  }

  function bodyOf(): string {
    const value = (wanted: string) => fields.find(({ name }) => name === wanted)?.value() || null;
    const [first_name, last_name, email, phone, address] = ['first_name', 'last_name', 'email', 'phone', 'address'].map(value);
    return toJson({
      service: service.id, start: chosen, resource,
      customer: { first_name, last_name, email, phone, address },
      comment: value('comment'), language: context.lang, privacy_accepted: !!value('privacy_accepted'),
      reminder_accepted: !!value('reminder_accepted'),
      website: trap.value,
    });
  }

  function refused(problem: Problem): void {
    const { code, alternatives } = problem;
    trap.value = '';
    if (code === 'slot_taken' || code === 'not_offered') {
      offer(alternatives);
      focusOn(lost.querySelector('h3'));
      return;
    }
    const wrong = fields.filter((view) => {
      const found = problem.fields.find(({ field }) => field.split('.').pop() === view.name);
      if (found) view.refuse(found.message);
      return found;
    });
    if (wrong[0]) wrong[0].control.focus();
    else {
      trouble.replaceChildren(h('div', { class: 'notice bad' },
        h('p', null, sentenceFor(t, problem)), phoneLine(h, t, shop.phone)));
    }
  }

  function taken(alternatives: string[]): void {
    if (sending.isUnsure(chosen) || isSending || lost.firstChild) return;
    say(t.takenTitle);
    offer(alternatives);
  }

  function free(): void {
    if (!isSending) found();
  }

  return {
    node, choose, focus, taken, free,
    start: () => chosen,
    isHeld: () => isSending || sending.isUnsure(chosen),
    fresh(page) {
      const slot = slotsOf(page).find(({ start }) => start === chosen);
      if (slot?.free) free();
      else if (slot) taken(nextFree(page, chosen));
    },
  };
}
