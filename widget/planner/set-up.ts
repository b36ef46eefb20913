// The set-up: shows passwords on request, fills in the mail server of a known provider, shows where the widget was
// loaded.

import { IN_BACKGROUND } from './background';
import { parsePage } from './page';

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-reveals]')) {
  const field = document.getElementById(button.dataset.reveals ?? '') as HTMLInputElement | null;
  button.hidden = !field;
  button.addEventListener('click', () => {
    if (!field) return;
    const shown = field.type === 'text';
    field.type = shown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!shown));
  });
  // Browsers remember the input of text fields.
  field?.form?.addEventListener('submit', () => { field.type = 'password'; });
}

// A suggested value is selected, so that typing replaces it.
document.querySelector<HTMLInputElement>('input[data-select]')?.select();

const provider = document.querySelector<HTMLElement>('[data-provider]');
const server = document.querySelector<HTMLDetailsElement>('[data-server]');

/** Hides the server's fields while they are known or not needed yet. */
function askForProvider(provider: HTMLElement, server: HTMLDetailsElement): void {
  const select = provider.querySelector('select');
  const note = provider.querySelector<HTMLElement>('[role=status]');
  if (!select) return;
  const show = () => {
    if (note) note.textContent = select.selectedOptions[0]?.dataset.note ?? '';
    server.open = select.value === 'other' || server.querySelector('[aria-invalid]') !== null;
  };
  select.addEventListener('change', () => {
    const known = select.selectedOptions[0]?.dataset;
    for (const name of ['host', 'port', 'encryption']) {
      const field = server.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`);
      if (field && known?.[name] !== undefined) field.value = known[name];
    }
    show();
  });
  // Opens the fields when one of them is invalid, so that its error is visible.
  server.addEventListener('invalid', () => { server.open = true; }, true);
  provider.hidden = false;
  show();
  if (select.autofocus) select.focus();
}

if (provider && server) askForProvider(provider, server);

const shown = document.querySelector<HTMLElement>('[data-seen]');

document.addEventListener('planner:embedded', async () => {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html', ...IN_BACKGROUND } });
  if (!shown || !answer.ok) return;
  const page = parsePage(await answer.text());
  const fresh = page.querySelector('[data-seen]');
  if (fresh) shown.replaceChildren(...fresh.childNodes);
});
