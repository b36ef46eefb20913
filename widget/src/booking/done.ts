// The last step: what was booked, with links to its page and calendar file.
import type { Booking, Place } from '../api';
import { instant } from '../clock';
import { placeOf } from '../context';
import { dateOf, endOf, isForeign, longDay, longStart, span, timeOf, visitorStart } from '../dates';
import type { BookingContext } from './main';

/** What an appointment is about. */
export interface About {
  start: string;
  minutes: number;
  /** The service's name, or with its duration. */
  service: string;
  /** Whom or what the customer chose; null where it does not matter. */
  resource?: string | null;
  /** Where it takes place: in the shop, if nothing is said. */
  at?: Place;
}

/** The customer's page lets no other page frame it. */
const OUTSIDE = { target: '_blank', rel: 'noopener' };

/** Day, time, service, person and place, shown before sending and after. */
export function summary(context: BookingContext, { start, minutes, service, resource, at }: About): HTMLElement {
  const { h, t, shop } = context;
  const elsewhere = { customer: t.atCustomer, phone: t.atPhone, video: t.atVideo, shop: '' }[at ?? 'shop'];
  const place = elsewhere || [...new Set([shop.name, placeOf(shop)])].join(', ');
  const end = endOf(start, minutes, shop.time_zone);
  const when = dateOf(end) === dateOf(start)
    ? [h('b', null, longDay(t, dateOf(start))), ' ', h('b', null, span(t, start, end))]
    : [h('b', null, t.fromTo(longStart(t, end), longStart(t, start)))];
  return h('div', { class: 'summary' },
    h('p', { class: 'when' }, ...when),
    h('p', null, [service, resource, place].filter(Boolean).join(' · ')),
    isForeign(start) && h('p', { class: 'zone' }, `${t.zone(placeOf(shop), shop.time_zone)} ${t.yourClock(visitorStart(t, start))}`));
}

/** What follows by mail; where none goes out, none is promised. */
function news({ t, shop }: BookingContext, { status, confirm_by: until }: Booking, email: string): string {
  if (until) return t.mailConfirm(email, t.clock(timeOf(until)));
  if (shop.mails === false) return t.withoutMail;
  return (status === 'requested' ? t.mailRequested : t.mailConfirmed)(email);
}

/**
 * @param chosen the name of the resource chosen, where the answer does not say it
 * @param isEarlier whether this is an earlier input whose response was lost
 */
export function done(context: BookingContext, booking: Booking, chosen: string | null, email: string, isEarlier: boolean, again: () => void): HTMLElement {
  const { h, t } = context;
  const until = booking.confirm_by;
  const withWhom = [...new Set([chosen, ...booking.persons ?? []])].filter(Boolean).join(', ');
  const minutes = (instant(booking.end) - instant(booking.start)) / 60_000;
  return h('section', { class: until ? 'done' : 'done booked' },
    h('h2', null, until ? t.notBooked : booking.status === 'requested' ? t.requested : t.confirmed),
    summary(context, { start: booking.start, minutes, service: booking.service.name, resource: withWhom, at: booking.place }),
    isEarlier && h('p', { class: 'notice' }, t.earlier),
    h('p', null, news(context, booking, email)),
    h('p', { class: 'ways' },
      !until && booking.calendar_url && h('a', { class: 'button calendar', href: booking.calendar_url }, t.calendar),
      h('a', { class: 'button manage', href: booking.manage_url, ...(top === self ? {} : OUTSIDE) }, t.manage)),
    h('p', null, h('button', { class: 'quiet', click: again }, t.again)));
}
