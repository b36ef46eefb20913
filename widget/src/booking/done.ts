// The last step: what was booked, with links to its page and calendar file.
import type { Booking } from '../api';
import { instant } from '../clock';
import { placeOf } from '../context';
import { dateOf, isForeign, longDay, span, timeOf, visitorStart } from '../dates';
import type { BookingContext } from './main';

/** Day, time, service and place, shown before sending and after. */
export function summary(context: BookingContext, start: string, minutes: number, service: string): HTMLElement {
  const { h, t, shop } = context;
  const place = [...new Set([shop.name, placeOf(shop)])].join(', ');
  return h('div', { class: 'summary' },
    h('p', { class: 'when' }, h('b', null, longDay(t, dateOf(start))), ' ', h('b', null, span(t, start, minutes, shop.time_zone))),
    h('p', null, `${service} · ${place}`),
    isForeign(start) && h('p', { class: 'zone' }, `${t.zone(placeOf(shop), shop.time_zone)} ${t.yourClock(visitorStart(t, start))}`));
}

/** @param isEarlier whether this is an earlier input whose response was lost */
export function done(context: BookingContext, booking: Booking, email: string, isEarlier: boolean, again: () => void): HTMLElement {
  const { h, t } = context;
  const requested = booking.status === 'requested';
  const until = booking.confirm_by;
  const minutes = (instant(booking.end) - instant(booking.start)) / 60_000;
  return h('section', { class: until ? 'done' : 'done booked' },
    h('h2', null, until ? t.notBooked : requested ? t.requested : t.confirmed),
    summary(context, booking.start, minutes, booking.service.name),
    isEarlier && h('p', { class: 'notice' }, t.earlier),
    h('p', null, until ? t.mailConfirm(email, t.clock(timeOf(until))) : requested ? t.mailRequested(email) : t.mailConfirmed(email)),
    h('p', { class: 'ways' },
      !until && booking.calendar_url && h('a', { class: 'button calendar', href: booking.calendar_url }, t.calendar),
      h('a', { class: 'button manage', href: booking.manage_url }, t.manage)),
    h('p', null, h('button', { class: 'quiet', click: again }, t.again)));
}
