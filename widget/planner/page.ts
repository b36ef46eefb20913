// The only place where a text is parsed as HTML. Trusted Types prevents all others, so that user input cannot become
// markup. The input must be a complete page from this server.

interface Policy { createHTML(html: string): string }
interface TrustedTypes { createPolicy(name: string, rules: Policy): Policy }

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
let policy: Policy | undefined;

/** Parses a page of this server: inert, its scripts do not run and nothing is loaded. */
export function parsePage(html: string): Document {
  policy ??= trustedTypes?.createPolicy('planner-page', { createHTML: (text) => text });
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
}
