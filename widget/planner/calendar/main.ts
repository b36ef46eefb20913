// The planner's calendar. Without scripts the page has the list and the forms. This draws day and week, handles
// drags, and updates list and calendar when data changes.
import { IN_BACKGROUND } from '../background';
import { createClipboard } from './clipboard';
import type { Entries, Entry, Settings } from './contract';
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
  const first = await fetchEntries(settings);
  let latest = first;
  const refresh = async () => {
    latest = await fetchEntries(settings);
    picture?.draw(latest);
  };
  document.documentElement.classList.add('has-picture');
  for (const under of document.querySelectorAll<HTMLElement>('[data-under]')) under.hidden = false;
  const clipboard = createClipboard(place, { settings, resources: () => latest.resources, refresh });
  const show = (path: string, entry?: Entry) =>
    void openInPlace(path, settings, refresh, entry?.editable ? () => clipboard.cut(entry) : undefined).catch(() => say(settings.texts.failed));
  picture = createPicture(place, settings, first, {
    refresh,
    cut: clipboard.cut,
    isCut: clipboard.has,
    pasted: clipboard.putInAll,
    pressed: (start, resource) => {
      if (clipboard.putIn(start, resource)) return;
      const query = new URLSearchParams({ start, resource, back: settings.back });
      show(`/planner/appointments/new?${query}`);
    },
    opened: (entry) => show(entry.href, entry),
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
