// Sends a drag to the server. Warnings are confirmed, conflicts are shown, and what was not saved is moved back.
import { later, type Entries, type Entry, type Settings } from './contract';
import { ask, say } from '../dialog';
import { ROOT } from '../root';

/** The target of a drag; absent values are unchanged. */
export interface Target {
  start?: string;
  end?: string;
  from?: string;
  to?: string;
}

type Outcome = { done: true } | { done: false; sentences: string[]; accept: string[] };

async function send(entry: Entry, target: Target, accept: string[], tell: boolean): Promise<Outcome> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(target)) if (value) form.append(name, value);
  for (const word of accept) form.append('accept', word);
  if (tell) form.append('tell', '1');
  const response = await fetch(`${ROOT}${entry.href}/shift`, { method: 'POST', body: form });
  if (response.ok) return { done: true };
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

/** Describes the change of time and resource; unchanged parts are left out. */
function way(entry: Entry, target: Target, { heads }: Settings, resources: Resources): string[] {
  const [start, end] = times(entry, target);
  const isOtherDay = start.slice(0, 10) !== entry.start.slice(0, 10);
  const day = (at: string) => (isOtherDay ? `${heads[at.slice(0, 10)] ?? at.slice(0, 10)}, ` : '');
  const name = (id: string) => resources.find((one) => one.id === id)?.title ?? id;
  const when = `${entry.title}: ${day(entry.start)}${entry.time} → ${day(start)}${start.slice(11)}–${end.slice(11)}`;
  return target.from && target.to ? [when, `${name(target.from)} → ${name(target.to)}`] : [when];
}

/** Whether to notify the customer; `null`: cancel. A change of resource alone is not reported. */
async function mayTell(entry: Entry, target: Target, settings: Settings, resources: Resources): Promise<boolean | null> {
  if (!entry.mail || isSameTime(entry, target)) return false;
  const { question, andTell, silently, cancel } = settings.texts;
  const answer = await ask([question, ...way(entry, target, settings, resources)], [andTell, silently, cancel]);
  return answer < 0 ? null : answer === 0;
}

/** Sends the move until it is saved or cancelled; returns whether it was saved. */
async function insist(entry: Entry, target: Target, tell: boolean, { texts }: Settings): Promise<boolean> {
  let accept: string[] = [];
  for (;;) {
    const outcome = await send(entry, target, accept, tell);
    if (outcome.done) return true;
    if (outcome.accept.length === 0) {
      await ask(outcome.sentences, [texts.close]);
      return false;
    }
    if ((await ask(outcome.sentences, [texts.anyway, texts.cancel])) < 0) return false;
    accept = outcome.accept;
  }
}

function reversed(entry: Entry, target: Target): Target {
  const back: Target = { start: entry.start, end: entry.end };
  if (target.to && target.from) Object.assign(back, { from: target.to, to: target.from });
  return back;
}

/** Moves an appointment; `refresh` redraws the calendar, `revert` undoes the drag. */
export async function shift(
  entry: Entry,
  target: Target,
  settings: Settings,
  resources: Resources,
  refresh: () => Promise<void>,
  revert: () => void,
): Promise<void> {
  try {
    const tell = await mayTell(entry, target, settings, resources);
    if (tell === null || !(await insist(entry, target, tell, settings))) {
      revert();
      return;
    }
    await refresh();
    const undo = async () => {
      await insist(entry, reversed(entry, target), tell, settings);
      await refresh();
    };
    const { moved, movedTold, movedSilently, undo: label, failed } = settings.texts;
    // Blocked time has no customer.
    const isBlock = entry.class.split(' ').includes('is-block');
    say(isBlock ? moved : tell ? movedTold : movedSilently, { label, run: () => void undo().catch(() => say(failed)) });
  } catch {
    revert();
    say(settings.texts.failed);
  }
}
