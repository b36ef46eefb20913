// The options of a planner, from the attributes `data-…` of a tag or a place.
import { ATTRIBUTES, NAME, type Placed } from './contract';

export function elementOf(source: Element): Placed {
  const element = document.createElement(NAME) as Placed;
  copyOptions(source, element);
  return element;
}

export function copyOptions(source: Element, element: Element): void {
  for (const name of ATTRIBUTES) {
    const value = source.getAttribute(`data-${name}`);
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}
