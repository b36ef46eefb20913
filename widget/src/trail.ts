// The browser's Back goes one step back in the widget: each step is an entry of the page's history with the page's own
// state and address. Entries of others are left alone.

export type Step = 'services' | 'week' | 'form' | 'done';

interface Mark {
  /** The widget that made the entry: there may be several, and entries outlive a reload. */
  id: number;
  step: Step;
  /** How many entries of this widget lie before it. */
  depth: number;
}

export class Trail {
  readonly #id = Math.random();
  #isLeaving = false;

  /** @param show shows a step that was reached by Back or Forward */
  constructor(show: (step: Step) => void, signal: AbortSignal) {
    addEventListener('popstate', () => {
      const mark = this.#mark;
      if (mark && !this.#isLeaving) show(mark.step);
      this.#isLeaving = false;
    }, { signal });
  }

  /** The visitor has gone on from one step to another. */
  push(from: Step, to: Step): void {
    if (!this.#mark) this.#write('replaceState', from, 0);
    this.#write('pushState', to, (this.#mark?.depth ?? 0) + 1);
  }

  /** The step of the present entry has become another one. */
  replace(to: Step): void {
    const mark = this.#mark;
    if (mark) this.#write('replaceState', to, mark.depth);
  }

  /** Goes back by `steps`, or to the first one; false if the history has none of them. */
  back(steps = Infinity): boolean {
    const go = Math.min(steps, this.#mark?.depth ?? 0);
    if (go) history.go(-go);
    return !!go;
  }

  /** Goes back to the page's own entry, and shows the same step. */
  leave(): void {
    this.#isLeaving = this.back();
  }

  get #mark(): Mark | null {
    const mark = (history.state as { terminplaner?: Mark } | null)?.terminplaner;
    return mark?.id === this.#id ? mark : null;
  }

  #write(how: 'pushState' | 'replaceState', step: Step, depth: number): void {
    const mark: Mark = { id: this.#id, step, depth };
    try {
      const { state } = history as { state: unknown };
      history[how]({ ...(typeof state === 'object' ? state : null), terminplaner: mark }, '');
    } catch {
      // Browsers refuse it in some frames, and after very many calls: Back then leaves the page, as without entries.
    }
  }
}
