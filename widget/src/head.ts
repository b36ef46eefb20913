// The lines above the grid: location on the left, service on the right; the way to the other services; whom to choose.
import type { Service } from './api';
import { duration, placeOf, type Context } from './context';

export interface Choice {
  service: Service;
  /** Chosen by the customer, or set by the page; null for any. */
  resource: string | null;
}

/** Choices set by the page's attributes, which are not offered. */
export interface Fixed {
  service: boolean;
  resource: boolean;
}

export interface HeadEvents {
  /** Other services are wanted. */
  others(): void;
  /** Another resource was chosen; the head stays, and so does the focus. */
  resource(id: string | null): void;
}

export function head(context: Context, choice: Choice, fixed: Fixed, events: HeadEvents): HTMLElement[] {
  const { h, t, shop } = context;
  const { service, resource } = choice;
  const chip = (id: string | null, name: string) =>
    h('button', {
      class: 'chip', 'aria-pressed': `${id === resource}`,
      click: ({ currentTarget }) => {
        for (const other of chips) other.ariaPressed = `${other === currentTarget}`;
        events.resource(id);
      },
    }, name);
  const isOffered = !fixed.resource && service.resources.length > 0;
  const chips = isOffered ? [chip(null, t.anyone), ...service.resources.map(({ id, name }) => chip(id, name))] : [];
  return [
    h('div', { class: 'head' },
      h('b', { class: 'location' }, placeOf(shop)),
      h('span', { class: 'service-name' }, h('b', { lang: service.language }, service.name), ' ', duration(context, service))),
    ...(fixed.service || shop.services.length < 2
      ? []
      : [h('p', null, h('button', { class: 'quiet', click: events.others }, `‹ ${t.otherService}`))]),
    ...(isOffered
      ? [h('div', { class: 'chips', role: 'group', 'aria-label': t.withWhom }, h('span', { class: 'muted', 'aria-hidden': 'true' }, t.withWhom), ...chips)]
      : []),
  ];
}
