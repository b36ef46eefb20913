// The planner's calendar. Without scripts the page has the list and the forms. This draws day and week, handles
// drags, and updates list and calendar when data changes.
import { IN_BACKGROUND } from '../background';
import type { Entries, Settings } from './contract';
import { say } from '../dialog';
import { openInPlace } from './in-place';
import { startMonth } from './month';
import { createPicture, type Picture } from './picture';
import { ROOT } from '../root';
import { fetchPage, swap } from '../swap';

/** Changes within this time are fetched together. */
const TOGETHER_MS = 50;

async function fetchEntries({ entries }: Settings): Promise<Entries> {
  const response = await fetch(ROOT + entries, { headers: IN_BACKGROUND });
  if (response.status === 401) location.reload();
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

/** Fetches the page's list, or its month, again. */
async function renewList(): Promise<void> {
  const list = document.querySelector('[data-agenda]');
  const page = list && (await fetchPage(location.href, { headers: IN_BACKGROUND }));
  if (list && page) swap(list, page);
}

async function startPicture(place: HTMLElement, settings: Settings): Promise<void> {
  let picture: Picture | undefined;
  place.hidden = false;
  const refresh = async () => picture?.draw(await fetchEntries(settings));
  const first = await fetchEntries(settings);
  const show = (path: string) => void openInPlace(path, settings, refresh).catch(() => say(settings.texts.failed));
  document.documentElement.classList.add('has-picture');
  for (const under of document.querySelectorAll<HTMLElement>('[data-under]')) under.hidden = false;
  picture = createPicture(place, settings, first, {
    refresh,
    pressed: (start, resource) => {
      const query = new URLSearchParams({ start, resource, back: settings.back });
      show(`/planner/appointments/new?${query}`);
    },
    opened: (entry) => show(entry.href),
    drawn: (start, end, resource) => {
      const query = new URLSearchParams({ start, ...(end ? { end } : {}), resource, back: settings.back });
      show(`/planner/appointments/new?${query}`);
    },
  });
  onChange(settings, async () => {
    // Not during a drag; the calendar is redrawn afterwards.
    while (picture?.isBusy()) await new Promise((wait) => window.setTimeout(wait, 100));
    await refresh();
  });
}

function onChange(settings: Settings | null, renew: () => Promise<void>): void {
  let timer = 0;
  document.addEventListener('planner:changed', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      Promise.all([renew(), renewList()]).catch(() => settings && say(settings.texts.stale));
    }, TOGETHER_MS);
  });
}

function startPrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}

startPrinting();
startMonth();
const place = document.querySelector<HTMLElement>('[data-calendar]');
if (place?.dataset.calendar) {
  const settings: Settings = JSON.parse(place.dataset.calendar);
  startPicture(place, settings).catch(() => {
    // The list is shown instead.
    place.hidden = true;
    document.documentElement.classList.remove('has-picture');
    document.documentElement.classList.add('has-list');
    say(settings.texts.failed);
  });
} else {
  onChange(null, async () => undefined);
}
