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
const ofNode = () => Node.prototype;
const parentElement = getter<Element | null>(ofNode, 'parentElement');
const parentNode = getter<ParentNode | null>(ofNode, 'parentNode');
const firstChild = getter<ChildNode | null>(ofNode, 'firstChild');
const nextSibling = getter<ChildNode | null>(ofNode, 'nextSibling');
const previousSibling = getter<ChildNode | null>(ofNode, 'previousSibling');
const shadowRoot = getter<ShadowRoot | null>(() => Element.prototype, 'shadowRoot');
const localName = getter<string>(() => Element.prototype, 'localName');

export const root = (): Element | null => documentElement(document) ?? null;
export const isHidden = (): boolean => documentHidden(document) === true;
export const isLoading = (): boolean => documentState(document) === 'loading';
export const hasFocus = (): boolean => Document.prototype.hasFocus.call(document);
export const isWholePageEditable = (): boolean => designMode(document) === 'on';
export const activeElement = (): Element | null => documentActive(document) ?? null;
export const nodeAbove = (node: Node): Node | null => parentNode(node) ?? null;
export const firstIn = (node: Node): Node | null => firstChild(node) ?? null;
export const nodeAfter = (node: Node): Node | null => nextSibling(node) ?? null;
export const nodeBefore = (node: Node): Node | null => previousSibling(node) ?? null;
export const openShadowRoot = (element: Element): ShadowRoot | null => shadowRoot(element) ?? null;
export const nameOf = (element: Element): string => localName(element) ?? '';
export const parentOf = (node: Node): Element | null => parentElement(node) ?? null;
export const createElement = (name: string): HTMLElement =>
  Document.prototype.createElement.call(document, name);
export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);
export const matches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);
export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name);
export const hasAttributes = (element: Element): boolean => Element.prototype.hasAttributes.call(element);
export const holds = (node: Node, other: Node): boolean => Node.prototype.contains.call(node, other);
export const allIn = (parent: ParentNode, selector: string): Iterable<Element> =>
  (parent instanceof Element ? Element : DocumentFragment).prototype.querySelectorAll.call(parent, selector);

export const countElements = (): number => Document.prototype.getElementsByTagName.call(document, '*').length;

/** The host of the shadow tree that the node is in. */
export function hostAbove(node: Node): Element | null {
  const root = Node.prototype.getRootNode.call(node);
  return root instanceof ShadowRoot ? root.host : null;
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
