// The widget's second file: from the chosen time to the booked appointment. It includes its own copy of shared code;
// its texts are handed over by the first file, which is of the same build.
import { Api } from '../api';
import type { Context } from '../context';
import type { Form, Order, Tools } from '../contract';
import { builder } from '../dom';
import type { BookingTexts } from '../texts';
import { Trail, type Step } from '../trail';
import { form } from './form';
import { Months } from './months';
import styleText from './styles.css';
import { fillTools as fill } from './tools';

export { watchChanges } from '../changes';
export { guard, keepFocus } from '../guard';
export { createDialog } from '../dialog';
export { findPlaces, openDialog } from '../places';
export { watchColors } from '../theme-watch';

export type BookingContext = Context<BookingTexts>;

const sheet = new CSSStyleSheet();
sheet.replaceSync(styleText);

export function createForm(order: Order): Form {
  return form(contextOf(order), order);
}

export function toggleMonths(order: Order, button: HTMLElement, choose: (date: string) => void): void {
  const line = button.parentElement!;
  const shown = line.nextElementSibling?.classList.contains('months') ? line.nextElementSibling : null;
  shown?.remove();
  button.ariaExpanded = `${!shown}`;
  if (shown) return;
  const months = new Months(contextOf(order), order, (date) => {
    toggleMonths(order, button, choose);
    choose(date);
  });
  line.after(months.node);
}

export { steer } from '../grid-keys';
export { fillHelp } from './help';
export { refresh, spoken, update } from '../grid-update';

export const createTrail = (show: (step: Step) => void, signal: AbortSignal): Trail => new Trail(show, signal);

/** Called once the widget's first step is shown. */
export function fillTools(tools: Tools): void {
  const root = tools.line.getRootNode();
  // Who has gone on meanwhile has taken the line off the planner; the form brings the sheet then.
  if (root instanceof ShadowRoot) adopt(root);
  fill(tools);
}

function adopt(root: ShadowRoot): void {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

function contextOf(order: Order): BookingContext {
  const { base, root, signal, texts } = order;
  adopt(root);
  return { ...order, h: builder(signal), t: texts, api: new Api(base) };
}
