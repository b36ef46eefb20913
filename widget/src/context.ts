// Data shared by all steps of one widget.
import type { Api, Service, Shop } from './api';
import type { Builder } from './dom';
import type { Texts } from './texts';

export interface Context<T = Texts> {
  h: Builder;
  t: T;
  lang: string;
  api: Api;
  /** Aborts when the element leaves the page or restarts. */
  signal: AbortSignal;
  shop: Shop;
  /** The page of times that came with the shop, and how many days were asked for; null once it was shown. */
  first?: { page: NonNullable<Shop['availability']>; days: number } | null;
  /** Announces a text in the live region. */
  say(text: string): void;
  emit(event: 'ready' | 'service' | 'time' | 'booked' | 'error', detail: object): void;
}

/** "60 Min.", and "60 Minuten" for the ear. */
export const duration = ({ h, t }: Context, { duration_minutes: count }: Service): HTMLElement =>
  h('span', { class: 'length muted' },
    // First, for behind the last word of a line it would make the page wider.
    h('span', { class: 'vh' }, t.minutesSpoken(count)), h('span', { 'aria-hidden': 'true' }, t.minutes(count)));

/** Place of the appointment: the location such as "Stuttgart", or the shop's name if there is none. */
export const placeOf = (shop: Shop): string => shop.location || shop.name;
