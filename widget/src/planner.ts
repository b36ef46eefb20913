// The steps of a booking: service, time, data, done. One step is shown at a time; a step the visitor may return to is
// kept with its state.
import { problemOf, type Api, type Service, type Slot } from './api';
import type { Context } from './context';
import type { BookingFile, Draft, Extras, Form, Order } from './contract';
import { focusOn, type Builder } from './dom';
import { loadBooking, loadList, loadTexts } from './files';
import type { Choice } from './head';
import { phoneLine, trouble } from './notice';
import { serviceList } from './services';
import { shopLanguage, startOf, wantedLanguage, type BookingTexts } from './texts';
import type { Step, Trail } from './trail';
import { daysOf, viewOf } from './view';
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
  #done: HTMLElement | null = null;
  /** The browser's history, once the second file is there. */
  #trail: Trail | null = null;
  /** The second file, once it is there. */
  #extras: Extras | null = null;
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
      // What the second file said is of the language before.
      if (this.#context?.t.booking !== context.t.booking) this.#extras = null;
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
      stage.replaceChildren(trouble(h, t, isForeign ? null : api.base, t.unreachable, () => void this.begin()));
      return;
    }
    this.#first();
    if (this.#isReady && !this.#extras) this.#enrich().catch(() => {});
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
    const { h, api, signal, say, emit, known, option, stage, columns } = this.around;
    const wanted = this.#wanted;
    const view = viewOf(stage, option('view'));
    // Before a dialog is opened, no times are needed.
    const days = stage.clientWidth && daysOf(view, stage, columns);
    const asked = api.shop({ lang: wanted, service: option('service'), resource: option('resource'), days }, signal);
    // The texts are on their way while the shop is asked, which nearly always offers the language. Its refusal tells more.
    if (wanted) loadTexts(api.base, wanted).catch(() => {});
    if (days && view === 'list') loadList(api.base).catch(() => {});
    // The first of these takes browsers longer than all the rest: it is made while the answer is on its way.
    new Intl.DateTimeFormat().formatRange(0, 1);
    const shop = await asked;
    const lang = shopLanguage(wanted, shop);
    const t = await loadTexts(api.base, lang);
    const page = shop.availability;
    const context: Context = { h, t, lang, api, signal, shop, say, emit, first: page && { page, days } };
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
    stage.replaceChildren(trouble(h, t, api.base, t.noneAtAll, null, phoneLine(h, t, shop.phone)));
  }

  #chosen(service: Service): void {
    this.#context.emit('service', { service: service.id });
    this.#open({ service, resource: this.around.option('resource') });
    this.#week!.focusHead();
    // A press may be faster than the file.
    void this.#enrich().then(() => this.#trail?.push('services', 'week'), () => {});
  }

  /** Shows the times of a choice; from `from` on, null: today. */
  #open(choice: Choice, from: string | null = null): void {
    const { option, stage, columns, api } = this.around;
    this.#form = null;
    const week: Week = (this.#week = new Week(this.#context, choice, { service: !!option('service'), resource: !!option('resource') }, columns, {
      pick: (slot) => void this.#enter(slot),
      others: () => this.#back('services'),
      changed: () => (this.#form = null),
      view: () => option('view'),
      list: () => loadList(api.base),
      months: (button, choose) => void this.#loadBooking().then(
        ({ toggleMonths, texts }) => toggleMonths?.(this.#order(choice, texts), button, choose),
        () => week.complain(() => button.click())),
      fresh: () => this.#fresh(),
    }));
    week.equip(this.#extras);
    stage.replaceChildren(week.node);
    void week.load(from);
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
    if (this.#form?.node.isConnected) this.#form.fresh?.(this.#week!.page!);
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
      const file = await this.#enrich();
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
      // As after the choice of a service, so that both come into the history in their order.
      const { createForm, texts } = await this.#enrich();
      if (isOvertaken()) return;
      this.#form ??= createForm(this.#order(week.choice, texts));
      this.#form.choose(slot.start);
      stage.classList.remove('held');
      this.#show('form');
      this.#trail?.push('week', 'form');
    } catch (error) {
      if (isOvertaken()) return;
      this.#context.emit('error', { code: problemOf(error).code });
      week.complain(() => void this.#enter(slot));
    } finally {
      if (press === this.#presses) stage.ariaBusy = null;
    }
  }

  /** Adds what comes with the second file: the keys of the grid, and the browser's Back. */
  #equip(extras: Extras): void {
    const { root, signal } = this.around;
    this.#extras = extras;
    this.#week?.equip(extras);
    extras.fillHelp?.({ ...this.#context, t: extras.texts }, root.querySelector('.help')!);
    if (this.#trail || !extras.createTrail) return;
    this.#trail = extras.createTrail((step) => this.#show(step), signal);
    // A closed dialog leaves no entries behind that Back would go through unseen.
    root.addEventListener('close', () => this.#trail!.leave(), { signal, capture: true });
  }

  /** Loads the second file and adds it, unless the language is another one meanwhile. */
  async #enrich(): ReturnType<typeof loadBooking> {
    const { booking } = this.#context.t;
    const file = await this.#loadBooking();
    if (booking === this.#context.t.booking) this.#equip(file);
    return file;
  }

  #loadBooking(): ReturnType<typeof loadBooking> {
    return loadBooking(this.around.api.base, this.#context.t);
  }

  #order(choice: Choice, texts: BookingTexts): Order {
    return {
      ...this.around, ...this.#context, ...choice, texts,
      base: this.around.api.base,
      back: () => this.#back('week'),
      done: (node) => {
        this.#form = null;
        this.#done = node;
        this.#show('done');
        this.#trail?.replace('done');
      },
      again: () => this.#again(),
    };
  }

  /** Goes back one step: by the browser's history, so that Back does not lead here again. */
  #back(step: Step): void {
    if (!this.#trail?.back(1)) this.#show(step);
  }

  /** Shows a step that was shown before. */
  #show(step: Step): void {
    const { stage } = this.around;
    this.#presses++;
    this.#isDone = step === 'done';
    const node = { services: null, week: this.#week?.node, form: this.#form?.node, done: this.#done }[step];
    if (step !== 'services' && !node) return;
    if (!node) return this.#again();
    stage.replaceChildren(node);
    // What was said of the step before is not read again in this one.
    this.around.say('');
    if (step === 'form') this.#form!.focus();
    else if (step === 'done') focusOn(node.querySelector<HTMLElement>('h2'));
    else {
      this.#week!.resize();
      if (this.#form) this.#week!.focus(this.#form.start());
      else this.#week!.focusHead();
      if (!this.isHeld()) this.around.left();
    }
  }

  /** Starts with the first step. */
  #again(): void {
    this.#form = this.#week = null;
    this.#isDone = false;
    if (this.around.left()) return;
    if (this.#done && this.#trail?.back()) return void (this.#done = null);
    this.#done = null;
    this.#first();
    focusOn(this.around.stage.querySelector<HTMLElement>('h2'));
  }
}
