// The widget's second file: from the chosen time to the booked appointment. It includes its own copy of shared code;
// its texts are handed over by the first file, which is of the same build.
import { Api } from '../api';
import type { Context } from '../context';
import type { Form, Order } from '../contract';
import { builder } from '../dom';
import type { BookingTexts } from '../texts';
import { form } from './form';
import styleText from './styles.css';

export { watchChanges } from '../changes';
export { guard, keepFocus } from '../guard';
export { createDialog } from '../dialog';
export { findPlaces, openDialog } from '../places';
export { watchColors } from '../theme-watch';

export type BookingContext = Context<BookingTexts>;

const sheet = new CSSStyleSheet();
sheet.replaceSync(styleText);

export function createForm(order: Order): Form {
  const { base, root, signal, texts } = order;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const context = { ...order, h: builder(signal), t: texts, api: new Api(base) };
  return form(context, order);
}
