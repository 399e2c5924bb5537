import { browser } from 'wxt/browser';
import {
  activeElement,
  firstIn,
  nameOf,
  openOrClosedShadowRoot,
  openShadowRoot,
  treeOf,
} from './untampered.ts';

/** Shadow roots, open and closed. Only extensions may ask for closed ones. */

/** Built-in elements that can be hosts, besides custom elements. https://dom.spec.whatwg.org/#dom-element-attachshadow */
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

/** Most custom elements have a shadow root, some only after a while. */
export function isCustomElement(element: Element): boolean {
  return nameOf(element).includes('-');
}

/**
 * For reading a whole page. Chromium's call for closed roots is slow (about 0.1 ms each), so built-in elements are asked only when
 * they are empty, as most hosts are.
 */
export function likelyShadowRootOf(element: Element): ShadowRoot | null {
  const isLikely = import.meta.env.FIREFOX || isCustomElement(element) || !firstIn(element);
  return isLikely ? shadowRootOf(element) : openShadowRoot(element);
}

function shadowRootOf(element: Element): ShadowRoot | null {
  if (!(element instanceof HTMLElement) || !(isCustomElement(element) || HOSTS.has(nameOf(element))))
    return null;
  if (import.meta.env.FIREFOX) return openOrClosedShadowRoot(element);
  return browser.dom?.openOrClosedShadowRoot(element) ?? null;
}

/** The rules of `entrypoints/phone-marks.css`, which reach no shadow tree in Firefox. */
export const MARK_STYLE =
  '::highlight(phone-number) { text-decoration: underline dotted 1px color-mix(in srgb, currentColor 45%, transparent); ' +
  'text-underline-offset: 0.18em; } ' +
  '::highlight(phone-number-tint) { background-color: color-mix(in srgb, currentColor 12%, transparent); } ' +
  '@media (forced-colors: active) { ::highlight(phone-number-tint) { text-decoration: underline dotted 1px; } }';

/** Firefox paints highlights in a shadow tree only if the tree itself has the style. */
export function letPaintIn(tree: ShadowRoot, signal: AbortSignal): void {
  if (!import.meta.env.FIREFOX) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(MARK_STYLE);
  tree.adoptedStyleSheets.push(sheet);
  const kept = new WeakRef(tree);
  signal.addEventListener('abort', () => {
    const left = kept.deref();
    if (left) left.adoptedStyleSheets = left.adoptedStyleSheets.filter((other) => other !== sheet);
  });
}

/** The focused element, inside shadow roots too. */
export function focused(): Element | null {
  let element = activeElement();
  for (let inside = element; inside; inside = shadowRootOf(inside)?.activeElement ?? null) element = inside;
  return element;
}

/** The text position at a point of the viewport, in shadow trees too. */
export function caretAt(x: number, y: number): { node: Node; offset: number } | undefined {
  const shadowRoots = shadowRootsAt(x, y);
  const found = Document.prototype.caretPositionFromPoint.call(document, x, y, { shadowRoots });
  return found ? { node: found.offsetNode, offset: found.offset } : undefined;
}

/** The topmost element at a point of the viewport, in shadow trees too. */
export function elementAt(x: number, y: number): Element | null {
  const inside: Element[] = [];
  shadowRootsAt(x, y, inside);
  return inside.at(-1) ?? null;
}

/** All elements at a point, the topmost first. */
export function* elementsAt(
  x: number,
  y: number,
  tree: Document | ShadowRoot = document,
): Generator<Element> {
  const kind = tree instanceof ShadowRoot ? ShadowRoot : Document;
  for (const element of kind.prototype.elementsFromPoint.call(tree, x, y)) {
    if (treeOf(element) !== tree) continue;
    const inside = likelyShadowRootOf(element);
    if (inside) yield* elementsAt(x, y, inside);
    yield element;
  }
}

/** Those that the point lies in, the outermost first; `hits` gets the element that is hit in each tree. */
function shadowRootsAt(x: number, y: number, hits: Element[] = []): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  let hit = Document.prototype.elementFromPoint.call(document, x, y);
  if (hit) hits.push(hit);
  for (let root = hit && shadowRootOf(hit); root; root = hit && shadowRootOf(hit)) {
    roots.push(root);
    const inside: Element | null = ShadowRoot.prototype.elementFromPoint.call(root, x, y);
    // Where nothing inside is hit, the host is.
    if (!inside || inside === hit) break;
    hit = inside;
    hits.push(hit);
  }
  return roots;
}
