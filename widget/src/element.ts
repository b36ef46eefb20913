// <online-terminplaner>: hands what happens to the element in the page to its session.
import { ATTRIBUTES, type Draft, type Placed } from './contract';
import { Session } from './session';

/** The element class, bound to the server of the script. */
export function elementFor(ownServer: string | null, present: Set<Placed>): CustomElementConstructor {
  return class extends HTMLElement implements Placed {
    placedBy?: string;
    #session: Session | null = null;
    readonly #draft: Draft = {};
    readonly #changed = new Set<string>();

    static get observedAttributes(): readonly string[] {
      return ATTRIBUTES;
    }

    /** Those on the page, in whatever tree. */
    static get present(): Set<Placed> {
      return present;
    }

    connectedCallback(): void {
      present.add(this);
      // An element that stood there before the script is told its attributes first, as if they had changed.
      if (!this.#session) this.#changed.clear();
      this.#connect();
    }

    disconnectedCallback(): void {
      // An element that is moved is back before this runs.
      queueMicrotask(() => {
        if (this.isConnected) return;
        present.delete(this);
        this.#session?.disconnect();
      });
    }

    attributeChangedCallback(name: string, before: string | null, now: string | null): void {
      if (before === now || !this.isConnected) return;
      // Frameworks set one attribute after the other.
      if (!this.#changed.size) queueMicrotask(() => this.#apply());
      this.#changed.add(name);
    }

    get base(): string | null {
      const server = this.getAttribute('server');
      return server ? new URL(server.replace(/\/*$/, '/'), document.baseURI).href : ownServer;
    }

    get isUsed(): boolean {
      return !!this.#session?.isUsed;
    }

    open(): void {
      this.#session?.open();
    }

    #apply(): void {
      const names = [...this.#changed];
      this.#changed.clear();
      if (this.#session) this.#session.change(names);
      else if (this.isConnected) this.#connect();
    }

    #connect(): void {
      const { base } = this;
      // What stands in the element remains: the link to the booking page.
      if (!base) return console.error('Terminplaner: set the attribute server');
      this.#session ??= new Session(this, base, this.#draft, () => {
        this.#session = null;
        if (this.isConnected) this.#connect();
      });
      this.#session.connect();
    }
  };
}
