// Sends a drag to the server. Warnings are confirmed, conflicts are shown, and what was not saved is moved back.
import { later, type Entries, type Entry, type Settings } from './contract';
import { ask, say, sayUndoable } from '../dialog';
import { ROOT } from '../root';

/** The target of a drag; absent values are unchanged. */
export interface Target {
  start?: string;
  end?: string;
  from?: string;
  to?: string;
}

/** What is told to the customer; `null`: nothing. */
type Told = { words: string } | null;

type Outcome = { done: true; undo: string | null } | { done: false; sentences: string[]; accept: string[] };

/** Where a move is sent, and what. */
interface Request {
  path: string;
  fields: [string, string][];
}

async function send({ path, fields }: Request, accept: string[], told: Told): Promise<Outcome> {
  const form = new URLSearchParams(fields);
  for (const word of accept) form.append('accept', word);
  if (told) {
    form.append('tell', '1');
    form.append('words', told.words);
  }
  const response = await fetch(ROOT + path, { method: 'POST', body: form });
  if (response.ok) return { done: true, ...(await response.json()) };
  // A signed-out user is redirected to the sign-in page and back.
  if (response.status === 401) location.reload();
  if (response.status !== 409) throw new Error(`${response.status}`);
  return { done: false, ...(await response.json()) };
}

type Resources = Entries['resources'];

const minutesBetween = (start: string, end: string) => (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 60_000;

/** Start and end after the move. */
function times(entry: Entry, { start = entry.start, end }: Target): [string, string] {
  return [start, end ?? later(start, minutesBetween(entry.start, entry.end))];
}

const isSameTime = (entry: Entry, target: Target) => {
  const [start, end] = times(entry, target);
  return start === entry.start && end === entry.end;
};

const isBlock = (entry: Entry) => entry.class.split(' ').includes('is-block');

/** A move, and what becomes of it. */
export interface Move {
  entry: Entry;
  target: Target;
}

/** Describes the change of time and resource; unchanged parts are left out. */
function way({ entry, target }: Move, { heads, texts }: Settings, resources: Resources, isAlone: boolean): string[] {
  const [start, end] = times(entry, target);
  const isOtherDay = start.slice(0, 10) !== entry.start.slice(0, 10);
  const onDay = (day: string) => (isOtherDay ? `${day}, ` : '');
  const name = (id: string) => resources.find((one) => one.id === id)?.title ?? id;
  // Of several, some may have no address; blocked time never has one.
  const silent = entry.mail || isBlock(entry) || isAlone ? '' : ` (${texts.withoutMail})`;
  const when = `${entry.title}: ${onDay(entry.day)}${entry.time} → ${onDay(heads[start.slice(0, 10)] ?? start.slice(0, 10))}${start.slice(11)}–${end.slice(11)}${silent}`;
  const from = target.from ? `${name(target.from)} ` : '';
  return target.to ? [when, `${from}→ ${name(target.to)}`] : [when];
}

function wordsField(label: string): [Node[], HTMLTextAreaElement] {
  const [box, name, area] = [document.createElement('div'), document.createElement('label'), document.createElement('textarea')];
  box.className = 'field words';
  name.textContent = label;
  area.id = name.htmlFor = 'shift-words';
  area.rows = 2;
  area.maxLength = 500;
  box.append(name, area);
  return [[box], area];
}

/** What the customers are told; `undefined`: the move is cancelled. A change of resource alone is not reported. */
async function whatToTell(moves: Move[], settings: Settings, resources: Resources): Promise<Told | undefined> {
  if (!moves.some(({ entry, target }) => entry.mail && !isSameTime(entry, target))) return null;
  const { question, andTell, silently, cancel, words, questionSeveral, andTellSeveral } = settings.texts;
  const [field, area] = wordsField(words);
  const ways = moves.flatMap((move) => way(move, settings, resources, moves.length === 1));
  const asked = moves.length > 1 ? [questionSeveral, andTellSeveral] : [question, andTell];
  const answer = await ask([asked[0]!, ...ways], [asked[1]!, silently, cancel], field);
  if (answer < 0) return undefined;
  return answer === 0 ? { words: area.value } : null;
}

/** Sends a move until it is saved or cancelled; returns what takes it back, or `undefined` where it was not saved. */
async function insist(request: Request, told: Told, { texts }: Settings): Promise<string | null | undefined> {
  let accept: string[] = [];
  for (;;) {
    const outcome = await send(request, accept, told);
    if (outcome.done) return outcome.undo;
    if (outcome.accept.length === 0) {
      await ask(outcome.sentences, [texts.close]);
      return undefined;
    }
    if ((await ask(outcome.sentences, [texts.anyway, texts.cancel])) < 0) return undefined;
    accept = outcome.accept;
  }
}

/** Blocked time has no customer who could be told. */
function whatIsDone(moves: Move[], told: boolean, { texts }: Settings): string {
  if (moves.every(({ entry }) => isBlock(entry))) return texts.moved;
  if (moves.length > 1) return told ? texts.severalTold : texts.severalSilently;
  return told ? texts.movedTold : texts.movedSilently;
}

/** Moves what `moves` says by `request`; `refresh` redraws the calendar. False: nothing was moved. */
async function carryOut(moves: Move[], request: Request, settings: Settings, resources: Resources, refresh: () => Promise<void>): Promise<boolean> {
  try {
    const told = await whatToTell(moves, settings, resources);
    const undo = told === undefined ? undefined : await insist(request, told, settings);
    if (undo === undefined) return false;
    await refresh();
    const { undo: label, failed } = settings.texts;
    sayUndoable(whatIsDone(moves, !!told, settings), undo, label, failed, refresh);
    return true;
  } catch {
    say(settings.texts.failed);
    return false;
  }
}

/** Moves an appointment; `revert` undoes the drag. */
export async function shift(
  entry: Entry,
  target: Target,
  settings: Settings,
  resources: Resources,
  refresh: () => Promise<void>,
  revert: () => void,
): Promise<void> {
  const fields = Object.entries(target).filter(([, value]) => value);
  const request = { path: `${entry.href}/shift`, fields };
  if (!(await carryOut([{ entry, target }], request, settings, resources, refresh))) revert();
}

/** Moves several at once, all or none: each to a start, and into a column where one is named. */
export async function shiftAll(
  moves: Move[],
  settings: Settings,
  resources: Resources,
  refresh: () => Promise<void>,
): Promise<boolean> {
  const fields = moves.map(({ entry, target: { start = entry.start, to = '' } }) => {
    const key = entry.href.slice(entry.href.lastIndexOf('/') + 1);
    return ['move', [key, start, to].join(' ').trim()] as [string, string];
  });
  return carryOut(moves, { path: '/planner/appointments/shift', fields }, settings, resources, refresh);
}
