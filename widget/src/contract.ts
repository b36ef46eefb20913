// What passes between the two files of the widget. After an update of the server a page's older first file may get
// the newer second one: only add here, as optional, and never list one of these names for shortening.
import type { Service, Shop } from './api';

/** What the visitor typed, by field name. It outlives every step and every restart of the widget. */
export type Draft = Record<string, string>;

/** What the second file is told. */
export interface Order {
  base: string;
  lang: string;
  shop: Shop;
  service: Service;
  resource: string | null;
  draft: Draft;
  /** Takes the second file's style sheet. */
  root: ShadowRoot;
  signal: AbortSignal;
  /** Speaks through the live region. */
  say(text: string): void;
  emit(event: 'booked' | 'error', detail: object): void;
  /** Back to the times, keeping everything. */
  back(): void;
  /** Booked: shows this in place of the form. */
  done(node: HTMLElement): void;
  /** Begins anew. */
  again(): void;
}

/** What the steps before it can do with the form. */
export interface Form {
  node: HTMLElement;
  /** The chosen time. */
  start(): string;
  /** Takes the form to a time, keeping everything in it. */
  choose(start: string): void;
  focus(): void;
  /** The chosen time was taken while the visitor types: says so and offers others, without moving anything away. */
  taken(alternatives: string[]): void;
  /** The chosen time is free (again). */
  free(): void;
}

/** What the second file exports. */
export interface BookingFile {
  createForm(order: Order): Form;
}
