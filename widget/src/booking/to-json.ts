// Objects as JSON, whatever `toJSON` a page's library has given to all of them: Prototype's makes other texts of them.

export type Value = string | number | boolean | null | undefined | { [name: string]: Value };

/** Texts and numbers are never asked for `toJSON`. */
export function toJson(value: Value): string {
  if (!value || typeof value !== 'object') return JSON.stringify(value ?? null);
  const members: string[] = [];
  for (const [name, member] of Object.entries(value)) members.push(`${JSON.stringify(name)}:${toJson(member)}`);
  return `{${members.join(',')}}`;
}
