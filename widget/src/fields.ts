// The form's fields, and the server's rules for their values, so that most faults show before anything is sent.
import type { Shop } from './api';

export interface Field {
  name: string;
  /** How the server calls it in its faults. */
  path: string;
  required: boolean;
  type: string;
  autocomplete: string;
}

/** No control characters, nor those that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

const rules: Record<string, (value: string) => boolean> = {
  first_name: isName,
  last_name: isName,
  email: (value) => value.length <= 254 && EMAIL.test(value) && !UNPRINTABLE.test(value),
  phone: (value) => /^[\d+()/. -]+$/.test(value) && /^.{5,20}$/.test(value.replace(/\D/g, '')),
  comment: (value) => [...value].length <= 2000,
};

function isName(value: string): boolean {
  return [...value].length <= 100 && !UNPRINTABLE.test(value);
}

/** The fields this shop asks for, in their order. */
export function fieldsOf(shop: Shop): Field[] {
  const customer = (name: string, autocomplete: string, type = 'text', required = true) => ({
    name, path: `customer.${name}`, required, type, autocomplete,
  });
  const { phone, comment } = shop.fields;
  const fields = [
    customer('first_name', 'given-name'),
    customer('last_name', 'family-name'),
    customer('email', 'email', 'email'),
  ];
  if (phone !== 'hidden') fields.push(customer('phone', 'tel', 'tel', phone === 'required'));
  if (comment !== 'hidden') {
    fields.push({ name: 'comment', path: 'comment', required: comment === 'required', type: 'textarea', autocomplete: 'off' });
  }
  return fields;
}

/** 0: nothing entered where something is needed; 1: not acceptable; null: fine. An index into the texts' faults. */
export function faultIn(field: Pick<Field, 'name' | 'required'>, value: string): 0 | 1 | null {
  const trimmed = value.trim();
  if (!trimmed) return field.required ? 0 : null;
  return rules[field.name]?.(trimmed) ?? true ? null : 1;
}
