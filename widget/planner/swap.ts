// Replaces a part of the page by a new version, keeping focus, open details, what is typed and the scroll position. Elements are
// matched by their ids.

import { parsePage } from './page';

/** Fetches a page of this server; `null` if the response is not a page (signed out, no connection). */
export async function fetchPage(url: string, init: RequestInit = {}): Promise<Document | null> {
  const response = await fetch(url, { ...init, headers: { Accept: 'text/html', ...init.headers } }).catch(() => null);
  if (!response?.headers.get('content-type')?.startsWith('text/html')) return null;
  return parsePage(await response.text());
}

/** The last HTML from the server for an element, since scripts and users change it afterwards. */
const asSaid = new WeakMap<Element, string>();

/** The element whose position on the screen is kept: the focused one, otherwise the first visible one with an id. */
function anchor(old: Element): { id: string; top: number } | null {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  for (const element of [focused, focused?.closest('li'), ...old.querySelectorAll('li[id], h2[id]')]) {
    if (!element?.id) continue;
    const { top, bottom, height } = element.getBoundingClientRect();
    if (height > 0 && bottom > 0 && top < window.innerHeight) return { id: element.id, top };
  }
  return null;
}

/** The ids to focus, in order of preference: the focused element, following items of its list, the heading. */
function nearby(old: Element, focused: Element): string[] {
  const ids = [focused.id];
  let next = focused.closest('li')?.nextElementSibling;
  for (; next; next = next.nextElementSibling) {
    const button = next.querySelector('button[id], a[id]');
    if (button) ids.push(button.id);
  }
  const head = focused.closest('section')?.querySelector('h2[id]') ?? old.querySelector('h1[id]');
  if (head) ids.push(head.id);
  return ids;
}

/** Replaces the content of `old` by its copy on `page`; returns the ids of new items. */
export function swap(old: Element, page: Document): string[] | null {
  const fresh = page.getElementById(old.id);
  if (!fresh) return null;
  const said = fresh.innerHTML;
  if (said === (asSaid.get(old) ?? old.innerHTML)) return [];
  asSaid.set(old, said);
  const before = new Set([...old.querySelectorAll('li[id]')].map(({ id }) => id));
  const open = [...old.querySelectorAll('details[open]')].map(({ id }) => id);
  const place = anchor(old);
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const wanted = focused ? nearby(old, focused) : [];
  const typed = new Map([...old.querySelectorAll('textarea')].filter(({ value }) => value).map(({ id, value }) => [id, value]));
  const caret = focused instanceof HTMLTextAreaElement ? focused.selectionStart : null;
  old.replaceChildren(...fresh.childNodes);
  for (const [id, words] of typed) {
    const area = document.getElementById(id);
    if (area instanceof HTMLTextAreaElement) area.value = words;
  }
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  const moved = place && document.getElementById(place.id)?.getBoundingClientRect().top;
  if (place && typeof moved === 'number') window.scrollBy(0, moved - place.top);
  const found = wanted.map((id) => id && document.getElementById(id)).find(Boolean);
  if (found) found.focus({ preventScroll: true });
  if (found instanceof HTMLTextAreaElement) found.setSelectionRange(caret, caret);
  return [...old.querySelectorAll('li[id]')].map(({ id }) => id).filter((id) => !before.has(id));
}
