/**
 * The page's nodes through prototype methods only. Named elements (`<img name="body">`, `<input name="closest">`) shadow properties
 * of the document and of forms, in every world; prototypes of this isolated world they cannot reach. `npm run check` finds whatever
 * touches a node otherwise; `test/setup/page-nodes.ts` says which values count as one.
 */

/**
 * Looked up at the first call: the build reads this file where there is no document.
 * @__NO_SIDE_EFFECTS__
 */
function getter<T extends object, K extends keyof T>(prototype: () => T, name: K): (self: T) => T[K] {
  let descriptor: PropertyDescriptor | undefined;
  return (self) => {
    descriptor ??= Object.getOwnPropertyDescriptor(prototype(), name);
    return descriptor?.get?.call(self);
  };
}

const ofDocument = () => Document.prototype;
const documentElement = getter(ofDocument, 'documentElement');
const documentHidden = getter(ofDocument, 'hidden');
const documentActive = getter(ofDocument, 'activeElement');
const documentState = getter(ofDocument, 'readyState');
const designMode = getter(ofDocument, 'designMode');

export const root = (): Element | null => documentElement(document);
export const isHidden = (): boolean => documentHidden(document);
export const isLoading = (): boolean => documentState(document) === 'loading';
export const hasFocus = (): boolean => Document.prototype.hasFocus.call(document);
export const isWholePageEditable = (): boolean => designMode(document) === 'on';
export const activeElement = (): Element | null => documentActive(document);
export const countElements = (): number => Document.prototype.getElementsByTagName.call(document, '*').length;

const ofNode = () => Node.prototype;
export const parentOf = getter(ofNode, 'parentElement');
export const nodeAbove: (node: Node) => Node | null = getter(ofNode, 'parentNode');
export const firstIn: (node: Node) => Node | null = getter(ofNode, 'firstChild');
export const nodeAfter: (node: Node) => Node | null = getter(ofNode, 'nextSibling');
export const nodeBefore: (node: Node) => Node | null = getter(ofNode, 'previousSibling');
export const isInPage = getter(ofNode, 'isConnected');
export const treeOf = (node: Node): Node => Node.prototype.getRootNode.call(node);
export const holds = (node: Node, other: Node): boolean => Node.prototype.contains.call(node, other);
export const isBefore = (node: Node, other: Node): boolean =>
  (Node.prototype.compareDocumentPosition.call(node, other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** What Firefox shows to extensions only. */
interface FirefoxElement extends Element {
  openOrClosedShadowRoot: ShadowRoot | null;
}

const ofElement = () => Element.prototype;
export const nameOf = getter(ofElement, 'localName');
export const openShadowRoot = getter(ofElement, 'shadowRoot');
export const countChildren = getter(ofElement, 'childElementCount');
const firefoxShadowRoot = getter(() => Element.prototype as FirefoxElement, 'openOrClosedShadowRoot');
export const openOrClosedShadowRoot = (element: Element): ShadowRoot | null =>
  firefoxShadowRoot(element as FirefoxElement);
export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);
export const matches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);
export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name);
export const hasAttributes = (element: Element): boolean => Element.prototype.hasAttributes.call(element);
export const rectOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);
export const rectsOf = (element: Element): DOMRectList => Element.prototype.getClientRects.call(element);
export const append = (parent: Element, child: Node): void => Element.prototype.append.call(parent, child);
export const focusOn = (element: HTMLElement): void =>
  HTMLElement.prototype.focus.call(element, { preventScroll: true });

/** Moves a node without loading the frames in it anew. False where the browser cannot. https://dom.spec.whatwg.org/#dom-parentnode-movebefore */
export function moveInto(parent: Element, node: Node): boolean {
  if (!('moveBefore' in Element.prototype)) return false;
  Element.prototype.moveBefore.call(parent, node, null);
  return true;
}

export function createElement<K extends 'div' | 'iframe'>(name: K): HTMLElementTagNameMap[K] {
  return Document.prototype.createElement.call(document, name) as HTMLElementTagNameMap[K];
}

/** The host of the shadow tree that the node is in. */
export function hostAbove(node: Node): Element | null {
  const tree = treeOf(node);
  return tree instanceof ShadowRoot ? tree.host : null;
}

/** Elements under a document, a shadow root or an element. */
export function allIn(root: ParentNode, selector: string): NodeListOf<Element> {
  const kind = root instanceof Element ? Element : root instanceof Document ? Document : DocumentFragment;
  return kind.prototype.querySelectorAll.call(root, selector);
}

export function firstOf(root: Element, selector: string): Element | null {
  return Element.prototype.querySelector.call(root, selector);
}

export const queryAll = (root: ParentNode, selector: string): Element[] => [...allIn(root, selector)];

/** The texts in an element, one after the other, up to a length. */
export function textOf(element: Element, longest: number): string {
  const walker = Document.prototype.createTreeWalker.call(document, element, NodeFilter.SHOW_TEXT);
  let text = '';
  while (text.length < longest) {
    const node = walker.nextNode();
    if (!(node instanceof Text)) break;
    text += node.data;
  }
  return text.slice(0, longest);
}
