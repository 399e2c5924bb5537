import { type Box, cardSize, placeCard } from './placement.ts';
import { append, attributeOf, createElement, holds, matches, moveInto, treeOf } from './untampered.ts';

/** The only element that Ringcard adds to a page: a host with a closed shadow root, which holds the card's frame. */

/** After moving, the card ignores clicks for this long: a page must not slide a button under a click. */
export const SETTLE_MS = 500;
/** Other extensions touch every element of a page once or twice; more often is an attack on this one. */
const MAX_FOREIGN_CHANGES = 10;

export interface CardHost {
  element: HTMLDivElement;
  /** Gives the card the keyboard focus, now and again when its document has loaded. */
  focus(): void;
  /** Moves the card. CSS pixels of the viewport. */
  move(box: Box): void;
  /** True shortly after the card moved. */
  isSettling(): boolean;
  /** False once the page removed the card, hid it, or changed it. */
  isIntact(): boolean;
  /** False while a press on the card's middle would not reach the card. */
  isOnTop(): boolean;
  /** Moves the card above the element that covers it, into `layer` if that is another. False where the browser would have to reload the card for it. */
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
  // For every origin, because the frame's origin is not that of the dynamic address in `src`.
  frame.setAttribute('allow', 'clipboard-write *');
  shadow.append(frame);
  // In the top layer no z-index of the page lies above it.
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

/** The topmost element at a point of the viewport, as the tree of `node` sees it. */
function hitIn(node: Node, x: number, y: number): Element | null {
  const tree = treeOf(node);
  const kind = tree instanceof ShadowRoot ? ShadowRoot : Document;
  return kind.prototype.elementFromPoint.call(tree, x, y);
}

/** Important rules inside a shadow root override every rule of the page about the host. */
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
