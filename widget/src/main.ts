// The loader: finds its own tag and server, defines the element, and places one where the page has none.
import { ATTRIBUTES, elementFor } from './element';

const NAME = 'online-terminplaner';

// Must be read at once: it is null in every later task, in modules, and where a site builder delays scripts.
const script = (document.currentScript as HTMLScriptElement | null)
  ?? document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');

if (script?.src) {
  /** The address in front of "widget.js", so that a server below a path works too. */
  const server = new URL('.', script.src).href;
  if (!customElements.get(NAME)) customElements.define(NAME, elementFor(server));
  // Elements further down may not be there yet.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => place(script, server), { once: true });
  else place(script, server);
}

function place(tag: HTMLScriptElement, server: string): void {
  const present = document.querySelectorAll<HTMLElement & { server?: string }>(NAME);
  if ([...present].some((element) => element.server === server)) return;
  const element = Object.assign(document.createElement(NAME), { server });
  for (const name of ATTRIBUTES) {
    const value = tag.dataset[name];
    if (value !== undefined) element.setAttribute(name, value);
  }
  if (document.body.contains(tag)) tag.after(element);
  else {
    document.body.append(element);
    console.info(`Terminplaner: place <${NAME}> where the planner should be.`);
  }
}
