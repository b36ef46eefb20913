// The page with the tag: shows it anew when something is chosen, and copies it.

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-resubmit]')) {
  form.addEventListener('change', () => form.requestSubmit());
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const text = document.getElementById(button.dataset.copy ?? '');
  const status = button.parentElement?.querySelector<HTMLElement>('[data-copied]');
  // Browsers offer the clipboard to pages that came encrypted, or from this machine.
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text?.textContent ?? '');
    if (status) status.textContent = status.dataset.copied ?? '';
  });
}

export {};
