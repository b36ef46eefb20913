// What one element shows, from its first connection to the page on: the same steps, input and open requests through removal,
// re-insertion and changed attributes. Only another server begins anew.
import { Api } from './api';
import type { BookingFile, Dialog, Draft } from './contract';
import { builder, type Builder } from './dom';
import { loadSecond } from './files';
import { columnsFor } from './grid-layout';
import { Planner } from './planner';
import styleText from './styles.css';
import { languageOf, startOf, wantedLanguage, type StartTexts, type Texts } from './texts';
import { paintFor } from './theme';

/** Maximum days per page of the API. */
const MAX_DAYS = 31;

let sheet: CSSStyleSheet | undefined;

export class Session {
  readonly #ended = new AbortController();
  readonly #h: Builder;
  /** What every frame holds: it stays the same when the mode changes. */
  readonly #stage: HTMLElement;
  readonly #region: HTMLElement;
  readonly #help: HTMLElement;
  readonly #planner: Planner;
  readonly #root: ShadowRoot;
  #frame!: HTMLElement;
  #t: (StartTexts & Partial<Texts>) | undefined;
  #dialog: Dialog | null = null;
  /** Aborts when the element leaves the page; null while it is not there. */
  #present: AbortController | null = null;
  #isBegun = false;
  #refocus: (() => void) | undefined;
  #enriched: AbortSignal | null = null;
  #untold: Event[] = [];
  /** Attributes that changed while nothing may be taken from the visitor. */
  readonly #late = new Set<string>();
  #paint = (): boolean => false;
  #accent: string | null = null;

  /**
   * @param host the element
   * @param server where it books, and has its other files from: copies of the script may lie anywhere
   */
  constructor(readonly host: HTMLElement, readonly server: string, readonly draft: Draft, readonly renew: () => void) {
    const { signal } = this.#ended;
    this.#h = builder(signal);
    this.#stage = this.#h('div', { class: 'stage' });
    this.#region = this.#h('div', { class: 'vh', 'aria-live': 'polite' });
    // How to reach the shop, below every step; filled by the second file.
    this.#help = this.#h('p', { class: 'help' });
    this.#root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(styleText);
    this.#root.adoptedStyleSheets = [sheet];
    this.#planner = this.#plan();
    this.#dress();
    // Also called at once, before anything is shown that depends on the number of columns.
    const observer = new ResizeObserver(() => this.#planner.resize());
    observer.observe(this.#stage);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** The element came to the page, for the first time or again. */
  connect(): void {
    const wasAway = this.#isBegun && !this.#present;
    if (!this.#present) {
      this.#present = new AbortController();
      this.#planner.watch(this.#present.signal, wasAway);
    }
    // First of all the question is sent; it may stand on other colours now.
    this.#start(this.#present.signal);
    this.#paint();
    if (this.#dialog?.node.open) this.#dialog.show();
    this.#refocus?.();
    for (const event of this.#untold.splice(0)) this.host.dispatchEvent(event);
  }

  #start(presence: AbortSignal): void {
    if (!this.#isDialog) this.#begin();
    // A dialog's button needs the shop's language and colour; on failure, opening it tries again.
    else this.#planner.load().then(() => loadSecond(this.server)).then((file) => this.#enrich(file, presence)).catch(() => this.#label());
  }

  get #lang(): string {
    return wantedLanguage(this.host.lang, document.documentElement.lang) ?? 'de';
  }

  /** What the second file adds, once it is there, each time the element comes to the page. */
  #enrich({ guard, keepFocus, watchColors }: BookingFile, presence: AbortSignal): void {
    if (presence.aborted || this.#enriched === presence) return;
    this.#enriched = presence;
    guard?.(this.#root, presence);
    this.#refocus = keepFocus?.(this.#root, presence);
    watchColors?.(this.host, () => this.#paint(), presence);
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
    if (names.delete('mode')) {
      this.#dress();
      if (!this.#isDialog) this.#begin();
    }
    this.#paint();
    if (names.delete('days')) this.#planner.resize();
    names.delete('accent');
    if (names.size) this.#planner.adapt();
    return names.size > 0;
  }

  /** Opens the dialog, whose code comes with the second file. */
  async open(): Promise<void> {
    if (!this.#isDialog) return this.#frame.scrollIntoView();
    const { createDialog } = await loadSecond(this.server).catch(() => ({ createDialog: null }));
    // Without it the button is the way to the booking page.
    if (!createDialog) return location.assign(this.server);
    if (!this.#dialog) this.#frame.append((this.#dialog = createDialog(this.#h, this.#root, this.#nodes)).node);
    this.#label();
    this.#dialog.show();
    this.#begin();
  }

  /** Whether the visitor has opened, chosen or typed anything. */
  get isUsed(): boolean {
    return this.#planner.isUsed() || !!this.#root.activeElement;
  }

  get #isDialog(): boolean {
    return this.#mode === 'button' || this.#mode === 'dialog';
  }

  get #mode(): string | null {
    return this.host.getAttribute('mode');
  }

  get #nodes(): Node[] {
    return [this.#region, this.#stage, this.#help];
  }

  #option(name: string): string | null {
    return this.host.getAttribute(name)?.trim() || null;
  }

  #begin(): void {
    if (!this.#isBegun) void this.#planner.begin();
    this.#isBegun = true;
  }

  /** Builds the frame that the mode wants around what is shown. */
  #dress(): void {
    this.#dialog = null;
    const frame = this.#frame = this.#h('div', { class: this.#isDialog ? 'planner' : 'planner inline', dir: 'ltr' });
    if (this.#mode === 'button') frame.append(this.#h('button', { class: 'main opener', 'aria-haspopup': 'dialog', click: () => void this.open() }));
    if (!this.#isDialog) frame.append(...this.#nodes);
    this.#root.replaceChildren(frame);
    this.#paint = paintFor(this.host, frame, () => this.#accent);
    // Where the first file lacks the language, the button says nothing rather than something foreign for a moment.
    if (languageOf(this.#lang).start) this.#label(startOf(this.#lang), this.#lang);
    this.#planner.introduce();
  }

  /** Sets what depends on the language, which is known only once the shop is loaded. */
  #label(t: StartTexts & Partial<Texts> = this.#t ?? startOf(this.#lang), lang = this.#frame.lang): void {
    this.#t = t;
    Object.assign(this.#frame, { lang, dir: t.dir });
    const opener = this.#frame.querySelector('.opener');
    if (opener) opener.textContent = t.open;
    this.#dialog?.label(t);
  }

  #plan(): Planner {
    const stage = this.#stage;
    return new Planner({
      h: this.#h,
      api: new Api(this.server),
      root: this.#root,
      signal: this.#ended.signal,
      stage,
      draft: this.draft,
      option: (name) => this.#option(name),
      columns: () => columnsIn(stage, Number(this.#option('days')) || 7),
      // A new node each time, so that a repeated sentence is announced again.
      say: (text) => this.#region.replaceChildren(this.#h('p', null, text)),
      emit: (name, detail) => {
        const event = new CustomEvent(`terminplaner:${name}`, { detail, bubbles: true, composed: true });
        if (this.#present) this.host.dispatchEvent(event);
        else this.#untold.push(event);
      },
      known: ({ t, lang, shop }) => {
        this.#label(t, lang);
        this.#accent = shop.accent;
        this.#paint();
      },
      enriched: (file, presence) => this.#enrich(file, presence),
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
