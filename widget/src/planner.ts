// The steps of a booking: service, time, data, done. One step is shown at a time; a step the visitor may return to is
// kept with its state.
import type { Api, Problem, Service, Slot } from './api';
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
  /** The server of the script, and so of its other files. */
  files: string;
  /** Aborts when the element books elsewhere; not when it leaves the page. */
  signal: AbortSignal;
  root: ShadowRoot;
  stage: HTMLElement;
  draft: Draft;
  /** An attribute's present value; null where it is empty. */
  option(name: string): string | null;
  columns(): number;
  say: Context['say'];
  emit: Context['emit'];
  /** Called once the shop is loaded: sets accent and language. */
  known(context: Context): void;
  /** Called when the visitor leaves what was held for them: whether changed attributes show something else now. */
  left(): boolean;
}

/** Until the next try, where the file that tells of changes cannot be had. */
const LIVE_RETRY_MS = 20_000;

export class Planner {
  #loading: Promise<Context> | null = null;
  #context!: Context;
  #week: Week | null = null;
  #form: Form | null = null;
  #isReady = false;
  #isDone = false;
  /** Aborts when the element leaves the page. */
  #presence: AbortSignal | null = null;
  /** Number of times the planner was begun or adapted: only the last one counts. */
  #turns = 0;
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
    const { h, stage } = this.around;
    stage.classList.add('held');
    stage.replaceChildren(skeleton(h));
    if (await this.#know(() => this.begin())) this.#first();
  }

  /** Whether nothing may be taken from the visitor: an answer is awaited, or tells what was booked. */
  isHeld(): boolean {
    return this.#isDone || !!this.#form?.isHeld?.();
  }

