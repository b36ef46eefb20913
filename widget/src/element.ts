// <online-terminplaner>: starts and stops with the page, and restarts when one of its attributes changes.
import { Api } from './api';
import type { Draft } from './contract';
import { builder } from './dom';
import { columnsFor } from './grid-layout';
import { Planner } from './planner';
import { buttonShell, inlineShell, type Shell } from './shell';
import styleText from './styles.css';
import { languageOf, wantedLanguage } from './texts';
import { followPage } from './theme';

export const ATTRIBUTES = ['service', 'resource', 'lang', 'days', 'mode', 'accent'];

const sheet = new CSSStyleSheet();
sheet.replaceSync(styleText);

/** Maximum days per page of the API. */
const MAX_DAYS = 31;

/** The element class, bound to the server of the script. */
export function elementFor(defaultServer: string): CustomElementConstructor {
  return class OnlineTerminplaner extends HTMLElement {
    static readonly observedAttributes = ATTRIBUTES;

    /** The server to book at; a script from another server sets it on the elements it inserts. */
    server = defaultServer;
    #running: AbortController | null = null;
    #paint: (() => void) | null = null;
    #shopAccent: string | null = null;
    readonly #draft: Draft = {};

    connectedCallback(): void {
      this.#start();
    }

    disconnectedCallback(): void {
      this.#running?.abort();
      this.#running = null;
    }

    attributeChangedCallback(name: string, before: string | null, now: string | null): void {
      if (!this.#running || before === now) return;
      if (name === 'accent') this.#paint?.();
      else this.#start();
    }

    #start(): void {
      this.#running?.abort();
      const { signal } = (this.#running = new AbortController());
      const h = builder(signal);
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      const isButton = this.getAttribute('mode') === 'button';
      let begun = false;
      const shell = isButton
        ? buttonShell(h, () => {
            if (!begun) void planner.begin();
            begun = true;
          })
        : inlineShell(h);
      root.adoptedStyleSheets = [sheet];
      root.replaceChildren(shell.frame);
      const guess = wantedLanguage(this.lang, document.documentElement.lang) ?? 'de';
      shell.label(languageOf(guess).start, guess);
      this.#paint = followPage(this, shell.frame, () => this.#shopAccent, signal);
      const planner = this.#planner(shell, signal);

      // Also called at once, before anything is shown that depends on the number of columns.
      const observer = new ResizeObserver(() => planner.resize());
      observer.observe(shell.stage);
      signal.addEventListener('abort', () => observer.disconnect());
      // The button needs the shop's language and colour; on failure, opening it tries again.
      if (isButton) planner.load().catch(() => {});
      else void planner.begin();
    }

    #planner(shell: Shell, signal: AbortSignal): Planner {
      const option = (name: string) => this.getAttribute(name)?.trim() || null;
      return new Planner({
        h: builder(signal),
        api: new Api(this.server),
        server: defaultServer,
        root: this.shadowRoot!,
        signal,
        stage: shell.stage,
        draft: this.#draft,
        options: { service: option('service'), resource: option('resource'), lang: option('lang') },
        columns: () => columnsIn(shell.stage, Number(option('days')) || 7),
        say: shell.say,
        emit: (event, detail) => {
          this.dispatchEvent(new CustomEvent(`terminplaner:${event}`, { detail, bubbles: true, composed: true }));
        },
        known: ({ t, lang, shop }) => {
          shell.label(t, lang);
          this.#shopAccent = shop.accent;
          this.#paint?.();
        },
      });
    }
  };
}

function columnsIn(stage: HTMLElement, wanted: number): number {
  const width = stage.clientWidth / parseFloat(getComputedStyle(stage).fontSize);
  const days = Math.min(MAX_DAYS, Math.max(1, Math.round(wanted)));
  // The width is unknown while the page does not show the element; this is called again when it does.
  return width ? columnsFor(width, days) : Math.min(days, 7);
}
