import { allIn, closest, holds, hostAbove, parentOf, root } from './untampered.ts';

/** The layer in which a card can be reached: a modal dialog makes the rest of the page inert, and an element in full screen takes every press. */

const IN_FRONT = 'dialog:modal,:fullscreen';

/** The modal dialog or the element in full screen that holds the node, else the page. */
export function layerAround(node: Node): Element | null {
  for (let at: Node | null = node; at; ) {
    const element: Element | null = at instanceof Element ? at : parentOf(at);
    const front = element && closest(element, IN_FRONT);
    if (front) return front;
    at = hostAbove(element ?? at);
  }
  return root();
}

/** The layer that covers the element. */
export function layerInFront(element: Element): Element | undefined {
  const page = root();
  // Of several, the last opened is usually the last in the page too.
  return page ? [...allIn(page, IN_FRONT)].findLast((front) => !holds(front, element)) : undefined;
}
