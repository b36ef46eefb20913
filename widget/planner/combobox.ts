// A search field with suggestions: the ARIA pattern of a combobox with a list. The options come from the server as a
// `role=listbox`; the one marked as selected is taken by Enter. Arrow keys move, Escape closes.
import { parsePage } from './page';
import { ROOT } from './root';

/** Delay after the last key before searching. */
const PAUSE_MS = 120;

export interface Suggestions {
  /** The path that answers `q` with a list of options. */
  source: string;
  /** An option was chosen. */
  choose(option: HTMLElement): void;
  /** Enter was pressed where nothing was found. */
  enter?(typed: string): void;
}

let number = 0;

class Combobox {
  readonly #field: HTMLInputElement;
  readonly #suggestions: Suggestions;
  readonly #popup = document.createElement('div');
  readonly #status = document.createElement('p');
  readonly #id = `suggestions-${++number}`;
  #timer = 0;
  #newest = 0;
  /** What the shown options belong to. */
  #shown = '';

  constructor(field: HTMLInputElement, suggestions: Suggestions) {
    this.#field = field;
    this.#suggestions = suggestions;
    this.#popup.className = 'suggestions';
    this.#popup.hidden = true;
    this.#status.className = 'vh';
    this.#status.setAttribute('role', 'status');
    // The list is placed below the element around the field.
    field.parentElement?.classList.add('suggestions-place');
    field.after(this.#popup, this.#status);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-expanded', 'false');
    field.addEventListener('input', () => this.#searchSoon());
    field.addEventListener('keydown', (event) => this.#press(event));
    field.addEventListener('blur', () => this.#close());
    // Pressing an option must not take the focus away first.
    this.#popup.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#popup.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
      if (option) this.#take(option);
    });
  }

  get #options(): HTMLElement[] {
    return [...this.#popup.querySelectorAll<HTMLElement>('[role=option]')];
  }

  get #active(): HTMLElement | undefined {
    return this.#options.find((option) => option.ariaSelected === 'true');
  }

  #searchSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#search(), PAUSE_MS);
  }

  async #search(): Promise<void> {
    clearTimeout(this.#timer);
    const typed = this.#field.value.trim();
    const mine = ++this.#newest;
    if (!typed) return this.#close();
    const response = await fetch(`${ROOT}${this.#suggestions.source}?${new URLSearchParams({ q: typed, part: '1' })}`).catch(() => null);
    // The response to an outdated search is dropped; without one, the form's own button still searches.
    if (mine !== this.#newest) return;
    if (!response?.ok) return this.#close();
    const list = parsePage(await response.text()).querySelector<HTMLElement>('[role=listbox]');
    if (mine === this.#newest && list) this.#show(list, typed);
  }

  #show(list: HTMLElement, typed: string): void {
    list.id = this.#id;
    for (const option of list.querySelectorAll<HTMLElement>('[role=option]')) option.id = `${this.#id}-${option.id}`;
    this.#popup.replaceChildren(list);
    this.#shown = typed;
    this.#status.textContent = list.dataset['counted'] ?? '';
    const isOpen = this.#options.length > 0 && document.activeElement === this.#field;
    this.#popup.hidden = !isOpen;
    this.#field.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) this.#field.setAttribute('aria-controls', this.#id);
    this.#mark(isOpen ? this.#active : undefined);
  }

  #close(): void {
    this.#newest++;
    clearTimeout(this.#timer);
    this.#popup.hidden = true;
    this.#popup.replaceChildren();
    this.#shown = '';
    this.#field.setAttribute('aria-expanded', 'false');
    this.#field.removeAttribute('aria-controls');
    this.#mark(undefined);
  }

  #mark(option: HTMLElement | undefined): void {
    for (const other of this.#options) other.ariaSelected = String(other === option);
    if (option) {
      this.#field.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      this.#field.removeAttribute('aria-activedescendant');
    }
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const options = this.#options;
    const at = this.#active ? options.indexOf(this.#active) : -1;
    if (event.key === 'Escape' && !this.#popup.hidden) {
      // A dialog around the field stays open.
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (this.#popup.hidden) return void this.#search();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#mark(options[(at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length]);
    } else if (event.key === 'Enter' && this.#field.value.trim()) {
      event.preventDefault();
      void this.#enter();
    }
  }

  /** Takes the marked option of what stands in the field now, also if the keys were faster than the server. */
  async #enter(): Promise<void> {
    if (this.#shown !== this.#field.value.trim()) await this.#search();
    const option = this.#active;
    if (option) this.#take(option);
    else this.#suggestions.enter?.(this.#field.value.trim());
  }

  #take(option: HTMLElement): void {
    this.#close();
    this.#suggestions.choose(option);
  }
}

/** Gives a search field suggestions. */
export function suggest(field: HTMLInputElement, suggestions: Suggestions): void {
  new Combobox(field, suggestions);
}