  /** Attributes have changed: shows the same step by them, with the same time. */
  async adapt(): Promise<void> {
    const shown = this.#week?.choice;
    const start = this.#form && this.around.stage.contains(this.#form.node) ? this.#form.start() : null;
    const from = this.#week?.from ?? null;
    this.#loading = null;
    if (!this.around.stage.firstChild || !(await this.#know(() => this.adapt()))) return;
    const { services } = this.#context.shop;
    const wanted = this.around.option('service') ?? shown?.service.id;
    const service = services.find(({ id }) => id === wanted);
    if (!shown || !service) return this.#first();
    const isSame = service.id === shown.service.id;
    const choice = { service, resource: this.around.option('resource') ?? (isSame ? shown.resource : null) };
    const opened = this.#open(choice, isSame ? from : null);
    if (start && isSame && choice.resource === shown.resource) await this.#enter({ start });
    else await opened;
  }

  /** Loads what is not known yet; on failure says so, and is false. */
  async #know(retry: () => Promise<void>): Promise<boolean> {
    const { h, stage, signal, emit, api } = this.around;
    const turn = ++this.#turns;
    const isOvertaken = () => signal.aborted || turn !== this.#turns;
    try {
      const context = await this.load();
      if (isOvertaken()) return false;
      this.#context = context;
      return true;
    } catch (error) {
      if (isOvertaken()) return false;
      const t = languageOf(this.#wanted ?? 'de').start;
      emit('error', { code: (error as Problem).code });
      stage.classList.remove('held');
      stage.replaceChildren(trouble({ h, t, base: api.base, phone: null }, t.unreachable, () => void retry()));
      return false;
    }
  }

  /** The element is on the page until `signal` aborts; after some time elsewhere, what is shown may be old. */
  watch(signal: AbortSignal, wasAway: boolean): void {
    this.#presence = signal;
    if (wasAway) this.#week?.refresh(null);
    if (this.#isReady) void this.#live(signal);
  }

  /** Labels a frame that was built after the shop was known. */
  introduce(): void {
    if (this.#context) this.around.known(this.#context);
  }

  /** Called when the width has changed. */
  resize(): void {
    if (this.#week?.node.isConnected) this.#week.resize();
  }

  get #wanted(): string | null {
    return wantedLanguage(this.around.option('lang'), document.documentElement.lang);
  }

  async #ask(): Promise<Context> {
    const { h, api, files, signal, say, emit, known } = this.around;
    const wanted = this.#wanted;
    // The texts are on their way while the shop is asked, which nearly always offers the language.
    const [shop] = await Promise.all([api.shop(wanted, signal), wanted && loadTexts(files, wanted)]);
    const lang = shopLanguage(wanted, shop);
    const t = await loadTexts(files, lang);
    const context: Context = { h, t, lang, api, signal, shop, say, emit };
    known(context);
    return context;
  }

  #first(): void {
    const { option, stage } = this.around;
    const { shop, t, h, api } = this.#context;
    const wanted = option('service');
    const service = wanted ? shop.services.find(({ id }) => id === wanted) : shop.services.length === 1 && shop.services[0];
    if (service) return void this.#open({ service, resource: option('resource') });
    if (!wanted && shop.services.length) {
      stage.replaceChildren(serviceList(this.#context, (chosen) => this.#chosen(chosen)));
      this.#release();
      return this.#ready();
    }
    stage.classList.remove('held');
    stage.replaceChildren(trouble({ h, t, base: api.base, phone: shop.phone }, t.noneAtAll));
  }

  #chosen(service: Service): void {
    void this.#open({ service, resource: this.around.option('resource') });
    this.#week!.focusHead();
  }

  /** Shows the times of a choice; from `from` on, null: today. */
  #open(choice: Choice, from: string | null = null): Promise<void> {
    const { option, stage, columns } = this.around;
    const held = this.#week?.node.contains(document.activeElement?.shadowRoot?.activeElement ?? null);
    this.#form = null;
    this.#week = new Week(this.#context, choice, { service: !!option('service'), resource: !!option('resource') }, columns, {
      pick: (slot) => void this.#enter(slot),
      change: (other) => void this.#open(other),
      fresh: () => this.#fresh(),
    });
    stage.replaceChildren(this.#week.node);
    if (held) this.#week.focusHead();
    return this.#week.load(from);
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
    if (this.#isReady) return;
    this.#isReady = true;
    this.#context.emit('ready', {});
    // Started last: the first step must not wait for the stream.
    if (this.#presence) void this.#live(this.#presence);
  }

  /** Keeps what is shown up to date while the element is on the page. */
  async #live(presence: AbortSignal): Promise<void> {
    try {
      const { watchChanges } = await this.#loadBooking();
      if (!presence.aborted) watchChanges?.(this.around.api.base, (dates) => this.#week?.refresh(dates), presence);
    } catch {
      // A visitor who needs the file is told; until then only its tries go on.
      setTimeout(() => void (presence.aborted || this.#live(presence)), LIVE_RETRY_MS);
    }
  }

  async #enter(slot: Pick<Slot, 'start'>): Promise<void> {
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
    return loadBooking(this.around.files, lang, t);
  }

  #order({ service, resource }: Choice, texts: BookingTexts): Order {
    const { api, root, signal, stage, draft } = this.around;
    const { lang, shop, say, emit } = this.#context;
    return {
      base: api.base, lang, texts, shop, service, resource, draft, root, signal, say, emit,
      back: () => this.#back(),
      done: (node) => {
        this.#isDone = true;
        stage.replaceChildren(node);
        focusOn(node.querySelector<HTMLElement>('h2'));
      },
      again: () => this.#again(),
    };
  }

  #back(): void {
    const { stage, left } = this.around;
    stage.replaceChildren(this.#week!.node);
    this.#week!.resize();
    this.#week!.focus(this.#form?.start());
    if (!this.isHeld()) left();
  }

  #again(): void {
    this.#form = null;
    this.#isDone = false;
    if (this.around.left()) return;
    this.#first();
    focusOn(this.around.stage.querySelector<HTMLElement>('h2'));
  }
}
