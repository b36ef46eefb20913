// Interface between the widget's two files. After an update of the server a page's older first file may load the
// newer second one: only add optional members here, and never list one of these names for shortening.
import type { Service, Shop } from './api';
import type { BookingTexts } from './texts';

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
  /** The chosen time was taken meanwhile: shows this with alternatives, without moving other content. */
  taken(alternatives: string[]): void;
  /** The chosen time is free (again). */
  free(): void;
  /** Whether a booking was sent and its answer is not known. */
  isHeld?(): boolean;
}

/** Called with the changed dates; null: any date. */
export type Listener = (dates: string[] | null) => void;

/** Exports of the second file. */
export interface BookingFile {
  createForm(order: Order): Form;
  /** Calls `listener` for every change at the server `base` until `signal` aborts. */
  watchChanges?(base: string, listener: Listener, signal: AbortSignal): void;
}
