// The line above the grid: location on the left, service and resource on the right.
import type { Service } from './api';
import { placeOf, serviceName, type Context } from './context';

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

export function head(context: Context, choice: Choice, fixed: Fixed, change: (choice: Choice) => void): HTMLElement {
  const { h, t, shop } = context;
  const { service, resource } = choice;
  const services = fixed.service || shop.services.length < 2
    ? h('span', { class: 'service-name' }, serviceName(service))
    : select(context, t.service, shop.services, service.id, serviceName, (id) =>
        change({ service: shop.services.find((other) => other.id === id)!, resource: null }));
  const people = !fixed.resource && service.resources.length > 0 &&
    h('label', { class: 'with' }, h('span', { class: 'muted' }, t.withWhom), ' ',
      select(context, null, [{ id: '', name: t.anyone }, ...service.resources], resource ?? '', ({ name }) => name,
        (id) => change({ service, resource: id || null })));
  return h('div', { class: 'head' },
    h('b', { class: 'location' }, placeOf(shop)),
    h('div', { class: 'choices' }, services, people));
}

function select<T extends { id: string }>(
  { h }: Context,
  label: string | null,
  options: T[],
  chosen: string,
  nameOf: (option: T) => string,
  choose: (id: string) => void,
): HTMLSelectElement {
  const node = h('select', { 'aria-label': label, class: 'select', change: () => choose(node.value) },
    ...options.map((option) => h('option', { value: option.id, selected: option.id === chosen }, nameOf(option))));
  return node;
}
