// Interface between the widget's two files. After an update of the server a page's older first file may load the
// newer second one: only add optional members here, and never list one of these names for shortening.
import type { Page, Service, Shop, Slot } from './api';
import type { Context } from './context';
import type { Builder } from './dom';
import type { Times } from './slots';
import type { BookingTexts, StartTexts, Texts } from './texts';
import type { Step, Trail } from './trail';
import type { View } from './view';

/** The element's name. */
export const NAME = 'online-terminplaner';

/** The element's attributes; a tag or a place names them as `data-…`. */
export const ATTRIBUTES = ['service', 'resource', 'lang', 'days', 'mode', 'accent', 'view', 'server', 'first-name', 'last-name', 'email', 'phone'];

/** What holds an element where a site builder knows no other elements. */
export const PLACE = '[data-terminplaner]';

/** The element. */
export interface Placed extends HTMLElement {
  /** The server to book at, with a slash at its end; null where nobody says. */
  readonly base: string | null;
  /** Options of what placed it; absent where the page did. */
  placedBy?: string;
  /** Opens the dialog, or brings the planner into view. */
  open(): void;
  /** Whether a visitor has begun with it. */
  readonly isUsed: boolean;
}

export interface Dialog {
  node: HTMLDialogElement;
  /** Opens it; again, above the page, after it was moved. */
  show(): void;
  label(t: StartTexts & Partial<Texts>): void;
}

/** Input by field name. Kept over all steps and restarts of the widget. */
export type Draft = Record<string, string>;

/** Arguments of the second file. */
export interface Order {
  base: string;
  lang: string;
  /** All that is said in it, both files' texts. */
  texts: BookingTexts;
  shop: Shop;
  service: Service;
  resource: string | null;
  draft: Draft;
  /** An attribute's present value; null where it is empty. */
  option?(name: string): string | null;
  /** The root that gets the second file's style sheet. */
  root: ShadowRoot;
  signal: AbortSignal;
  /** Announces a text in the live region. */
  say(text: string): void;
  emit(event: 'booked' | 'error', detail: object): void;
  /** Returns to the times, keeping all input. */
  back(): void;
  /** Shows this instead of the form once booked. */
  done(node: HTMLElement): void;
  /** Restarts the widget. */
  again(): void;
}

/** The form's interface for the preceding steps. */
export interface Form {
  node: HTMLElement;
  /** The chosen time. */
  start(): string;
  /** Sets the form's time, keeping all input. */
  choose(start: string): void;
  focus(): void;
  /** The times have been asked for again: tells where the chosen one is lost, or free again. */
  fresh?(page: Page): void;
  /** The chosen time was taken meanwhile: shows this with alternatives, without moving other content. */
  taken(alternatives: string[]): void;
  /** The chosen time is free (again). */
  free(): void;
  /** Whether a booking was sent and its answer is not known. */
  isHeld?(): boolean;
}

/** Called with the changed dates; null: any date. */
export type Listener = (dates: string[] | null) => void;

/** What of the grid is known to the second file. */
export interface GridParts {
  readonly context: Context;
  readonly node: HTMLElement;
  /** By start. */
  readonly cells: Map<string, HTMLTableCellElement>;
  /** Shows whether a time is free. */
  fill(cell: HTMLTableCellElement, slot: Slot): void;
}

/** What of the week is known to the second file. */
export interface WeekParts {
  readonly page: Page | null;
  /** The first day of the page that is shown; null: today. */
  readonly from: string | null;
  /** Whether a page is being loaded for the visitor. */
  isBusy(): boolean;
  load(from: string | null, inBackground: boolean): Promise<void>;
}

/** What the line between the days and their times needs. */
export interface Tools {
  context: Context<BookingTexts>;
  page: Page;
  /** What is told above the times. */
  notes: HTMLElement;
  line: HTMLElement;
  /** What is shown now. */
  view: View;
  /** Shows the other view. */
  show(view: View): void;
  /** Opens or closes the calendar that a date is chosen from. */
  months(button: HTMLElement): void;
}

/** Exports of the second file. */
export interface BookingFile {
  createForm(order: Order): Form;
  /** Calls `listener` for every change at the server `base` until `signal` aborts. */
  watchChanges?(base: string, listener: Listener, signal: AbortSignal): void;
  /** Keeps keys, input and presses inside `tree` until `signal` aborts. */
  guard?(tree: ShadowRoot, signal: AbortSignal): void;
  /** Returns what gives the focus back to the field that had it before the element was moved. */
  keepFocus?(tree: ShadowRoot, signal: AbortSignal): () => void;
  /** Calls `check`, which says whether the colours around `host` have changed, often enough until `signal` aborts. */
  watchColors?(host: HTMLElement, check: () => boolean, signal: AbortSignal): void;
  /** The dialog around `nodes`; `tree` gets its style sheet. */
  createDialog?(h: Builder, tree: ShadowRoot, nodes: Node[]): Dialog;
  /** Fills every `data-terminplaner`, there and yet to come. */
  findPlaces?(present: Set<Placed>): void;
  /** Opens a planner with options above the page. */
  openDialog?(present: Set<Placed>, options: object): void;
  /** Lets the browser's Back go one step back; `show` shows a step that was reached so. */
  createTrail?(show: (step: Step) => void, signal: AbortSignal): Trail;
  /** The keys of the grid: arrows, Home, End and the page keys. */
  steer?(table: HTMLTableElement, turn: (forward: boolean) => void, signal: AbortSignal): void;
  /** Applies `page`, which comes after `before`, to the grid; false if the times themselves differ. */
  update?(grid: GridParts, t: BookingTexts, before: Page, page: Page): boolean;
  /** What a visitor hears who asked for these days. */
  spoken?(context: Context<BookingTexts>, page: Page): string;
  /** Asks for the times again where these dates concern them; null: any. */
  refresh?(week: WeekParts, dates: string[] | null): void;
  /** Fills the line below every step. */
  fillHelp?(context: Context<BookingTexts>, line: HTMLElement): void;
  /** Fills the line between the days and their times. */
  fillTools?(tools: Tools): void;
  /** Opens or closes the calendar that a date is chosen from, behind the line of the button pressed. */
  toggleMonths?(order: Order, button: HTMLElement, choose: (date: string) => void): void;
}

/** The second file with all that is said. */
export type Extras = BookingFile & { texts: BookingTexts };

/** Exports of the file for lists. */
export interface ListFile {
  /** @param root the root that gets the file's style sheet */
  createList(context: Context, root: ShadowRoot, page: Page, pick: (slot: Slot) => void): Times;
}
