// Lists in display order: items are dragged by a handle. The arrow buttons do the same without dragging.
import { hold, send } from './in-place';

function itemAt(list: Element, y: number): HTMLElement | undefined {
  const items = [...list.querySelectorAll<HTMLElement>(':scope > li')];
  return items.find((item) => {
    const { top, height } = item.getBoundingClientRect();
    return y < top + height / 2;
  });
}

const orderOf = (list: Element) => [...list.querySelectorAll<HTMLElement>(':scope > li')].map(({ dataset }) => dataset.id ?? '');

function save(list: HTMLElement): void {
  const form = document.getElementById(list.dataset.sort ?? '');
  if (!(form instanceof HTMLFormElement)) return;
  for (const old of form.querySelectorAll('[name="order"]')) old.remove();
  for (const id of orderOf(list)) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name: 'order', value: id });
    form.append(field);
  }
  void send(form);
}

/** Adds the listeners for lists with `data-sort` (the id of the form that saves the order). */
export function sortLists(): void {
  let dragged: HTMLElement | null = null;
  let before = '';
  const list = () => dragged?.closest<HTMLElement>('[data-sort]');
  const end = () => {
    dragged?.classList.remove('dragged');
    dragged = null;
    hold(false);
  };
  document.addEventListener('pointerdown', (event) => {
    const handle = event.target instanceof Element ? event.target.closest('.handle') : null;
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    dragged = handle.closest('li');
    before = list() ? orderOf(list()!).join('\n') : '';
    dragged?.classList.add('dragged');
    hold(true);
  });
  document.addEventListener('pointermove', ({ clientY }) => {
    const around = list();
    if (!dragged || !around) return;
    const next = itemAt(around, clientY);
    if (next === dragged || next?.previousElementSibling === dragged) return;
    if (next) next.before(dragged);
    else around.append(dragged);
  });
  document.addEventListener('pointerup', () => {
    const around = list();
    if (around && orderOf(around).join('\n') !== before) save(around);
    end();
  });
  document.addEventListener('pointercancel', end);
}
