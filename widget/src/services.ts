// The first step, if the shop offers more than one service.
import type { Service } from './api';
import { duration, type Context } from './context';

export function serviceList(context: Context, choose: (service: Service) => void): HTMLElement {
  const { h, t, shop } = context;
  const groups = new Map<string, Service[]>();
  for (const service of shop.services) {
    const name = service.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), service]);
  }
  const entry = (service: Service) =>
    h('li', null,
      h('button', { class: 'card', click: () => choose(service) },
        h('span', null,
          h('b', { lang: service.language }, service.name),
          service.description && h('span', { class: 'muted', lang: service.language }, service.description)),
        duration(context, service)));
  // Services without a group stand in one of their own, the last.
  const others = groups.get('');
  if (others && groups.delete('')) groups.set(groups.size ? t.otherServices : '', others);
  const nodes = [...groups].flatMap(([name, services]) => [
    name && h('h3', null, name),
    h('ul', { class: 'cards', role: 'list' }, ...services.map(entry)),
  ]);
  return h('section', { class: 'services' }, h('h2', null, t.chooseService), ...nodes);
}
