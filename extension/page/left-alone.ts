import {
  allIn,
  closest,
  hasAttributes,
  holds,
  hostAbove,
  isWholePageEditable,
  matches,
  nameOf,
  parentOf,
} from './untampered.ts';

/** Elements that are never read: fields and editors that people write in, and what is no text. */

const NAMES =
  'script style noscript template head title desc metadata defs input textarea select kbd var time math canvas object embed iframe audio video'.split(
    ' ',
  );
const LEFT = new Set(NAMES);
const EDITABLE = '[contenteditable]:not([contenteditable="false" i])';
const ISLAND = '[contenteditable="false" i]';
/** Editors that draw what is written in a hidden field. */
const EDITORS = '.CodeMirror,.cm-editor,.monaco-editor,.ace_editor';
const READ_ONLY = `[aria-readonly="true" i],${ISLAND},:has(textarea[readonly],.cm-content:is(${ISLAND},[aria-readonly="true" i]))`;
const EDITED = `:is([role="textbox" i],[role="searchbox" i],[role="combobox" i],${EDITORS}):not(${READ_ONLY})`;
/** One selector for all of these. */
export const LEFT_ALONE = `${NAMES},${EDITABLE},${EDITED}`;

/** Judges the element itself, not the elements around it. */
export function isLeftAlone(element: Element): boolean {
  return LEFT.has(nameOf(element)) || (hasAttributes(element) && matches(element, `${EDITABLE},${EDITED}`));
}

/** Judges the node and every element around it, hosts of shadow roots included. */
export function isInLeftAlone(node: Node): boolean {
  if (isWholePageEditable()) return true;
  for (let at: Node | null = node; at; ) {
    const element: Element | null = at instanceof Element ? at : parentOf(at);
    const found = element && closest(element, `${NAMES},${EDITED},[contenteditable]`);
    if (found) return !isIsland(found);
    at = hostAbove(element ?? at);
  }
  return false;
}

/** Whether nobody can write in the element, even if it lies in an editor. */
export function isIsland(element: Element): boolean {
  return hasAttributes(element) && matches(element, ISLAND);
}

/** The outermost islands in an editor. */
export function islandsIn(editor: Element): Element[] {
  if (LEFT.has(nameOf(editor))) return [];
  return [...allIn(editor, ISLAND)].filter((island) => {
    const above = parentOf(island);
    const around = above && closest(above, '[contenteditable]');
    return !around || !isIsland(around) || !holds(editor, around);
  });
}
