/**
 * The page's document through prototype methods only. Named elements (`<img name="body">`, `<input name="closest">`) shadow
 * properties of the document and of forms, in every world; prototypes of this isolated world they cannot reach.
 */

/** Looked up at the first call: the build reads this file where there is no document. */
function getter<T>(prototype: () => object, name: string): (self: object) => T | undefined {
  let get: (() => T) | undefined;
  return (self) => {
    get ??= Object.getOwnPropertyDescriptor(prototype(), name)?.get;
    return get?.call(self);
  };
}

const ofDocument = () => Document.prototype;

const documentElement = getter<Element | null>(ofDocument, 'documentElement');
const documentHidden = getter<boolean>(ofDocument, 'hidden');
const documentActive = getter<Element | null>(ofDocument, 'activeElement');
const documentState = getter<DocumentReadyState>(ofDocument, 'readyState');
const designMode = getter<string>(ofDocument, 'designMode');
const parentElement = getter<Element | null>(() => Node.prototype, 'parentElement');

export const root = (): Element | null => documentElement(document) ?? null;
export const isHidden = (): boolean => documentHidden(document) === true;
export const isLoading = (): boolean => documentState(document) === 'loading';
export const hasFocus = (): boolean => Document.prototype.hasFocus.call(document);
export const isWholePageEditable = (): boolean => designMode(document) === 'on';
export const parentOf = (node: Node): Element | null => parentElement(node) ?? null;
export const createElement = (name: string): HTMLElement =>
  Document.prototype.createElement.call(document, name);
export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);
export const matches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);
export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name);
export const walkerFrom = (from: Node, filter: (node: Node) => number): TreeWalker =>
  Document.prototype.createTreeWalker.call(
    document,
    from,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    filter,
  );

/** The focused element, looked for inside open shadow roots too. */
export function focused(): Element | null {
  let element = documentActive(document) ?? null;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Where in the text a point of the viewport lies. */
export function caretAt(x: number, y: number): { node: Node; offset: number } | undefined {
  const found = Document.prototype.caretPositionFromPoint.call(document, x, y);
  return found ? { node: found.offsetNode, offset: found.offset } : undefined;
}

/** Elements under a document, a shadow root or an element. */
export function queryAll(root: Document | ShadowRoot | Element, selector: string): Element[] {
  const prototype =
    root instanceof Element
      ? Element.prototype
      : root instanceof Document
        ? Document.prototype
        : DocumentFragment.prototype;
  return [...prototype.querySelectorAll.call(root, selector)];
}
