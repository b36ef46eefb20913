// The last step: what was booked, and what one can do with it.
import type { Booking } from './api';
import { placeOf, type Context } from './context';
import { dateOf, isForeign, longDay, span, visitorStart } from './dates';

/** Day, time, service and place: shown before sending and after. */
export function summary(context: Context, start: string, minutes: number, service: string): HTMLElement {
  const { h, t, shop } = context;
  const place = [...new Set([shop.name, placeOf(shop)])].join(', ');
  return h('div', { class: 'summary' },
    h('p', { class: 'when' }, h('b', null, longDay(t, dateOf(start))), ' ', h('b', null, span(t, start, minutes, shop.time_zone))),
    h('p', null, `${service} · ${place}`),
    isForeign(start) && h('p', { class: 'zone' }, `${t.$zone(placeOf(shop), shop.time_zone)} ${t.$yourClock(visitorStart(t, start))}`));
}

export function done(context: Context, booking: Booking, email: string, again: () => void): HTMLElement {
  const { h, t } = context;
  const requested = booking.status === 'requested';
  const minutes = (Date.parse(booking.end) - Date.parse(booking.start)) / 60_000;
  return h('section', { class: 'done' },
    h('h2', null, requested ? t.$requested : t.$confirmed),
    summary(context, booking.start, minutes, booking.service.name),
    h('p', null, requested ? t.$onRequest : t.$mailConfirmed(email)),
    h('p', { class: 'ways' },
      booking.calendar_url && h('a', { class: 'button calendar', href: booking.calendar_url }, t.$calendar),
      h('a', { class: 'button manage', href: booking.manage_url }, t.$manage)),
    h('p', null, h('button', { class: 'quiet', click: again }, t.$again)));
}
