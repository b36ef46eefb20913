// The loader: finds its own script tag and server, defines the element, and inserts one if the page has none.
import { ATTRIBUTES, elementFor } from './element';

const NAME = 'online-terminplaner';
const { currentScript } = document;

// Must be read synchronously: it is null in every later task.
if (currentScript instanceof HTMLScriptElement) begin(currentScript);
else afterParsing(() => begin(lostTag()));

/** In modules, and where a site builder delays scripts: the first of the widget's tags without an element. */
function lostTag(): HTMLScriptElement | undefined {
  const tags = [...document.querySelectorAll<HTMLScriptElement>('script[src*="/widget.js"]')];
  return tags.find((tag) => !placed(serverOf(tag))) ?? tags[0];
}

/** The URL in front of "widget.js", so that a server below a path works, too. */
function serverOf(tag: HTMLScriptElement): string {
  return new URL('.', tag.src).href;
}

function placed(server: string): boolean {
  const elements = document.querySelectorAll<HTMLElement & { base?: string }>(NAME);
  return [...elements].some((element) => element.base === server);
}

function begin(tag: HTMLScriptElement | undefined): void {
  if (!tag?.src) return;
  if (!customElements.get(NAME)) customElements.define(NAME, elementFor(serverOf(tag)));
  // Elements further down may not be parsed yet.
  afterParsing(() => place(tag));
}

function place(tag: HTMLScriptElement): void {
  const server = serverOf(tag);
  // Whoever took the tag away wants no planner; it has no other place.
  if (placed(server) || !tag.isConnected) return;
  const element = document.createElement(NAME);
  element.setAttribute('server', server);
  for (const name of ATTRIBUTES) {
    const value = tag.getAttribute(`data-${name}`);
    if (value !== null) element.setAttribute(name, value);
  }
  if (document.body.contains(tag)) tag.after(element);
  else {
    document.body.append(element);
    console.info(`Terminplaner: place <${NAME}> where the planner should be.`);
  }
}

function afterParsing(task: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', task, { once: true });
  else task();
}
