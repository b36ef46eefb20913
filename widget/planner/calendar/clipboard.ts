// Appointments that were cut out of the calendar, to be put in at another time: they wait in a bar above it, also while other days
// and weeks are opened. They stay where they are until they are put in.
import { KEPT } from '../cut';
import type { Entry, Settings } from './contract';
import { shiftAll, type Move } from './shift';

/** What the calendar does for the bar. */
export interface Around {
  settings: Settings;
  resources(): { id: string; title: string }[];
  refresh(): Promise<void>;
}

export interface Clipboard {
  cut(entry: Entry): void;
  has(entry: Entry): boolean;
  /** Puts in the chosen one at that time; false: nothing waits. */
  putIn(start: string, resource: string): boolean;
  /** Puts in all at their own time of day, on the day that is shown or the same day of the week; false: nothing waits. */
  putInAll(): boolean;
}

function kept(): Entry[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

const weekday = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay();

function button(text: string, run: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', run);
  return made;
}

/** Shows what waits in front of `place`. */
export function createClipboard(place: HTMLElement, { settings, resources, refresh }: Around): Clipboard {
  const { texts, view, date, heads } = settings;
  const bar = document.createElement('section');
  bar.className = 'cut-bar';
  bar.setAttribute('aria-label', texts.cut);
  place.before(bar);
  let waiting = kept();
  /** The one that a pressed time takes. */
  let next = waiting[0]?.id;

  const dayOf = ({ start }: Entry) =>
    view === 'week' ? (Object.keys(heads).find((day) => weekday(day) === weekday(start.slice(0, 10))) ?? date) : date;

  function keep(entries: Entry[]): void {
    waiting = entries;
    if (!waiting.some(({ id }) => id === next)) next = waiting[0]?.id;
    if (waiting.length > 0) sessionStorage.setItem(KEPT, JSON.stringify(waiting));
    else sessionStorage.removeItem(KEPT);
    show();
  }

  function chip(entry: Entry): HTMLElement {
    const item = document.createElement('li');
    const name = button(`${entry.title}, ${entry.time}`, () => {
      next = entry.id;
      show();
    });
    name.setAttribute('aria-pressed', String(entry.id === next));
    const away = button('✕', () => leave([entry]));
    away.className = 'quiet';
    away.setAttribute('aria-label', `${texts.putBack}: ${entry.title}`);
    item.append(name, away);
    return item;
  }

  function leave(entries: Entry[]): void {
    keep(waiting.filter(({ id }) => !entries.some((one) => one.id === id)));
    void refresh().catch(() => undefined);
    place.querySelector<HTMLElement>('.ec-main')?.focus({ preventScroll: true });
  }

  function show(): void {
    document.documentElement.classList.toggle('has-cut', waiting.length > 0);
    bar.hidden = waiting.length === 0;
    const list = document.createElement('ul');
    list.append(...waiting.map(chip));
    const words = document.createElement('span');
    words.setAttribute('role', 'status');
    words.textContent = texts.pressTime;
    const here = button(view === 'week' ? texts.putInWeek : texts.putInDay, () => void putInAll());
    here.className = 'primary';
    const actions = [here, ...(waiting.length > 1 ? [button(texts.putBackAll, () => leave(waiting))] : [])];
    bar.replaceChildren(words, list, ...actions);
  }

  function move(moves: Move[]): boolean {
    if (moves.length === 0) return false;
    const gone = new Set(moves.map(({ entry }) => entry.id));
    void shiftAll(moves, settings, resources(), refresh).then((done) => {
      if (!done) return;
      keep(waiting.filter(({ id }) => !gone.has(id)));
      void refresh().catch(() => undefined);
    });
    return true;
  }

  const putInAll = () => move(waiting.map((entry) => ({ entry, target: { start: `${dayOf(entry)}T${entry.start.slice(11)}` } })));
  show();
  return {
    cut(entry) {
      if (!entry.editable) return;
      next = entry.id;
      keep([...waiting.filter(({ id }) => id !== entry.id), entry]);
      void refresh().catch(() => undefined);
    },
    has: (entry) => waiting.some(({ id }) => id === entry.id),
    putIn(start, resource) {
      const entry = waiting.find(({ id }) => id === next);
      const to = resource && entry && !entry.resources.includes(resource) ? { to: resource } : {};
      return entry ? move([{ entry, target: { start, ...to } }]) : false;
    },
    putInAll,
  };
}
