// Two or more neighbouring rows without a free time are one thin row that tells their times, until it is opened.
import type { Context } from './context';
import { focusOn } from './dom';
import { targetOf, type Row } from './grid-layout';

/** The first and the last index of each run of at least two rows without a free time. */
export function runs(rows: Row[]): [number, number][] {
  const found: [number, number][] = [];
  rows.forEach(({ slots }, at) => {
    if (slots.some((slot) => slot?.free)) return;
    const last = found.at(-1);
    if (last?.[1] === at - 1) last[1] = at;
    else found.push([at, at]);
  });
  return found.filter(([first, last]) => last > first);
}

/** @param lines the table's rows, one for each of `rows` */
export function foldRows(context: Context, rows: Row[], lines: HTMLTableRowElement[]): void {
  const { h, t } = context;
  for (const [first, last] of runs(rows)) {
    const folded = lines.slice(first, last + 1);
    const range = t.clock(`${rows[first]!.time}–${rows[last]!.time}`);
    const open = () => {
      line.remove();
      for (const row of folded) row.hidden = false;
    };
    const line = h('tr', { class: 'fold' },
      h('th', { scope: 'row' }),
      h('td', { colspan: rows[0]!.slots.length },
        h('button', { tabindex: -1, 'aria-expanded': 'false', click: () => {
          open();
          focusOn(targetOf(folded[0]!.cells[1]));
        } }, range, ' ', h('span', { 'aria-hidden': 'true' }, 'x'), h('span', { class: 'vh' }, t.unavailable))));
    folded[0]!.before(line);
    for (const row of folded) {
      row.hidden = true;
      row.addEventListener('unfold', open, { signal: context.signal });
    }
  }
}
