import type { Box } from './placement.ts';
import { CARD_SIZE, placeCard } from './placement.ts';
import { createElement, root } from './untampered.ts';

/** The one element that is ever added to a page: a host on `<html>`, its shadow root closed, in it the card's frame. */

export interface CardHost {
  element: HTMLElement;
  /** Gives the card the keyboard, now and once its document is there. */
  focus(): void;
  move(box: Box): void;
  remove(): void;
}

export function insertCardHost(number: Box, src: string): CardHost | undefined {
  return insertHost({ ...placeCard(number, { width: innerWidth, height: innerHeight }), ...CARD_SIZE }, src);
}

export function insertHost(box: Box, src: string): CardHost | undefined {
  const page = root();
  if (!page) return undefined;
  const element = createElement('div');
  const shadow = element.attachShadow({ mode: 'closed' });
  shadow.adoptedStyleSheets = [styleAt(box)];
  const frame = createElement('iframe');
  frame.setAttribute('src', src);
  frame.setAttribute('title', 'Ringcard');
  // For every origin, because the dynamic address of `src` is not the origin that the frame gets.
  frame.setAttribute('allow', 'clipboard-write *');
  shadow.append(frame);
  // The top layer: no z-index of the page lies above it.
  element.setAttribute('popover', 'manual');
  page.append(element);
  element.showPopover();
  const focus = () => frame.focus();
  return {
    element,
    focus() {
      focus();
      frame.addEventListener('load', focus, { once: true });
    },
    move(to) {
      shadow.adoptedStyleSheets = [styleAt(to)];
    },
    remove: () => element.remove(),
  };
}

/** Important rules inside a shadow root win over everything that the page says about its host. */
function styleAt({ left, top, width, height }: Box): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host {
      all: initial !important;
      position: fixed !important;
      inset: ${top}px auto auto ${left}px !important;
      width: ${width}px !important;
      height: ${height}px !important;
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
  return sheet;
}
