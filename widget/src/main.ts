// The loader: finds its own script tag and server, defines the element, and inserts one where the page names only the tag.
// What a page may want beside that is in `places.ts`, which comes later.
import { NAME, PLACE, type Placed } from './contract';
import { elementFor } from './element';
import { loadPlaces } from './files';
import { elementOf } from './options';

const { currentScript } = document;
// Must be read synchronously: it is null in every later task. In modules, shadow trees and where a site builder delays
// scripts it always is; then a trace of calls tells the address.
const own = addressIn((currentScript as HTMLScriptElement | null)?.src || `${new Error().stack}`);

// In an older browser the element remains unknown, and what the page has put into it is shown: the link to the booking page.
if ('adoptedStyleSheets' in document && CSS.supports('color', 'color-mix(in srgb, red 50%, tan)')) begin();

/** The URL in front of "widget.js", so that a server below a path works, too; null in a file of another name. */
function addressIn(text: string): string | null {
  return text.match(/https?:\/\/[^\s()?#]*\/(?=widget\.js(?![\w.-]))/)?.[0] ?? null;
}

/** The server of a tag. Site builders keep the address of a delayed script in attributes of their own. */
function serverOf(tag: Element): string | null {
  return [...tag.attributes].map(({ value }) => addressIn(value)).find(Boolean) ?? null;
}

function begin(): void {
  const present = (customElements.get(NAME) as { present?: Set<Placed> } | undefined)?.present ?? new Set();
  if (!customElements.get(NAME)) customElements.define(NAME, elementFor(own, present));
  // Elements further down may not be parsed yet.
  afterParsing(() => {
    const tags = currentScript ? [currentScript] : [...document.scripts].filter((tag) => own && serverOf(tag) === own);
    for (const tag of tags) place(tag, [...present]);
    const places = () => loadPlaces(own ?? [...present][0]?.base, present);
    // The times come first.
    if (present.size) document.addEventListener('terminplaner:ready', () => void places(), { once: true });
    else void places();
    (globalThis as { Terminplaner?: object }).Terminplaner ??= {
      /** Opens the planner above the page, for a button of the page's own. */
      open: async (options: object) => (await places())?.openDialog?.(present, options),
    };
  });
}

function place(tag: Element, present: Placed[]): void {
  const element = elementOf(tag);
  const options = element.outerHTML;
  if (own && !element.hasAttribute('server')) element.setAttribute('server', own);
  const others = present.filter(({ base }) => base === element.base);
  // Whoever took the tag away wants no planner; and of one loaded twice there is one.
  if (!tag.isConnected || document.querySelector(PLACE) || others.some(({ placedBy }) => placedBy === options)) return;
  if (others.some(({ placedBy }) => !placedBy)) {
    if (element.attributes.length > 1) console.info(`Terminplaner: set the attributes on <${NAME}>`);
    return;
  }
  element.placedBy = options;
  if (document.body.contains(tag)) tag.after(element);
  else {
    document.body.append(element);
    console.info(`Terminplaner: place <${NAME}>`);
  }
}

function afterParsing(task: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', task, { once: true });
  else task();
}
