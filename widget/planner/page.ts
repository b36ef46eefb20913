// The only place where a text is parsed as HTML. Trusted Types prevents all others, so that user input cannot become
// markup. The input must be a complete page from this server, or a part of one.

interface Policy { createHTML(html: string): string }
interface TrustedTypes { createPolicy(name: string, rules: Policy): Policy }

/** The scripts of a page share one policy: the page's rules allow no second one of that name. */
const SHARED = Symbol.for('planner-page');

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const shared = globalThis as { [SHARED]?: Policy };

/** Parses a page of this server: inert, its scripts do not run and nothing is loaded. */
export function parsePage(html: string): Document {
  const policy = (shared[SHARED] ??= trustedTypes?.createPolicy('planner-page', { createHTML: (text) => text }));
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
}
