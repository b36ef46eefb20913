// Notices that a page's colours have changed, whatever changed them: a style sheet that comes late, a class on a wrapper, a
// script, a transition. Browsers tell of none of these, so what is computed is looked at.

/** As long as a visitor takes no notice; what is looked at has not to be computed again unless the page has changed. */
const LOOK_MS = 250;

/** Calls `check` regularly while `host` is seen, and for each frame while it answers that something changes. */
export function watchColors(host: HTMLElement, check: () => boolean, signal: AbortSignal): void {
  let isSeen = true;
  const look = (): void => {
    if (!signal.aborted && isSeen && !document.hidden && check()) requestAnimationFrame(look);
  };
  const observer = new IntersectionObserver((entries) => {
    isSeen = entries.at(-1)!.isIntersecting;
    look();
  });
  observer.observe(host);
  const looking = setInterval(look, LOOK_MS);
  // Most pages switch between light and dark so: there it is seen at once.
  const switches = new MutationObserver(look);
  for (const node of [document.documentElement, document.body]) switches.observe(node, { attributes: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    switches.disconnect();
    clearInterval(looking);
  });
}
