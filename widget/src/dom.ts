// Creates DOM nodes. Text is only inserted as text nodes, and all listeners are removed by the widget's signal.

export type Child = Node | string | null | undefined | false;
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;
export type Builder = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Attributes | null,
  ...children: Child[]
) => HTMLElementTagNameMap[K];

/** Creates the function that builds elements; a function among the attributes is an event listener. */
export function builder(signal: AbortSignal): Builder {
  return (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    if (node instanceof HTMLButtonElement) node.type = 'button';
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (typeof value === 'function') node.addEventListener(name, value, { signal });
      else setAttribute(node, name, value);
      // Classes are also parts, so that the page can style them.
      if (name === 'class') setAttribute(node, 'part', value as string);
    }
    node.append(...children.filter((child) => !!child) as (Node | string)[]);
    return node;
  };
}

/** Sets an attribute; null or false removes it. */
export function setAttribute(node: Element, name: string, value: string | number | boolean | null | undefined): void {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? '' : `${value}`);
}

/** Focuses an element, also one that is not a control, such as the heading of a new step. Screen readers read on from there. */
export function focusOn(node: HTMLElement | null | undefined): void {
  if (!node) return;
  if (node.tabIndex < 0 && !node.hasAttribute('tabindex')) node.tabIndex = -1;
  node.focus();
  // The reading cursor of some follows the selection, not the focus.
  if (node.isConnected) getSelection()?.collapse(node, 0);
}
