import { type Box, cardSize, placeCard } from './placement.ts';
import { append, attributeOf, createElement, holds, matches, moveInto, treeOf } from './untampered.ts';

/** The one element that is ever added to a page: a host whose shadow root is closed, in it the card's frame. */

/** So long a card that has moved takes no press: a page must not slide a button under a click. */
export const SETTLE_MS = 500;
/** Other extensions touch every element of a page once or twice; more is an attack on this one. */
const MAX_FOREIGN_CHANGES = 10;

export interface CardHost {
  element: HTMLDivElement;
  /** Gives the card the keyboard, now and once its document is there. */
  focus(): void;
  /** Moves the card, into CSS pixels of the viewport. */
  move(box: Box): void;
  /** True shortly after a movement. */
  isSettling(): boolean;
  /** False once the page has taken the card away, hidden it, or meddled with it. */
  isIntact(): boolean;
  /** False while something else would get the press on the card's middle, or nothing would. */
  isOnTop(): boolean;
  /** Puts the card above what has come over it, into `layer` if that lies elsewhere. False where the browser cannot without loading the card anew. */
  raise(layer: Element): boolean;
  remove(): void;
}

/** The box of the card beside its number. */
export function boxBeside(number: Box): Box {
  const viewport = { width: innerWidth, height: innerHeight };
  return { ...placeCard(number, viewport), ...cardSize(viewport) };
}

export function insertCardHost(layer: Element, box: Box, src: string): CardHost {
  const element = createElement('div');
  const shadow = element.attachShadow({ mode: 'closed' });
  const { sheet, hostStyle, frameStyle } = createStyle();
  shadow.adoptedStyleSheets = [sheet];
  const frame = createElement('iframe');
  frame.setAttribute('src', src);
  frame.setAttribute('title', 'Ringcard');
  // For every origin, because the dynamic address of `src` is not the origin that the frame gets.
  frame.setAttribute('allow', 'clipboard-write *');
  shadow.append(frame);
  // The top layer: no z-index of the page lies above it.
  element.setAttribute('popover', 'manual');
  place(box);
  append(layer, element);
  element.showPopover();

  let changes = 0;
  const meddling = new MutationObserver((records) => {
    changes += records.length;
  });
  meddling.observe(element, { attributes: true, childList: true, characterData: true, subtree: true });

  let settling: ReturnType<typeof setTimeout> | undefined;
  function place({ left, top, width, height }: Box): void {
    hostStyle.setProperty('inset', `${top}px auto auto ${left}px`, 'important');
    hostStyle.setProperty('width', `${width}px`, 'important');
    hostStyle.setProperty('height', `${height}px`, 'important');
  }

  const focus = () => frame.focus();
  return {
    element,
    focus() {
      focus();
      frame.addEventListener('load', focus, { once: true });
    },
    move(to) {
      const before = hostStyle.cssText;
      place(to);
      if (hostStyle.cssText === before) return;
      frameStyle.setProperty('pointer-events', 'none');
      clearTimeout(settling);
      settling = setTimeout(() => {
        settling = undefined;
        frameStyle.removeProperty('pointer-events');
      }, SETTLE_MS);
    },
    isSettling: () => settling !== undefined,
    isIntact: () =>
      changes <= MAX_FOREIGN_CHANGES &&
      element.isConnected &&
      attributeOf(element, 'popover') === 'manual' &&
      matches(element, ':popover-open'),
    isOnTop() {
      const { left, top, width, height } = element.getBoundingClientRect();
      return hitIn(element, left + width / 2, top + height / 2) === element;
    },
    raise(into) {
      if (!holds(into, element) && !moveInto(into, element)) return false;
      element.hidePopover();
      element.showPopover();
      return true;
    },
    remove() {
      clearTimeout(settling);
      meddling.disconnect();
      element.remove();
    },
  };
}

/** What lies at a point of the viewport, as seen from the tree that `node` is in. */
function hitIn(node: Node, x: number, y: number): Element | null {
  const tree = treeOf(node);
  const kind = tree instanceof ShadowRoot ? ShadowRoot : Document;
  return kind.prototype.elementFromPoint.call(tree, x, y);
}

/** Important rules inside a shadow root win over everything that the page says about its host. */
function createStyle(): {
  sheet: CSSStyleSheet;
  hostStyle: CSSStyleDeclaration;
  frameStyle: CSSStyleDeclaration;
} {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host {
      all: initial !important;
      position: fixed !important;
      margin: 0 !important;
      padding: 0 !important;
      border: 0 !important;
      border-radius: 14px !important;
      overflow: hidden !important;
      color-scheme: light dark !important;
      background: light-dark(#fff, #1f2329) !important;
      box-shadow: 0 0 0 1px light-dark(#0f172a1f, #ffffff24), 0 12px 32px -6px #0f172a47, 0 3px 8px -2px #0f172a2e !important;
      z-index: 2147483647 !important;
      display: block !important;
    }
    iframe {
      display: block;
      width: 100%;
      height: 100%;
      border: 0;
      color-scheme: light dark;
    }
  `);
  const [host, frame] = [...sheet.cssRules] as CSSStyleRule[];
  if (!host || !frame) throw new Error('the style of the card was not read');
  return { sheet, hostStyle: host.style, frameStyle: frame.style };
}
