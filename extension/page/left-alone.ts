import {
  closest,
  hasAttributes,
  hostAbove,
  isWholePageEditable,
  matches,
  nameOf,
  parentOf,
} from './untampered.ts';

/** Elements that are never read: fields that people write in, and code. `<pre>` is read, because it shows plain-text mails. */

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
/** One selector for all of these. */
export const LEFT_ALONE = [...NAMES, BY_ATTRIBUTE].join(',');

/** Judges the element itself, not the elements around it. */
export function isLeftAlone(element: Element): boolean {
  return NAMES.has(nameOf(element)) || (hasAttributes(element) && matches(element, BY_ATTRIBUTE));
}

/** Judges the node and every element around it, hosts of shadow roots included. */
export function isInLeftAlone(node: Node): boolean {
  if (isWholePageEditable()) return true;
  for (let at: Node | null = node; at; ) {
    const element: Element | null = at instanceof Element ? at : parentOf(at);
    if (element && closest(element, LEFT_ALONE)) return true;
    at = hostAbove(element ?? at);
  }
  return false;
}
