// Grid or list: what the visitor chose, else what the page or the shop wants, else what the width allows.
export type View = 'grid' | 'list';

/** Below this width, in em of the widget's text, the days of a week do not fit side by side. */
const NARROW_EM = 30;

/** What the visitor chose last, for all planners of the page. */
let chosen: View | null = null;

export const choose = (view: View): void => void (chosen = view);

/** @param wanted the page's attribute or the shop's setting: `grid`, `list`, or anything else for the width to decide */
export function viewOf(node: HTMLElement, ...wanted: (string | null | undefined)[]): View {
  const given = [chosen, ...wanted].find((view) => view === 'grid' || view === 'list' || view === 'auto');
  if (given === 'grid' || given === 'list') return given;
  return isNarrow(node) ? 'list' : 'grid';
}

/** Days of a list where it is narrow: they stand below each other. */
const LIST_DAYS = 7;

/** @param columns how many days stand side by side in the grid */
export const daysOf = (view: View, node: HTMLElement, columns: () => number): number =>
  view === 'list' && isNarrow(node) ? LIST_DAYS : columns();

export function isNarrow(node: HTMLElement): boolean {
  const width = node.clientWidth / parseFloat(getComputedStyle(node).fontSize);
  // The width is unknown while the page does not show the element.
  return width > 0 && width < NARROW_EM;
}
