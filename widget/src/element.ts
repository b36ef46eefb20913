// <online-terminplaner>: hands what happens to the element in the page to its session.
import type { Draft } from './contract';
import { PREFILLED, Session } from './session';

export const ATTRIBUTES = [
  'service', 'resource', 'lang', 'days', 'mode', 'accent', 'view', 'server', ...PREFILLED.map((name) => name.replace('_', '-')),
];

/** The element class, bound to the server of the script. */
export function elementFor(ownServer: string): CustomElementConstructor {
  return class OnlineTerminplaner extends HTMLElement {
    static readonly observedAttributes = ATTRIBUTES;

    #session: Session | null = null;
    readonly #draft: Draft = {};
    readonly #changed = new Set<string>();

    connectedCallback(): void {
      this.#session ??= this.#begin();
      this.#session.connect();
    }

    disconnectedCallback(): void {
      // An element that is moved is back before this runs.
      queueMicrotask(() => {
        if (!this.isConnected) this.#session?.disconnect();
      });
    }

    attributeChangedCallback(name: string, before: string | null, now: string | null): void {
      if (!this.#session || before === now) return;
      // Frameworks set one attribute after the other.
      if (!this.#changed.size) queueMicrotask(() => this.#apply());
      this.#changed.add(name);
    }

    #apply(): void {
      const names = [...this.#changed];
      this.#changed.clear();
      this.#session?.change(names);
    }

    /** The server to book at, with a slash at its end. */
    get base(): string {
      const server = this.getAttribute('server');
      return server ? new URL(server.replace(/\/*$/, '/'), document.baseURI).href : ownServer;
    }

    #begin(): Session {
      return new Session(this, this.base, ownServer, this.#draft, () => {
        this.#session = this.#begin();
        if (this.isConnected) this.#session.connect();
      });
    }
  };
}
