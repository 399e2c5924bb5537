import {
  closest,
  hasAttributes,
  hostAbove,
  isWholePageEditable,
  matches,
  nameOf,
  parentOf,
} from './untampered.ts';

/** What is never read: what people write in, and what is no prose. `<pre>` is read: plain-text mails are shown in it. */

const NAMES = new Set(
  (
    'script style noscript template head input textarea select code kbd samp var time svg math canvas object embed ' +
    'iframe audio video'
  ).split(' '),
);
const BY_ATTRIBUTE = [
  '[contenteditable]:not([contenteditable="false" i])',
  '[role="textbox" i],[role="searchbox" i],[role="combobox" i]',
  '.CodeMirror,.cm-editor,.monaco-editor,.ace_editor,.ProseMirror,.ql-editor',
].join(',');
/** A selector for all of it. */
export const LEFT_ALONE = [...NAMES, BY_ATTRIBUTE].join(',');

/** The element by itself, whatever it lies in. */
export function isLeftAlone(element: Element): boolean {
  return NAMES.has(nameOf(element)) || (hasAttributes(element) && matches(element, BY_ATTRIBUTE));
}

/** The node, or anything that it lies in; hosts of shadow roots too. */
export function isInLeftAlone(node: Node): boolean {
  if (isWholePageEditable()) return true;
  for (let at: Node | null = node; at; ) {
    const element: Element | null = at instanceof Element ? at : parentOf(at);
    if (element && closest(element, LEFT_ALONE)) return true;
    at = hostAbove(element ?? at);
  }
  return false;
}
