// The one place where a text becomes a document. Under Trusted Types nothing else can, so that no text of a stranger's ever
// becomes markup by accident. What comes here is a whole page that our own server has just answered.

interface Policy { createHTML(html: string): string }
interface TrustedTypes { createPolicy(name: string, rules: Policy): Policy }

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
let policy: Policy | undefined;

/** A page of ours as a document: inert, its scripts do not run and nothing in it is loaded. */
export function parsePage(html: string): Document {
  policy ??= trustedTypes?.createPolicy('planner-page', { createHTML: (text) => text });
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
}
