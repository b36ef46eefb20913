// The course of one booking: service, time, data, done. One step is shown at a time; a step that may be come back
// to is kept, with everything in it.
import type { Api, Booking, Problem, Service, Slot } from './api';
import { watchChanges } from './changes';
import type { Context, Draft } from './context';
import { done } from './done';
import { focusOn, type Builder } from './dom';
import { createForm, type Form } from './form';
import { nextFree, slotsOf } from './grid-layout';
import type { Choice } from './head';
import { trouble } from './notice';
import { serviceList } from './services';
import { shopLanguage, textsIn, wantedLanguage } from './texts';
import { skeleton, Week } from './week';

/** What the planner needs of the element it runs in. */
export interface Surroundings {
  h: Builder;
  api: Api;
  signal: AbortSignal;
  stage: HTMLElement;
  draft: Draft;
  options: { service: string | null; resource: string | null; lang: string | null };
  columns(): number;
  say: Context['say'];
  emit: Context['emit'];
  /** The shop is known: its accent, and in which language it is shown. */
  known(context: Context): void;
}

export class Planner {
  #loading: Promise<Context> | null = null;
  #context!: Context;
  #week: Week | null = null;
  #form: Form | null = null;
  #isReady = false;

  constructor(readonly around: Surroundings) {}

  /** Asks for the shop, once; again after a failure. */
  load(): Promise<Context> {
    return (this.#loading ??= this.#ask().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    }));
  }

  /** Shows the first step. */
  async begin(): Promise<void> {
    const { h, stage, signal, emit, api } = this.around;
    const t = textsIn(this.#wanted ?? 'de');
    if (!this.#week) stage.replaceChildren(skeleton({ h }));
    try {
      this.#context = await this.load();
    } catch (error) {
      if (signal.aborted) return;
      emit('error', { code: (error as Problem).code });
      stage.replaceChildren(trouble({ h, t, base: api.base, phone: null }, t.$unreachable, () => void this.begin()));
      return;
    }
    if (signal.aborted) return;
    this.#first();
  }

  /** The width changed. */
  resize(): void {
    if (this.#week?.node.isConnected) this.#week.resize();
  }

  get #wanted(): string | null {
    return wantedLanguage(this.around.options.lang, document.documentElement.lang);
  }

  async #ask(): Promise<Context> {
    const { h, api, signal, say, emit, known } = this.around;
    const shop = await api.shop(this.#wanted, signal);
    const lang = shopLanguage(this.#wanted, shop);
    const context: Context = { h, t: textsIn(lang), lang, api, signal, shop, say, emit };
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
      return this.#ready();
    }
    stage.replaceChildren(trouble({ h, t, base: api.base, phone: shop.phone }, t.$noneAtAll));
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
      pick: (slot) => this.#enter(slot),
      change: (other) => this.#open(other),
      fresh: () => this.#fresh(),
    });
    stage.replaceChildren(this.#week.node);
    if (held) this.#week.focusHead();
    void this.#week.load(null);
  }

  #fresh(): void {
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
    // Only now: what is shown first must not wait for the stream.
    watchChanges(this.around.api.base, (dates) => this.#week?.refresh(dates), signal);
  }

  #enter({ start }: Slot): void {
    const week = this.#week!;
    this.#form ??= createForm(this.#context, week.choice, this.around.draft, {
      back: () => this.#back(),
      booked: (booking, email) => this.#finish(booking, email),
    });
    this.#form.choose(start);
    this.around.stage.replaceChildren(this.#form.node);
    this.#form.focus();
  }

  #back(): void {
    const { stage } = this.around;
    stage.replaceChildren(this.#week!.node);
    this.#week!.resize();
    this.#week!.focus(this.#form?.start());
  }

  #finish(booking: Booking, email: string): void {
    const { stage, draft } = this.around;
    const { emit } = this.#context;
    delete draft['comment'];
    delete draft['privacy_accepted'];
    stage.replaceChildren(done(this.#context, booking, email, () => this.#again()));
    focusOn(stage.querySelector<HTMLElement>('h2'));
    emit('booked', { service: booking.service.id, start: booking.start, status: booking.status });
  }

  #again(): void {
    this.#form = null;
    this.#first();
    focusOn(this.around.stage.querySelector<HTMLElement>('h2'));
  }
}
