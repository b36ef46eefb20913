// The offer to take back what was done goes away when it can be taken back no more.

function withdraw(offer: HTMLElement): void {
  const form = offer.querySelector('form');
  if (!form) return;
  const had = form.contains(document.activeElement);
  form.remove();
  const note = offer.querySelector<HTMLElement>('.note');
  if (!had || !note) return;
  note.tabIndex = -1;
  note.focus({ preventScroll: true });
}

const limited = new WeakSet<Element>();

/** Sets the ends of offers. A copy keeps the end of its original. */
function limit(): void {
  for (const offer of document.querySelectorAll<HTMLElement>('main > .undoable[data-seconds]')) {
    if (limited.has(offer)) continue;
    limited.add(offer);
    const until = (offer.dataset.until ??= String(Date.now() + Number(offer.dataset.seconds) * 1000));
    window.setTimeout(() => withdraw(offer), Number(until) - Date.now());
  }
}

/** Limits the offers of this page, and those that come into it later. */
export function limitUndo(): void {
  const main = document.querySelector('main');
  if (!main) return;
  limit();
  new MutationObserver(limit).observe(main, { childList: true });
}
