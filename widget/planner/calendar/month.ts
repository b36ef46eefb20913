// The arrow keys in the month: from day to day, and from week to week.

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Adds the keys; the month may be replaced by a newer one. */
export function startMonth(): void {
  const agenda = document.querySelector<HTMLElement>('[data-agenda]');
  agenda?.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const day = event.target instanceof Element ? event.target.closest('[data-month] a') : null;
    if (!step || !day || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    // Elsewhere the arrow keys go to another month.
    event.stopPropagation();
    event.preventDefault();
    const days = [...agenda.querySelectorAll<HTMLElement>('[data-month] a')];
    days[days.findIndex((one) => one === day) + step]?.focus();
  });
}
