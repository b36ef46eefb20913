// The steps of a booking: service, time, data, done. One step is shown at a time; a step the visitor may return to is
// kept with its state.
import type { Api, Problem, Service, Slot } from './api';
import { watchChanges } from './changes';
import type { Context } from './context';
import type { Draft, Form, Order } from './contract';
import { focusOn, type Builder } from './dom';
import { loadBooking, loadTexts } from './files';
import { nextFree, slotsOf } from './grid-layout';
import type { Choice } from './head';
import { trouble } from './notice';
import { serviceList } from './services';
import { languageOf, shopLanguage, wantedLanguage, type BookingTexts } from './texts';
import { skeleton, Week } from './week';

/** What the planner needs from its element. */
export interface Surroundings {
  h: Builder;
  api: Api;
  /** The server of the script, and so of its second file. */
  server: string;
  signal: AbortSignal;
  root: ShadowRoot;
  stage: HTMLElement;
  draft: Draft;
  options: { service: string | null; resource: string | null; lang: string | null };
  columns(): number;
  say: Context['say'];
  emit: Context['emit'];
  /** Called once the shop is loaded: sets accent and language. */
  known(context: Context): void;
}

export class Planner {
  #loading: Promise<Context> | null = null;
  #context!: Context;
  #week: Week | null = null;
  #form: Form | null = null;
  #isReady = false;
  /** Number of times chosen: while the form is loading, only the last one counts. */
  #presses = 0;

  constructor(readonly around: Surroundings) {}

  /** Loads the shop once; again after a failure. */
  load(): Promise<Context> {
    return (this.#loading ??= this.#ask().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    }));
  }

  /** Shows the first step. */
  async begin(): Promise<void> {
    const { h, stage, signal, emit, api } = this.around;
    const t = languageOf(this.#wanted ?? 'de').start;
    stage.classList.add('held');
    stage.replaceChildren(skeleton(h));
    try {
      this.#context = await this.load();
    } catch (error) {
      if (signal.aborted) return;
      emit('error', { code: (error as Problem).code });
      stage.classList.remove('held');
      stage.replaceChildren(trouble({ h, t, base: api.base, phone: null }, t.unreachable, () => void this.begin()));
      return;
    }
    if (signal.aborted) return;
    this.#first();
  }

  /** Called when the width has changed. */
  resize(): void {
    if (this.#week?.node.isConnected) this.#week.resize();
  }

  get #wanted(): string | null {
    return wantedLanguage(this.around.options.lang, document.documentElement.lang);
  }

  async #ask(): Promise<Context> {
    const { h, api, server, signal, say, emit, known } = this.around;
    const wanted = this.#wanted;
    // The texts are on their way while the shop is asked, which nearly always offers the language.
    const [shop] = await Promise.all([api.shop(wanted, signal), wanted && loadTexts(server, wanted)]);
    const lang = shopLanguage(wanted, shop);
    const t = await loadTexts(server, lang);
    const context: Context = { h, t, lang, api, signal, shop, say, emit };
    known(context);
    return context;
  }

  #first(): void {
    const { options: { service: wanted, resource }, stage } = this.around;
    const { shop, t, h, api } = this.#context;
    const service = wanted ? shop.services.find(({ id }) => id === wanted) : shop.services.length === 1 && shop.services[0];
    if (service) return this.#open({ service, resource });
    if (!wanted && shop.services.length) {
      stage.replaceChildren(serviceList(this.#context, (chosen) => this.#chosen(chosen)));
      this.#release();
      return this.#ready();
    }
    stage.classList.remove('held');
    stage.replaceChildren(trouble({ h, t, base: api.base, phone: shop.phone }, t.noneAtAll));
  }

  #chosen(service: Service): void {
    this.#open({ service, resource: this.around.options.resource });
    this.#week!.focusHead();
  }

  #open(choice: Choice): void {
    const { options, stage, columns } = this.around;
    const held = this.#week?.node.contains(document.activeElement?.shadowRoot?.activeElement ?? null);
    this.#form = null;
    this.#week = new Week(this.#context, choice, { service: !!options.service, resource: !!options.resource }, columns, {
      pick: (slot) => void this.#enter(slot),
      change: (other) => this.#open(other),
      fresh: () => this.#fresh(),
    });
    stage.replaceChildren(this.#week.node);
    if (held) this.#week.focusHead();
    void this.#week.load(null);
  }

  /** Removes the space reserved before loading, when the shift of the page below is not visible. */
  #release(): void {
    const { stage } = this.around;
    if (stage.classList.contains('held')) {
      stage.classList.toggle('held', false);
      stage.classList.toggle('held', stage.getBoundingClientRect().bottom < innerHeight);
    }
  }

  #fresh(): void {
    this.#release();
    this.#ready();
    const form = this.#form;
    if (!form?.node.isConnected) return;
    const { page } = this.#week!;
    const slot = slotsOf(page).find(({ start }) => start === form.start());
    if (slot?.free) form.free();
    else if (slot) form.taken(nextFree(page, form.start()));
  }

  #ready(): void {
    const { emit, signal } = this.#context;
    if (this.#isReady) return;
    this.#isReady = true;
    emit('ready', {});
    // Preloaded; a failure is shown when it is needed.
    this.#loadBooking().catch(() => {});
    // Started last: the first step must not wait for the stream.
    watchChanges(this.around.api.base, (dates) => this.#week?.refresh(dates), signal);
  }

  async #enter(slot: Slot): Promise<void> {
    const { stage } = this.around;
    const week = this.#week!;
    const press = ++this.#presses;
    const isOvertaken = () => press !== this.#presses || !week.node.isConnected;
    stage.ariaBusy = 'true';
    try {
      const { createForm, texts } = await this.#loadBooking();
      if (isOvertaken()) return;
      this.#form ??= createForm(this.#order(week.choice, texts));
      this.#form.choose(slot.start);
      stage.classList.remove('held');
      stage.replaceChildren(this.#form.node);
      this.#form.focus();
    } catch {
      if (isOvertaken()) return;
      this.#context.emit('error', { code: 'unreachable' });
      week.complain(() => void this.#enter(slot));
    } finally {
      if (press === this.#presses) stage.ariaBusy = null;
    }
  }

  #loadBooking(): ReturnType<typeof loadBooking> {
    const { lang, t } = this.#context;
    return loadBooking(this.around.server, lang, t);
  }

  #order({ service, resource }: Choice, texts: BookingTexts): Order {
    const { api, root, signal, stage, draft } = this.around;
    const { lang, shop, say, emit } = this.#context;
    return {
      base: api.base, lang, texts, shop, service, resource, draft, root, signal, say, emit,
      back: () => this.#back(),
      done(node) {
        stage.replaceChildren(node);
        focusOn(node.querySelector<HTMLElement>('h2'));
      },
      again: () => this.#again(),
    };
  }

  #back(): void {
    const { stage } = this.around;
    stage.replaceChildren(this.#week!.node);
    this.#week!.resize();
    this.#week!.focus(this.#form?.start());
  }

  #again(): void {
    this.#form = null;
    this.#first();
    focusOn(this.around.stage.querySelector<HTMLElement>('h2'));
  }
}
