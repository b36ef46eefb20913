// The planner in a dialog above the page.
import type { Dialog } from './contract';
import styleText from './dialog.css';
import type { Builder } from './dom';

let sheet: CSSStyleSheet | undefined;

/** Closing returns the focus to what had it before. `root` gets the dialog's style sheet. */
export function createDialog(h: Builder, root: ShadowRoot, nodes: Node[]): Dialog {
  if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(styleText);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const close = h('button', { class: 'arrow close', click: () => node.close() }, '✕');
  const node = h('dialog', { class: 'dialog' }, close, ...nodes);
  return {
    node,
    show() {
      // Taken off the page, an open dialog is no longer above it, and still says that it is open.
      if (node.open && !node.matches(':modal')) node.open = false;
      if (!node.open) node.showModal();
    },
    label(t) {
      node.ariaLabel = t.open;
      close.ariaLabel = t.close ?? '✕';
    },
  };
}
