// One field of the form: label, control, and what is wrong with it in words beside it.
import type { Context, Draft } from './context';
import { setAttribute } from './dom';
import { faultIn, type Field } from './fields';

export interface FieldView {
  field: Field;
  node: HTMLElement;
  control: HTMLInputElement | HTMLTextAreaElement;
  /** Checks what is entered; shows the fault, or that there is none. */
  check(): boolean;
  /** Shows a fault that the server found. */
  refuse(): void;
}

export function fieldView({ h, t }: Context, field: Field, draft: Draft, label: (Node | string)[]): FieldView {
  const { name, type, required } = field;
  const isBox = type === 'checkbox';
  const fault = h('p', { class: 'fault', id: `${name}-fault` });
  const show = (message: string) => {
    fault.textContent = message;
    setAttribute(control, 'aria-invalid', message ? 'true' : null);
    setAttribute(control, 'aria-describedby', message ? fault.id : null);
  };
  const faultNow = () => {
    const found = faultIn(field, isBox ? ((control as HTMLInputElement).checked ? 'yes' : '') : control.value);
    return found === null ? '' : isBox || found ? t.$wrong[name]! : t.$missing(t.$labels[name]!);
  };
  const input = () => {
    draft[name] = isBox ? ((control as HTMLInputElement).checked ? 'yes' : '') : control.value;
    // What was wrong is taken back as soon as it is right; nothing new is complained about while typing.
    if (fault.textContent && !faultNow()) show('');
  };
  const shared = { id: name, name, input, class: 'input', 'aria-required': required && 'true', autocomplete: field.autocomplete };
  const control = type === 'textarea'
    ? h('textarea', { ...shared, rows: 3 })
    : h('input', { ...shared, type, inputmode: type === 'email' || type === 'tel' ? type : null });
  if (isBox) (control as HTMLInputElement).checked = !!draft[name];
  else control.value = draft[name] ?? '';

  const words = h('label', { for: name }, ...label, !required && h('span', { class: 'muted' }, ` ${t.$optional}`));
  const node = h('div', { class: isBox ? 'field box' : `field ${name}`, 'data-field': name },
    ...(isBox ? [control, words] : [words, control]), fault);
  return {
    field, node, control,
    check: () => {
      show(faultNow());
      return !fault.textContent;
    },
    refuse: () => show(faultNow() || t.$wrong[name]!),
  };
}
