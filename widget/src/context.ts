// What every step of one widget shares.
import type { Api, Service, Shop } from './api';
import type { Builder } from './dom';
import type { Texts } from './texts';

export interface Context<T = Texts> {
  h: Builder;
  t: T;
  lang: string;
  api: Api;
  /** Ends when the element leaves the page or starts anew. */
  signal: AbortSignal;
  shop: Shop;
  /** Speaks through the live region. */
  say(text: string): void;
  emit(event: 'ready' | 'booked' | 'error', detail: object): void;
}

/** The seed's own spelling: "Anpassung (60min)". */
export const serviceName = (service: Service): string => `${service.name} (${service.duration_minutes}min)`;

/** Where the appointment takes place: "Stuttgart", or the shop's name where it has no location. */
export const placeOf = (shop: Shop): string => shop.location || shop.name;
