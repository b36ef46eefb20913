// Finds customers as one types. Without it, the form's button does.
import { fetchPage, swap } from './swap';

/** How long nothing is typed before it is searched for. */
const PAUSE_MS = 150;

const form = document.querySelector<HTMLFormElement>('[data-find]');
const results = document.getElementById(form?.dataset.find ?? '');
const field = form?.querySelector<HTMLInputElement>('input[type=search]');
let timer = 0;
let newest = 0;

async function find(address: string): Promise<void> {
  const mine = ++newest;
  const page = await fetchPage(address);
  // An answer that was overtaken by a later question says nothing any more.
  if (!page || !results || mine !== newest) return;
  swap(results, page);
  history.replaceState(null, '', address);
}

function findSoon(): void {
  if (!form || !field) return;
  const address = `${form.action}?${new URLSearchParams({ q: field.value })}`;
  clearTimeout(timer);
  timer = window.setTimeout(() => void find(address), PAUSE_MS);
}

field?.addEventListener('input', findSoon);

// The end of what was typed before is where one goes on.
if (field === document.activeElement) field?.setSelectionRange(field.value.length, field.value.length);
