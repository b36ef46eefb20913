// The form's fields, and the server's rules for their values, so that most faults show before anything is sent.
import type { Shop } from '../api';

export interface Field {
  /** Also the last part of the server's name for it: `customer.email`. */
  name: string;
  autocomplete: string;
  required: boolean;
}

/** No control characters, nor those that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const isName = (value: string) => [...value].length <= 100 && !UNPRINTABLE.test(value);

const rules: Record<string, (value: string) => boolean> = {
  first_name: isName,
  last_name: isName,
  email: (value) => value.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value) && !UNPRINTABLE.test(value),
  phone: (value) => /^[\d+()/. -]+$/.test(value) && /^.{5,20}$/.test(value.replace(/\D/g, '')),
  comment: (value) => [...value].length <= 2000,
};

/** The fields this shop asks for, in their order. */
export function fieldsOf(shop: Pick<Shop, 'fields' | 'privacy_url'>): Field[] {
  const wanted: Record<string, string> = { ...shop.fields, privacy_accepted: shop.privacy_url ? 'required' : 'hidden' };
  return ['first_name given-name', 'last_name family-name', 'email email', 'phone tel', 'comment off', 'privacy_accepted off']
    .map((words) => words.split(' ') as [string, string])
    .filter(([name]) => wanted[name] !== 'hidden')
    .map(([name, autocomplete]) => ({ name, autocomplete, required: wanted[name] !== 'optional' }));
}

/** 0: nothing entered where something is needed; 1: not acceptable; null: fine. */
export function faultIn({ name, required }: Pick<Field, 'name' | 'required'>, value: string): 0 | 1 | null {
  const trimmed = value.trim();
  if (!trimmed) return required ? 0 : null;
  return rules[name]?.(trimmed) ?? true ? null : 1;
}
