import { attributeOf, hasAttributes, matches, textOf, treeOf } from './untampered.ts';

/** A few words that may name what stands beside them. */

const MAX_LABEL = 40;
const ATTRIBUTES = ['aria-label', 'data-label', 'data-th', 'data-title', 'title', 'alt'];
/** Icons that a style draws. */
const ICON = /(?:^|[\s_-])(phone|telephone|tel|mobile|smartphone|call|fax|whatsapp)(?=$|[\s_-])/i;

/** Names of classes that a page gives to its phone numbers. */
const CLASS = /(?:^|[\s_-])(phone|telephone|telefono?|tel|fax)(?:[_-]?(?:number|no|nr))?(?=$|\s)/i;

/** The text as a label; undefined if it is none: a sentence, or words with a number of their own. */
export function asLabel(text: string): string | undefined {
  const label = text.replace(/\s+/g, ' ').trim();
  if (label.length > MAX_LABEL || !/\p{L}/u.test(label) || /\p{Nd}{2}/u.test(label)) return undefined;
  return /\S+ \S+ .*[.!?]$/.test(label) ? undefined : label.replace(/[:：]$/, '');
}

/** The label that attributes of the element state, its class last. */
export function statedLabel(element: Element): string | undefined {
  if (!hasAttributes(element)) return undefined;
  for (const id of (attributeOf(element, 'aria-labelledby') ?? '').split(/\s+/).slice(0, 3)) {
    const named = id ? elementById(element, id) : null;
    const label = named && asLabel(textOf(named, MAX_LABEL + 1));
    if (label) return label;
  }
  for (const name of ATTRIBUTES) {
    const label = asLabel(attributeOf(element, name) ?? '');
    if (label) return label;
  }
  return CLASS.exec(attributeOf(element, 'class') ?? '')?.[1];
}

/** The label that an element is. Empty where its words are none; undefined where it has no words. */
export function labelOf(element: Element): string | undefined {
  if (matches(element, 'script,style,template')) return undefined;
  const text = textOf(element, 4 * MAX_LABEL);
  if (/\p{L}/u.test(text)) return asLabel(text) ?? '';
  return statedLabel(element) ?? ICON.exec(attributeOf(element, 'class') ?? '')?.[1];
}

function elementById(beside: Node, id: string): Element | null {
  const tree = treeOf(beside);
  const kind = tree instanceof ShadowRoot ? ShadowRoot : Document;
  return kind.prototype.getElementById.call(tree, id);
}
