// Keeps the focus where it was while the calendar is drawn anew: its elements are replaced, so a link is known by its address.

/** Remembers the focus; the result gives it back if it was lost: to the link to the same page, or to `otherwise`. */
export function keepFocus(otherwise?: () => HTMLElement | null): () => void {
  const before = document.activeElement;
  const href = before?.closest('.ec') ? before.getAttribute('href') : null;
  return () => {
    const { activeElement } = document;
    if (activeElement && activeElement !== document.body) return;
    const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
    const again = href ? document.querySelector<HTMLElement>(`.ec a[href="${CSS.escape(href)}"]`) : null;
    (isThere ? before : (again ?? otherwise?.()))?.focus({ preventScroll: true });
  };
}
