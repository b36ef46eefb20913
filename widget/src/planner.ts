// The steps of a booking: service, time, data, done. One step is shown at a time; a step the visitor may return to is
// kept with its state.
import { problemOf, type Api, type Service, type Slot } from './api';
import type { Context } from './context';
import type { BookingFile, Draft, Form, Order } from './contract';
import { focusOn, type Builder } from './dom';
import { loadBooking, loadTexts } from './files';
import { nextFree, slotsOf } from './grid-layout';
import type { Choice } from './head';
import { trouble } from './notice';
import { serviceList } from './services';
import { shopLanguage, startOf, wantedLanguage, type BookingTexts } from './texts';
import { skeleton, Week } from './week';

/** What the planner needs from its element. */
export interface Surroundings {
  h: Builder;
  api: Api;
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
  /** Called when the second file is there, each time the element comes to the page. */
  enriched(file: BookingFile, presence: AbortSignal): void;
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

  /** Shows the first step; where the visitor has gone on already, the same step by the present attributes. */
  async begin(): Promise<void> {
    const { h, stage, signal, emit, api } = this.around;
    const turn = ++this.#turns;
    const isOvertaken = () => signal.aborted || turn !== this.#turns;
    if (!this.#week) {
      stage.classList.add('held');
      stage.replaceChildren(skeleton(h));
    }
    try {
      const context = await this.load();
      if (isOvertaken()) return;
      this.#context = context;
    } catch (error) {
      if (isOvertaken()) return;
      const t = startOf(this.#wanted ?? 'de');
      const { code, status } = problemOf(error);
      emit('error', { code });
      stage.classList.remove('held');
      // Whoever answered is no server of ours, so there is no booking page either.
      const isForeign = code === 'unreadable' && status < 500;
      if (isForeign) console.error(`Terminplaner: set the attribute server; ${api.base} is none`);
      stage.replaceChildren(trouble({ h, t, base: isForeign ? null : api.base, phone: null }, t.unreachable, () => void this.begin()));
      return;
    }
    this.#first();
  }

  /** Attributes have changed. */
  adapt(): void {
    this.#loading = null;
    if (this.around.stage.firstChild) void this.begin();
    // Only the button is shown.
    else this.load().catch(() => {});
  }

  /** Whether nothing may be taken from the visitor: an answer is awaited, or tells what was booked. */
  isHeld(): boolean {
    return this.#isDone || !!this.#form?.isHeld?.();
  }

  /** Whether the visitor has chosen a time. */
  isUsed(): boolean {
    return this.#presses > 0;
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
    const { h, api, signal, say, emit, known } = this.around;
    const wanted = this.#wanted;
    // The texts are on their way while the shop is asked, which nearly always offers the language. Its refusal tells more.
    if (wanted) loadTexts(api.base, wanted).catch(() => {});
    const shop = await api.shop(wanted, signal);
    const lang = shopLanguage(wanted, shop);
    const t = await loadTexts(api.base, lang);
    const context: Context = { h, t, lang, api, signal, shop, say, emit };
    known(context);
    return context;
  }

  #first(): void {
    const { option, stage } = this.around;
    const { shop, t, h, api } = this.#context;
    const { choice, from = null } = this.#week ?? {};
    const wanted = option('service');
    const id = wanted ?? choice?.service.id;
    const service = id ? shop.services.find((one) => one.id === id) : shop.services.length === 1 && shop.services[0];
    if (service) {
      const isSame = service.id === choice?.service.id;
      const start = this.#form && stage.contains(this.#form.node) ? this.#form.start() : null;
      this.#open({ service, resource: option('resource') ?? (isSame ? choice!.resource : null) }, isSame ? from : null);
      if (start && isSame) void this.#enter({ start });
      return;
    }
    if (!wanted && shop.services.length) {
      stage.replaceChildren(serviceList(this.#context, (chosen) => this.#chosen(chosen)));
      this.#release();
      return this.#ready();
    }
    stage.classList.remove('held');
    stage.replaceChildren(trouble({ h, t, base: api.base, phone: shop.phone }, t.noneAtAll));
  }

  #chosen(service: Service): void {
    this.#context.emit('service', { service: service.id });
    this.#open({ service, resource: this.around.option('resource') });
    this.#week!.focusHead();
  }

  /** Shows the times of a choice; from `from` on, null: today. */
  #open(choice: Choice, from: string | null = null): void {
    const { option, stage, columns } = this.around;
    const held = this.#week?.node.contains(document.activeElement?.shadowRoot?.activeElement ?? null);
    this.#form = null;
    this.#week = new Week(this.#context, choice, { service: !!option('service'), resource: !!option('resource') }, columns, {
      pick: (slot) => void this.#enter(slot),
      change: (other) => this.#open(other),
      fresh: () => this.#fresh(),
    });
    stage.replaceChildren(this.#week.node);
    if (held) this.#week.focusHead();
    void this.#week.load(from);
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
      const file = await this.#loadBooking();
      if (presence.aborted) return;
      file.watchChanges?.(this.around.api.base, (dates) => this.#week?.refresh(dates), presence);
      this.around.enriched(file, presence);
    } catch {
      // A visitor who needs the file is told; until then only its tries go on.
      setTimeout(() => void (presence.aborted || this.#live(presence)), LIVE_RETRY_MS);
    }
  }

  async #enter(slot: Pick<Slot, 'start'>): Promise<void> {
    const { stage } = this.around;
    const week = this.#week!;
    const press = ++this.#presses;
    this.#context.emit('time', { service: week.choice.service.id, start: slot.start });
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
    } catch (error) {
      if (isOvertaken()) return;
      this.#context.emit('error', { code: problemOf(error).code });
      week.complain(() => void this.#enter(slot));
    } finally {
      if (press === this.#presses) stage.ariaBusy = null;
    }
  }

  #loadBooking(): ReturnType<typeof loadBooking> {
    const { lang, t } = this.#context;
    return loadBooking(this.around.api.base, lang, t);
  }

  #order({ service, resource }: Choice, texts: BookingTexts): Order {
    const { api, root, signal, stage, draft, option } = this.around;
    const { lang, shop, say, emit } = this.#context;
    return {
      base: api.base, lang, texts, shop, service, resource, draft, option, root, signal, say, emit,
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
    this.#form = this.#week = null;
    this.#isDone = false;
    if (this.around.left()) return;
    this.#first();
    focusOn(this.around.stage.querySelector<HTMLElement>('h2'));
  }
}
