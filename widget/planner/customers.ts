// Searches customers while typing. Without scripts the form's button does it.
import { fetchPage, swap } from './swap';

/** Delay after the last key before searching. */
const PAUSE_MS = 150;

const form = document.querySelector<HTMLFormElement>('[data-find]');
const results = document.getElementById(form?.dataset.find ?? '');
const field = form?.querySelector<HTMLInputElement>('input[type=search]');
let timer = 0;
let newest = 0;

async function find(address: string): Promise<void> {
  const mine = ++newest;
  const page = await fetchPage(address);
  // The response to an outdated search is dropped.
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

// Puts the cursor at the end of the previous input.
if (field === document.activeElement) field?.setSelectionRange(field.value.length, field.value.length);
