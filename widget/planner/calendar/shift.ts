// A drag, told to the server. What is unusual is asked about, what is in the way is named, and whatever did not happen goes
// back to where it was.
import type { Entry, Settings } from './contract';
import { ask, say } from './dialog';

/** Where it was dragged; what is absent stays. */
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
  const response = await fetch(`${entry.href}/shift`, { method: 'POST', body: form });
  if (response.ok) return { done: true };
  // Whoever is signed out is led to the sign-in and from there back.
  if (response.status === 401) location.reload();
  if (response.status !== 409) throw new Error(`${response.status}`);
  return { done: false, ...(await response.json()) };
}

/** Whether the customer shall be told; `null`: do nothing at all. */
async function mayTell(entry: Entry, { texts }: Settings): Promise<boolean | null> {
  if (!entry.mail) return false;
  const answer = await ask([texts.question, `${entry.title}, ${entry.time}`], [texts.andTell, texts.silently, texts.cancel]);
  return answer < 0 ? null : answer === 0;
}

/** Tries until it is done or given up; answers whether it is done. */
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

/** Shifts an appointment; `refresh` draws what is, `revert` takes the picture back. */
export async function shift(
  entry: Entry,
  target: Target,
  settings: Settings,
  refresh: () => Promise<void>,
  revert: () => void,
): Promise<void> {
  try {
    const tell = await mayTell(entry, settings);
    if (tell === null || !(await insist(entry, target, tell, settings))) {
      revert();
      return;
    }
    await refresh();
    const undo = async () => {
      await insist(entry, reversed(entry, target), tell, settings);
      await refresh();
    };
    const { moved, undo: label, failed } = settings.texts;
    say(moved, { label, run: () => void undo().catch(() => say(failed)) });
  } catch {
    revert();
    say(settings.texts.failed);
  }
}
