// The planner's calendar. Without scripts the page has the list and the forms. This draws day and week, handles
// drags, and updates list and calendar when data changes.
import { IN_BACKGROUND } from '../background';
import { parsePage } from '../page';
import type { Columns, Entries, Settings } from './contract';
import { say } from '../dialog';
import { openInPlace } from './in-place';
import { columnsOf, showColumns } from './layout';
import { createPicture, type Picture } from './picture';
import { ROOT } from '../root';

/** Changes within this time are fetched together. */
const TOGETHER_MS = 50;

async function fetchEntries({ entries }: Settings, columns: Columns): Promise<Entries> {
  const address = new URL(ROOT + entries, location.href);
  address.searchParams.set('columns', columns);
  const response = await fetch(address, { headers: IN_BACKGROUND });
  if (response.status === 401) location.reload();
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

/** Fetches the page's list again. */
async function renewList(): Promise<void> {
  const list = document.querySelector('[data-agenda]');
  const response = list ? await fetch(location.href, { headers: { Accept: 'text/html', ...IN_BACKGROUND } }) : null;
  if (!list || !response?.ok) return;
  const page = parsePage(await response.text());
  const fresh = page.querySelector('[data-agenda]');
  if (!fresh) return;
  const focused = list.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null;
  list.replaceChildren(...fresh.childNodes);
  if (focused) list.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

async function startPicture(place: HTMLElement, settings: Settings): Promise<void> {
  let picture: Picture | undefined;
  place.hidden = false;
  const columns = columnsOf(settings, place.clientWidth);
  const refresh = async () => picture?.draw(await fetchEntries(settings, columns));
  const first = await fetchEntries(settings, columns);
  const show = (path: string) => void openInPlace(path, settings, refresh).catch(() => say(settings.texts.failed));
  document.documentElement.classList.add('has-picture');
  showColumns(columns);
  for (const under of document.querySelectorAll<HTMLElement>('[data-under]')) under.hidden = false;
  picture = createPicture(place, settings, columns, first, {
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
