import { browser } from 'wxt/browser';
import type { ask } from '../messages/ask.ts';
import { cardTicket } from '../messages/messages.ts';
import { boxBeside, type CardHost, insertCardHost, SETTLE_MS } from './card-host.ts';
import { layerAround, layerInFront } from './layers.ts';
import type { PageNumber } from './number-at.ts';
import { contains, isInSight, isSamePlace } from './placement.ts';
import { focused } from './shadow-root.ts';
import { focusOn } from './untampered.ts';

/** Opens and closes the card. The card is inserted when the person means a number, and looks the same for every answer. */

const GRACE_MS = 300;
/** Covering the card once is tolerated (a dialog, a film in full screen); covering it repeatedly counts as hiding it. */
const MAX_RAISES = 3;

export interface CardFrame {
  open(number: PageNumber, options: { focus: boolean }): Promise<void>;
  isOpen(): boolean;
  close(): void;
  /** Closes the card that was opened with this nonce. */
  closed(nonce: string): void;
  /** The pointer entered the frame of that card, or left it. */
  pointer(nonce: string, isInside: boolean): void;
}

interface OpenCard {
  host: CardHost;
  nonce: string;
  number: PageNumber;
  hasFocus: boolean;
  isPointerInside: boolean;
  raises: number;
}

export function createCardFrame(say: typeof ask, signal: AbortSignal): CardFrame {
  let card: OpenCard | undefined;
  let returnTo: Element | null = null;
  let grace: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  /** Where the pointer was last seen outside the card. */
  let point = { x: -1, y: -1 };
  /** Answers to older requests are dropped. */
  let wish = 0;
  let swallowRelease = false;

  function close(): void {
    wish++;
    clearTimeout(grace);
    cancelAnimationFrame(frame);
    const hadFocus = card?.hasFocus;
    card?.host.remove();
    card = undefined;
    if (hadFocus && returnTo instanceof HTMLElement) focusOn(returnTo);
    returnTo = null;
  }

  async function open(number: PageNumber, { focus }: { focus: boolean }): Promise<void> {
    const { text } = number;
    if (card?.number.text === text && !focus) return clearTimeout(grace);
    const mine = ++wish;
    const ticket = await say({ type: 'show-card', text, takesFocus: focus }, cardTicket);
    if (!ticket.ok || mine !== wish || signal.aborted) return;
    const before = focused();
    close();
    const layer = layerAround(number.node);
    const box = number.follow();
    if (!layer || !box) return;
    const host = insertCardHost(
      layer,
      boxBeside(box),
      `${browser.runtime.getURL('/card.html')}#${ticket.nonce}`,
    );
    card = { host, nonce: ticket.nonce, number, hasFocus: focus, isPointerInside: false, raises: 0 };
    frame = requestAnimationFrame(follow);
    if (!focus) return;
    returnTo = before;
    host.focus();
  }

  /** Runs in every frame while the card is open: keeps it beside its number and on top, or closes it. */
  function follow(): void {
    if (!card) return;
    frame = requestAnimationFrame(follow);
    const { host, number, hasFocus, isPointerInside } = card;
    const box = host.isIntact() ? number.follow() : undefined;
    // While the person uses the card, it stays, at the edge behind which its number has scrolled.
    const isValid = box && (hasFocus || isPointerInside || isInSight(box, viewport()));
    if (!isValid || !(host.isOnTop() || raise(card))) {
      close();
    } else if (!isSamePlace(box, number.box)) {
      number.box = box;
      host.move(boxBeside(box));
    }
  }

  /** Brings the card back to the front. False when that fails. */
  function raise(covered: OpenCard): boolean {
    const layer = layerInFront(covered.host.element) ?? layerAround(covered.number.node);
    if (!layer || ++covered.raises > MAX_RAISES || !covered.host.raise(layer)) return false;
    if (covered.hasFocus) covered.host.focus();
    return true;
  }

  /** Closes the card a moment after the pointer left both number and card; the moment bridges the gap between them. */
  function onMove(event: PointerEvent): void {
    if (!event.isTrusted) return;
    point = { x: event.clientX, y: event.clientY };
    if (card && !card.hasFocus) linger(event.composedPath().includes(card.host.element) || isOnNumber());
  }

  const isOnNumber = () => card !== undefined && contains(card.number.box, point.x, point.y, 2);

  function linger(isInside: boolean, ms = GRACE_MS): void {
    clearTimeout(grace);
    if (!isInside) grace = setTimeout(close, ms);
  }

  /** The number may have scrolled away from the pointer; the next frame shows it. */
  function onScroll(): void {
    if (!card || card.hasFocus || card.isPointerInside) return;
    requestAnimationFrame(() => card && !card.isPointerInside && !isOnNumber() && linger(false));
  }

  function onLeavePage(event: PointerEvent): void {
    if (!card || card.hasFocus || event.relatedTarget !== null) return;
    // Leaving the host without a target means entering the card's frame, which is another document.
    if (event.composedPath().includes(card.host.element)) return;
    linger(false);
  }

  function onPress(event: PointerEvent): void {
    if (!card || !event.isTrusted || event.composedPath().includes(card.host.element)) return;
    close();
  }

  function onKey(event: KeyboardEvent): void {
    if (!card || event.key !== 'Escape' || !event.isTrusted) return;
    // The open card takes Esc, so that the page's own dialogs do not close with it.
    event.preventDefault();
    event.stopImmediatePropagation();
    swallowRelease = true;
    close();
  }

  /** The page must not see the release of a key whose press it did not see. */
  function onKeyUp(event: KeyboardEvent): void {
    if (!swallowRelease || event.key !== 'Escape' || !event.isTrusted) return;
    swallowRelease = false;
    event.stopImmediatePropagation();
  }

  const capture = { signal, capture: true };
  // Registered on window at document_start, so no listener of the page runs earlier.
  window.addEventListener('keydown', onKey, capture);
  window.addEventListener('keyup', onKeyUp, capture);
  window.addEventListener('pointermove', onMove, { ...capture, passive: true });
  window.addEventListener('pointerout', onLeavePage, { ...capture, passive: true });
  window.addEventListener('pointerdown', onPress, { ...capture, passive: true });
  window.addEventListener('scroll', onScroll, { ...capture, passive: true });
  window.addEventListener('pagehide', close, capture);
  signal.addEventListener('abort', close);

  return {
    open,
    isOpen: () => card !== undefined,
    close,
    closed: (nonce) => {
      if (card?.nonce === nonce) close();
    },
    pointer: (nonce, isInside) => {
      if (card?.nonce !== nonce) return;
      card.isPointerInside = isInside;
      // A moving card loses the pointer and gets it back; neither is the person's doing.
      if (!card.hasFocus) linger(isInside, card.host.isSettling() ? SETTLE_MS + GRACE_MS : GRACE_MS);
    },
  };
}

function viewport() {
  return { width: innerWidth, height: innerHeight };
}
