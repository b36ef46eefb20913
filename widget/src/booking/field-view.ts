// A form field: label, control, and its error message.
import type { Draft } from '../contract';
import { setAttribute } from '../dom';
import { faultIn, type Field } from './fields';
import type { BookingContext } from './main';

/** Stands where the link is to be. */
const LINK = '\0';

export interface FieldView {
  name: string;
  node: HTMLElement;
  control: HTMLInputElement | HTMLTextAreaElement;
  /** The input, trimmed; "yes" for a ticked box. */
  value(): string;
  /** Validates the input; shows or removes the error. */
  check(): boolean;
  /** Shows an error of the server: with its message, unless the widget finds an error itself. */
  refuse(words: string): void;
}

export function fieldView({ h, t, shop }: BookingContext, { name, autocomplete, required }: Field, draft: Draft): FieldView {
  const isConsent = name === 'privacy_accepted';
  const isBox = isConsent || name === 'reminder_accepted';
  const type = isBox ? 'checkbox' : name === 'phone' ? 'tel' : name;
  const control = h(name === 'comment' || name === 'address' ? 'textarea' : 'input', {
    id: name, name, type, class: 'input', autocomplete, rows: 3, 'aria-required': `${required}`,
    input() {
      draft[name] = value();
      // While typing, an error disappears as soon as it is fixed, but no new one is shown.
      if (fault.textContent && !faultNow()) show('');
    },
  });
  const value = () => (isBox ? ((control as HTMLInputElement).checked ? 'yes' : '') : control.value.trim());
  if (isBox) (control as HTMLInputElement).checked = !!draft[name];
  else control.value = draft[name] ?? '';

  const fault = h('p', { class: 'fault', id: `${name}-fault` });
  const show = (message: string) => {
    fault.textContent = message;
    setAttribute(control, 'aria-invalid', !!message && 'true');
    setAttribute(control, 'aria-describedby', message && fault.id);
  };
  // Texts about one field end in its name.
  const about = (kind: string) => (t as unknown as Record<string, string>)[`${kind}_${name}`];
  const faultNow = () => {
    const found = faultIn({ name, required }, value());
    return found === null ? '' : found ? about('wrong') ?? t.tooLong : about('missing')!;
  };
  const [before, after] = t.consent(LINK).split(LINK);
  const label = h('label', { for: name }, ...(isConsent
    ? [before, h('a', { href: shop.privacy_url, target: '_blank', rel: 'noopener' }, t.consentLink), after]
    : [about('label'), !required && !isBox && h('span', { class: 'muted' }, ` ${t.optional}`)]));
  return {
    name, control, value,
    node: h('div', { class: isBox ? 'box' : name }, isBox && control, label, !isBox && control, fault),
    check() {
      show(faultNow());
      return !fault.textContent;
    },
    refuse: (words) => show(faultNow() || words),
  };
}
