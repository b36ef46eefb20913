// The line between the days and their times: ways to another date and to another view.
import { placeOf } from '../context';
import type { Tools } from '../contract';
import { isForeign } from '../dates';
import { focusOn } from '../dom';
import { slotsOf } from '../grid-layout';

/** Fills the line, and says whose clock is meant. */
export function fillTools(tools: Tools): void {
  fillLine(tools);
  sayZone(tools);
}

/** As it is while the view stays the same, for the focus may be there. */
function fillLine({ context: { h, t }, line, view, show, months }: Tools): void {
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

/** In the line where there is room, else below the times: nothing that is seen already may move. */
function sayZone({ context: { h, t, shop }, page, notes, line }: Tools): void {
  const body = notes.parentElement!;
  for (const before of body.parentElement!.querySelectorAll('.zone')) before.remove();
  if (!slotsOf(page).some(({ start }) => isForeign(start))) return;
  const zone = h('span', { class: 'zone' }, t.zone(placeOf(shop), shop.time_zone));
  const height = line.clientHeight;
  line.lastElementChild!.before(zone);
  if (line.clientHeight > height) body.append(zone);
}
