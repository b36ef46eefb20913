// The form's fields and the server's rules for them, so that most errors are shown before sending.
import type { Service, Shop } from '../api';

export interface Field {
  /** Also the last part of its path in the API: `customer.email`. */
  name: string;
  autocomplete: string;
  required: boolean;
}

/** Control characters, and those that change the direction of text. */
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const isName = (value: string) => [...value].length <= 100 && !UNPRINTABLE.test(value);

const rules: Record<string, (value: string) => boolean> = {
  first_name: isName,
  last_name: isName,
  email: (value) => value.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value) && !UNPRINTABLE.test(value),
  phone: (value) => /^[\d+()/. -]+$/.test(value) && /^.{5,20}$/.test(value.replace(/\D/g, '')),
  address: (value) => [...value].length <= 500,
  comment: (value) => [...value].length <= 2000,
};

/** The fields of this shop's form for a service, in order. */
export function fieldsOf(shop: Pick<Shop, 'fields' | 'privacy_url' | 'reminders' | 'mails'>, { place }: Pick<Service, 'place'> = {}): Field[] {
  const wanted: Record<string, string> = {
    ...shop.fields,
    ...(place === 'customer' || place === 'phone') && { phone: 'required' },
    address: place === 'customer' ? 'required' : 'hidden',
    privacy_accepted: shop.privacy_url ? 'required' : 'hidden',
    reminder_accepted: shop.reminders === 'ask' && shop.mails !== false ? 'optional' : 'hidden',
  };
  return ['first_name given-name', 'last_name family-name', 'email email', 'phone tel', 'address street-address', 'comment off', 'privacy_accepted off', 'reminder_accepted off']
    .map((words) => words.split(' ') as [string, string])
    .filter(([name]) => wanted[name] !== 'hidden')
    .map(([name, autocomplete]) => ({ name, autocomplete, required: wanted[name] !== 'optional' }));
}

/** Whether a start is far enough for a reminder. */
export function isReminded({ reminder_hours }: Pick<Shop, 'reminder_hours'>, start: string): boolean {
  return !reminder_hours || Date.parse(start) - reminder_hours * 3_600_000 > Date.now();
}

/** 0: required and empty; 1: invalid; null: valid. */
export function faultIn({ name, required }: Pick<Field, 'name' | 'required'>, value: string): 0 | 1 | null {
  const trimmed = value.trim();
  if (!trimmed) return required ? 0 : null;
  return rules[name]?.(trimmed) ?? true ? null : 1;
}
