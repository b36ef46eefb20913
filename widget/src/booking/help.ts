// How to reach the shop, and its accessibility statement: at the same place below every step.
import { phoneLine } from '../notice';
import type { BookingContext } from './main';

export function fillHelp({ h, t, shop }: BookingContext, line: HTMLElement): void {
  const phone = phoneLine(h, t, shop.phone);
  const statement = shop.accessibility_url && h('a', { href: shop.accessibility_url, target: '_blank', rel: 'noopener' }, t.accessibility);
  line.replaceChildren(...(phone ? [...phone.childNodes] : []), phone && statement ? ' · ' : '', statement || '');
}
