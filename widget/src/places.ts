// What a page may want beside the tag and the element: `<div data-terminplaner>` for site builders that know no other
// elements, places that come later or stand in shadow trees, and a button of its own that opens the planner.
import { ATTRIBUTES, NAME, PLACE, type Placed } from './contract';
import { copyOptions, elementOf } from './options';

const trees = new WeakSet<Node>();

/** Fills every place, there and yet to come, and again when its options change. */
export function findPlaces(present: Set<Placed>): void {
  const watch = (tree: Document | ShadowRoot): void => {
    if (trees.has(tree)) return;
    trees.add(tree);
    const observer = new MutationObserver((records) => {
      for (const { target, addedNodes } of records) [target, ...addedNodes].forEach((node) => node instanceof HTMLElement && look(node));
    });
    observer.observe(tree, { childList: true, subtree: true, attributeFilter: ['data-terminplaner', ...ATTRIBUTES.map((name) => `data-${name}`)] });
    tree.querySelectorAll<HTMLElement>('*').forEach(check);
  };

  const look = (element: HTMLElement): void => {
    check(element);
    element.querySelectorAll<HTMLElement>('*').forEach(check);
  };

  const check = (element: HTMLElement): void => {
    const { localName, shadowRoot } = element;
    if (localName === NAME) return withdraw(element as Placed, present);
    if (element.matches(PLACE)) fill(element);
    if (shadowRoot) watch(shadowRoot);
    // Its shadow tree comes with its definition.
    else if (localName.includes('-') && !customElements.get(localName)) void customElements.whenDefined(localName).then(() => check(element));
  };

  watch(document);
}

/** The element stands in the place, with what it holds. */
function fill(place: HTMLElement): void {
  const there = place.querySelector(`:scope > ${NAME}`);
  if (there) return copyOptions(place, there);
  const element = elementOf(place);
  element.append(...place.childNodes);
  place.append(element);
}

/** Frameworks render their place after the tag has chosen one: there is one planner, where it belongs. */
function withdraw({ placedBy, base, isConnected }: Placed, present: Set<Placed>): void {
  if (placedBy || !isConnected) return;
  for (const other of present) if (other.placedBy && other.base === base && !other.isUsed) other.remove();
}

/** Opens the planner above the page. The same options open the same planner again, at the same step. */
export function openDialog(present: Set<Placed>, options: object = {}): void {
  const element = document.createElement(NAME) as Placed;
  for (const [name, value] of Object.entries({ ...options, mode: 'dialog' })) {
    element.setAttribute(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), `${value}`);
  }
  const placedBy = element.outerHTML;
  const there = [...present].find((other) => other.placedBy === placedBy);
  if (!there) document.body.append(Object.assign(element, { placedBy }));
  (there ?? element).open();
}
