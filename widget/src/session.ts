// What one element shows, from its first connection to the page on: the same steps, input and open requests through removal,
// re-insertion and changed attributes. Only another server begins anew.
import { Api } from './api';
import type { Draft } from './contract';
import { builder, type Builder } from './dom';
import { columnsFor } from './grid-layout';
import { Planner } from './planner';
import { buttonShell, inlineShell, inner, type Shell } from './shell';
import styleText from './styles.css';
import { languageOf, wantedLanguage } from './texts';
import { followPage } from './theme';

/** Attributes that give the form's fields their first values, by the field's name. */
export const PREFILLED = ['first_name', 'last_name', 'email', 'phone'];

/** Maximum days per page of the API. */
const MAX_DAYS = 31;

let sheet: CSSStyleSheet | undefined;

export class Session {
  readonly #ended = new AbortController();
  readonly #h: Builder;
  readonly #inner: ReturnType<typeof inner>;
  readonly #planner: Planner;
  readonly #root: ShadowRoot;
  #shell!: Shell;
  /** Aborts when the element leaves the page; null while it is not there. */
  #present: AbortController | null = null;
  #isBegun = false;
  #focused: HTMLElement | null = null;
  #untold: Event[] = [];
  /** Attributes that changed while nothing may be taken from the visitor. */
  readonly #late = new Set<string>();
  /** Values of the page, as last put into the draft. */
  readonly #given: Draft = {};
  #paint = (): void => {};
  #accent: string | null = null;

  /**
   * @param host the element
   * @param server where it books
   * @param files where the script came from, and so its other files
   */
  constructor(readonly host: HTMLElement, readonly server: string, files: string, readonly draft: Draft, readonly renew: () => void) {
    const { signal } = this.#ended;
    this.#h = builder(signal);
    this.#inner = inner(this.#h);
    this.#root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(styleText);
    this.#root.adoptedStyleSheets = [sheet];
    this.#planner = this.#plan(files);
    this.#prefill();
    this.#dress();
    // Also called at once, before anything is shown that depends on the number of columns.
    const observer = new ResizeObserver(() => this.#planner.resize());
    observer.observe(this.#inner.stage);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** The element came to the page, for the first time or again. */
  connect(): void {
    const wasAway = this.#isBegun && !this.#present;
    if (!this.#present) {
      this.#present = new AbortController();
      this.#follow();
      this.#planner.watch(this.#present.signal, wasAway);
    }
    // It may stand on other colours now.
    this.#paint();
    this.#shell.moved();
    if (!this.#root.activeElement && document.activeElement === document.body) this.#focused?.focus({ preventScroll: true });
    for (const event of this.#untold.splice(0)) this.host.dispatchEvent(event);
    // The button needs the shop's language and colour; on failure, opening it tries again.
    if (this.#isButton) this.#planner.load().catch(() => {});
    else this.#begin();
  }

  /** The element left the page: it neither listens nor asks, but what was sent goes on. */
  disconnect(): void {
    this.#present?.abort();
    this.#present = null;
  }

  /** Attributes have changed. */
  change(names: Iterable<string>): void {
    for (const name of names) this.#late.add(name);
    if (!this.#planner.isHeld()) this.#apply();
  }

  #apply(): boolean {
    const names = new Set(this.#late);
    this.#late.clear();
    if (names.has('server')) {
      this.disconnect();
      this.#ended.abort();
      this.renew();
      return true;
    }
    this.#prefill();
    this.#paint();
    if (names.delete('mode')) {
      this.#dress();
      this.#follow();
      if (!this.#isButton) this.#begin();
    }
    if (names.delete('days')) this.#planner.resize();
    names.delete('accent');
    if (names.size) void this.#planner.adapt();
    return names.size > 0;
  }

  get #isButton(): boolean {
    return this.host.getAttribute('mode') === 'button';
  }

  #option(name: string): string | null {
    return this.host.getAttribute(name)?.trim() || null;
  }

  #begin(): void {
    if (!this.#isBegun) void this.#planner.begin();
    this.#isBegun = true;
  }

  /** The values that the page knows stand in the form's fields, until the visitor types others. */
  #prefill(): void {
    for (const name of PREFILLED) {
      const value = this.#option(name.replace('_', '-')) ?? '';
      if ((this.draft[name] ?? '') === (this.#given[name] ?? '')) this.draft[name] = value;
      this.#given[name] = value;
    }
  }

  /** Builds the frame that the mode wants around what is shown. */
  #dress(): void {
    const shell = this.#shell = this.#isButton ? buttonShell(this.#h, this.#inner, () => this.#begin()) : inlineShell(this.#h, this.#inner);
    const { frame } = shell;
    frame.addEventListener('focusin', ({ target }) => (this.#focused = target as HTMLElement));
    // When the element is moved, some browsers tell that the focus is gone before it is there again.
    frame.addEventListener('focusout', () => queueMicrotask(() => {
      if (this.#root.activeElement !== this.#focused) this.#focused = null;
    }));
    this.#root.replaceChildren(frame);
    const lang = wantedLanguage(this.host.lang, document.documentElement.lang) ?? 'de';
    shell.label(languageOf(lang).start, lang);
    this.#planner.introduce();
  }

  #follow(): void {
    if (this.#present) this.#paint = followPage(this.host, this.#shell.frame, () => this.#accent, this.#present.signal);
  }

  #plan(files: string): Planner {
    const { stage } = this.#inner;
    return new Planner({
      h: this.#h,
      api: new Api(this.server),
      files,
      root: this.#root,
      signal: this.#ended.signal,
      stage,
      draft: this.draft,
      option: (name) => this.#option(name),
      columns: () => columnsIn(stage, Number(this.#option('days')) || 7),
      say: this.#inner.say,
      emit: (name, detail) => {
        const event = new CustomEvent(`terminplaner:${name}`, { detail, bubbles: true, composed: true });
        if (this.#present) this.host.dispatchEvent(event);
        else this.#untold.push(event);
      },
      known: ({ t, lang, shop }) => {
        this.#shell.label(t, lang);
        this.#accent = shop.accent;
        this.#paint();
      },
      left: () => this.#late.size > 0 && this.#apply(),
    });
  }
}

function columnsIn(stage: HTMLElement, wanted: number): number {
  const width = stage.clientWidth / parseFloat(getComputedStyle(stage).fontSize);
  const days = Math.min(MAX_DAYS, Math.max(1, Math.round(wanted)));
  // The width is unknown while the page does not show the element; this is called again when it does.
  return width ? columnsFor(width, days) : Math.min(days, 7);
}
