// Puts a fresh copy of a part of the page in the old one's place, so that nobody who is at work there notices: focus,
// open parts and the place on the screen stay. Elements are known again by their ids.

import { parsePage } from './page';

/** Fetches a page of ours; `null` where it was not answered by a page (signed out, no connection). */
export async function fetchPage(url: string, init: RequestInit = {}): Promise<Document | null> {
  const response = await fetch(url, { ...init, headers: { Accept: 'text/html', ...init.headers } }).catch(() => null);
  if (!response?.headers.get('content-type')?.startsWith('text/html')) return null;
  return parsePage(await response.text());
}

/** What the server last said of an element; scripts and visitors have marked and opened parts of it since. */
const asSaid = new WeakMap<Element, string>();

/** What shall stay where it is: what has the focus, else the first thing in sight. The fresh copy has it too. */
function anchor(old: Element): { id: string; top: number } | null {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  for (const element of [focused, focused?.closest('li'), ...old.querySelectorAll('li[id], h2[id]')]) {
    if (!element?.id) continue;
    const { top, bottom, height } = element.getBoundingClientRect();
    if (height > 0 && bottom > 0 && top < window.innerHeight) return { id: element.id, top };
  }
  return null;
}

/** What had the focus, and what stands nearest to it should it be gone: the next thing of its list, else the head. */
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

/** Replaces what is in `old` by what is in its copy on `page`; answers the ids of things that were not there before. */
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
  old.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  const moved = place && document.getElementById(place.id)?.getBoundingClientRect().top;
  if (place && typeof moved === 'number') window.scrollBy(0, moved - place.top);
  const found = wanted.map((id) => id && document.getElementById(id)).find(Boolean);
  if (found) found.focus({ preventScroll: true });
  return [...old.querySelectorAll('li[id]')].map(({ id }) => id).filter((id) => !before.has(id));
}
