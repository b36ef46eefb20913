// The line between the days and their times: ways to another date and to another view.
import { placeOf } from '../context';
import type { Tools } from '../contract';
import { isForeign } from '../dates';
import { focusOn } from '../dom';
import { slotsOf } from '../grid-layout';

/** Says whose clock is meant, and fills the line; as it is while the view stays the same, for the focus may be there. */
export function fillTools({ context, page, notes, line, view, show, months }: Tools): void {
  const { h, t, shop } = context;
  notes.querySelector('.zone')?.remove();
  if (slotsOf(page).some(({ start }) => isForeign(start))) notes.append(h('p', { class: 'zone' }, t.zone(placeOf(shop), shop.time_zone)));
  if (line.dataset['view'] === view) return;
  line.dataset['view'] = view;
  const focused = line.matches(':focus-within');
  const other = view === 'grid' ? 'list' : 'grid';
  const button = h('button', { class: 'quiet', click: () => show(other) }, other === 'list' ? t.asList : t.asGrid);
  line.replaceChildren(
    h('button', { class: 'quiet', 'aria-expanded': 'false', click: (event) => months(event.currentTarget as HTMLElement) }, t.chooseDate),
    button);
  if (focused) focusOn(button);
}
