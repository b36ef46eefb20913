// The search of every page as a dialog with suggestions. Without scripts its link leads to a page.
import { suggest } from './combobox';
import { open } from './dialog';
import { ROOT } from './root';

function ask(link: HTMLAnchorElement): void {
  const label = document.createElement('label');
  label.textContent = link.dataset['search'] ?? '';
  label.htmlFor = 'search-all';
  const field = document.createElement('input');
  field.id = 'search-all';
  field.autocomplete = 'off';
  field.spellcheck = false;
  const box = document.createElement('div');
  box.className = 'field';
  const place = document.createElement('div');
  place.append(field);
  box.append(label, place);
  const dialog = open([box], link.textContent?.trim());
  dialog.classList.add('search-dialog');
  const go = (address: string) => location.assign(ROOT + address);
  suggest(field, {
    source: '/planner/search',
    choose: (option) => go(option.dataset['href'] ?? '/planner/search'),
    enter: (typed) => go(`/planner/search?${new URLSearchParams({ q: typed })}`),
  });
  field.focus();
}

/** Makes the link open the dialog. */
export function startSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-search]');
  link?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(link);
  });
}
