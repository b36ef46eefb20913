// What the visitor types, presses and points at in the planner is none of the page's business: its hotkeys, sliders and
// scroll effects would act on it, since to the page all of it happens at one element that is no field.

const KEYS = ['keydown', 'keypress', 'keyup'];
const OTHERS = [
  'beforeinput', 'input', 'change', 'compositionstart', 'compositionupdate', 'compositionend', 'copy', 'cut', 'paste',
  'click', 'dblclick', 'auxclick', 'contextmenu', 'mousedown', 'mouseup', 'mousemove', 'pointerdown', 'pointerup', 'pointermove', 'pointercancel',
  'touchstart', 'touchmove', 'touchend', 'touchcancel', 'dragstart', 'selectstart',
];

const FACTS = ['key', 'code', 'location', 'ctrlKey', 'shiftKey', 'altKey', 'metaKey', 'repeat', 'isComposing', 'charCode', 'keyCode'] as const;

/** Keeps events of the tree inside it. Not Tab, and Escape only for our own dialog: dialogs of the page need them. */
export function guard(tree: ShadowRoot, signal: AbortSignal): void {
  const isFree = ({ key }: KeyboardEvent) => key === 'Tab' || (key === 'Escape' && !tree.querySelector('dialog[open]'));
  for (const type of OTHERS) tree.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true });

  // Pages also listen to keys on their way down to the field: the key goes no further, and is given to the field as an
  // event that never leaves the shadow tree. What the browser does with the key, such as typing, it still does.
  const inside = (event: KeyboardEvent): void => {
    const path = event.composedPath();
    if (!path.includes(tree) || isFree(event)) return;
    event.stopImmediatePropagation();
    // Not a KeyboardEvent: in Firefox those leave the tree whatever they say.
    const own = new Event(event.type, { bubbles: true, cancelable: true });
    for (const name of FACTS) Object.defineProperty(own, name, { value: event[name] });
    if (!path[0]!.dispatchEvent(own)) event.preventDefault();
  };
  for (const type of KEYS) addEventListener(type, inside as EventListener, { capture: true, signal });
}

/** When the element is moved, the browser takes the focus away; some say so before the element is there again. */
export function keepFocus(tree: ShadowRoot, signal: AbortSignal): () => void {
  let focused = tree.activeElement as HTMLElement | null;
  tree.addEventListener('focusin', ({ target }) => (focused = target as HTMLElement), { signal });
  tree.addEventListener('focusout', () => queueMicrotask(() => {
    if (tree.activeElement !== focused) focused = null;
  }), { signal });
  return () => {
    if (document.activeElement === document.body) focused?.focus({ preventScroll: true });
  };
}
