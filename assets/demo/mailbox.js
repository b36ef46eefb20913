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
async function follow() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (!list) return page.querySelector('.list') && location.reload();
  const before = new Set([...list.querySelectorAll('a')].map((link) => link.pathname));
  const focused = list.contains(document.activeElement) && document.activeElement.pathname;
  // What is read stays: only the list is new. The mail that is open is the one marked in it.
  const current = list.querySelector('[aria-current]')?.pathname;
  list.replaceChildren(...page.querySelector('.list').children);
  for (const link of list.querySelectorAll('a')) {
    if (link.pathname === current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
    if (!before.has(link.pathname)) link.classList.add('new');
    if (link.pathname === focused) link.focus();
  }
  const newest = list.querySelector('a.new b');
  const status = document.querySelector('[role=status]');
  if (newest) status.textContent = `${status.dataset.says} ${newest.textContent}`;
}
const arrivals = new EventSource('/arrivals');
arrivals.addEventListener('mail', follow);
// After a pause, in which mails may have come.
arrivals.addEventListener('open', follow);
