// Keyboard navigation of the grid by the ARIA practices: arrows, Home and End, with Ctrl for the whole grid, and page
// keys for the weeks. Exactly one cell is in the tab order.

import { targetOf, type Target } from './grid-layout';

export function steer(table: HTMLTableElement, turn: (forward: boolean) => void, signal: AbortSignal): void {
  const hold = (target: Target) => {
    for (const other of table.querySelectorAll<HTMLElement>('[tabindex="0"]')) other.tabIndex = -1;
    if (target) target.tabIndex = 0;
  };

  table.addEventListener('focusin', (event) => hold(event.target as HTMLElement), { signal });
  table.addEventListener('keydown', (event) => {
    const rows = [...table.tBodies[0]!.rows].filter(({ hidden }) => !hidden).map((row) => [...row.cells].slice(1));
    const cell = (event.target as Element).closest('td');
    const y = rows.findIndex((row) => row.includes(cell!));
    if (y < 0 || event.altKey || event.metaKey) return;
    if (event.key === 'PageUp' || event.key === 'PageDown') turn(event.key === 'PageDown');
    else {
      const path = pathOf(event, rows, rows[y]!.indexOf(cell!), y);
      if (!path) return;
      path.map(targetOf).find(Boolean)?.focus();
    }
    event.preventDefault();
  }, { signal });
}

/** The cells in the direction of the key, nearest first: the first one with a time gets the focus. */
function pathOf({ key, ctrlKey }: KeyboardEvent, rows: Element[][], x: number, y: number): (Element | undefined)[] | undefined {
  const row = rows[y]!;
  // A folded row is one cell.
  const column = rows.map((cells) => cells[cells.length > 1 ? x : 0]);
  const whole = ctrlKey ? rows.flat() : row;
  return {
    ArrowRight: row.slice(x + 1),
    ArrowLeft: row.slice(0, x).reverse(),
    ArrowDown: column.slice(y + 1),
    ArrowUp: column.slice(0, y).reverse(),
    Home: whole,
    End: [...whole].reverse(),
  }[key];
}
