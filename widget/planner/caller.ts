// Who rings, in the form of a new appointment: a chosen customer fills the fields and is linked; what else was typed goes
// into the fields of a new one.
import { suggest } from './combobox';

const FIELDS = ['first_name', 'last_name', 'email', 'phone', 'address'] as const;

/** Connects the search of every such form in `root`, and shows what belongs to the chosen service. */
export function askForCallers(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>('[data-shown-for]')) showForService(part);
  for (const place of root.querySelectorAll<HTMLElement>('[data-caller]')) askIn(place);
}

/** `data-shown-for` on a part of a form: shown for these services only. */
function showForService(part: HTMLElement): void {
  const service = part.closest('form')?.querySelector<HTMLSelectElement>('[name=service]');
  const ids = part.dataset['shownFor']?.split(' ') ?? [];
  const fit = () => (part.hidden = !ids.includes(service?.value ?? ''));
  service?.addEventListener('change', fit);
  fit();
}

function askIn(place: HTMLElement): void {
  const form = place.closest('form');
  const part = <T extends HTMLElement>(selector: string) => place.querySelector<T>(selector);
  const search = part<HTMLInputElement>('[name=who]');
  const number = part<HTMLInputElement>('[name=customer]');
  const [asks, known, words] = [part('[data-ask]'), part('[data-known]'), part('[data-known-words]')];
  if (!form || !search || !number || !asks || !known || !words) return;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | null;
  const names = form.querySelector<HTMLElement>('[data-names]');
  const forNew = form.querySelector<HTMLElement>('[data-for-new]');

  const show = (isKnown: boolean) => {
    asks.hidden = isKnown;
    known.hidden = !isKnown;
    if (forNew) forNew.hidden = isKnown;
    part('[data-found]')?.remove();
    // In the calendar only what a new customer still needs is shown.
    if (names) names.hidden = isKnown || FIELDS.every((name) => !field(name)?.value);
  };
  /** The next field to fill: what is missing of a new customer, then the service, then the time. */
  const goOn = (isKnown: boolean) => {
    const names = isKnown ? ['service', 'date', 'time'] : ['last_name', 'phone', 'service', 'date', 'time'];
    const next = names.map(field).find((one) => one && one.value === '');
    (next ?? form.querySelector<HTMLElement>('button.primary'))?.focus();
  };
  const choose = (option: HTMLElement) => {
    const { dataset } = option;
    const isKnown = Boolean(dataset['customer']);
    number.value = dataset['customer'] ?? '';
    for (const name of FIELDS) {
      const own = field(name);
      // What was typed of a new customer already stays.
      if (own && (isKnown || own.value === '')) own.value = dataset[name] ?? '';
    }
    if (isKnown) words.replaceChildren(...option.childNodes);
    search.value = '';
    show(isKnown);
    goOn(isKnown);
  };
  suggest(search, { source: place.dataset['caller'] ?? '', choose });
  part('[name=find]')?.setAttribute('hidden', '');
  known.querySelector('button')?.addEventListener('click', (event) => {
    event.preventDefault();
    number.value = '';
    for (const name of FIELDS) {
      const own = field(name);
      if (own) own.value = '';
    }
    show(false);
    search.focus();
  });
}
