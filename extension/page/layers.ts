import { allIn, closest, holds, hostAbove, parentOf, root } from './untampered.ts';

/** Where a card can be reached: a page's modal dialog makes everything outside itself inert. */

const MODAL = 'dialog:modal';

/** The modal dialog that holds the node, else the page. */
export function layerAround(node: Node): Element | null {
  for (let at: Node | null = node; at; ) {
    const element: Element | null = at instanceof Element ? at : parentOf(at);
    const dialog = element && closest(element, MODAL);
    if (dialog) return dialog;
    at = hostAbove(element ?? at);
  }
  return root();
}

/** A modal dialog that has opened over the element. */
export function layerInFront(element: Element): Element | undefined {
  const page = root();
  // Of several, the one that was opened last is mostly the last in the page too.
  return page ? [...allIn(page, MODAL)].findLast((dialog) => !holds(dialog, element)) : undefined;
}
