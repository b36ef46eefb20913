// Lets the list follow what comes in, and gives a mail the height it needs. The page works without it.
const fit = () => {
  for (const frame of document.querySelectorAll('iframe')) {
    const page = frame.contentDocument?.documentElement;
    if (page) frame.style.height = `${page.scrollHeight}px`;
  }
};
document.querySelector('iframe')?.addEventListener('load', fit);
addEventListener('resize', fit);
fit();

const list = document.querySelector('.list');
const links = () => [...list.querySelectorAll('a')];
// What came before one looked is not new.
const known = new Set(list && links().map((link) => link.pathname));
const current = list?.querySelector('[aria-current]')?.pathname;

async function update() {
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.list');
  if (!fresh) return;
  if (!list) return location.reload();
  const focused = list.contains(document.activeElement) && document.activeElement.pathname;
  // Only the list is new: what is read stays, and stays the one that is marked.
  list.replaceChildren(...fresh.children);
  for (const link of links()) {
    if (link.pathname === current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
    link.classList.toggle('new', !known.has(link.pathname));
    if (link.pathname === focused) link.focus();
  }
  const newest = list.querySelector('a.new b');
  const status = document.querySelector('[role=status]');
  if (newest) status.textContent = `${status.dataset.says} ${newest.textContent}`;
}

// One after the other, so that an older answer never replaces a newer one; what fails is made up for by the next.
let turn = Promise.resolve();
const follow = () => (turn = turn.then(update).catch(() => {}));
const arrivals = new EventSource(new URL('arrivals', document.currentScript.src));
arrivals.addEventListener('mail', follow);
// After a pause, in which mails may have come.
arrivals.addEventListener('open', follow);
