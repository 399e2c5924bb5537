import { browser } from 'wxt/browser';
import type { ask } from '../messages/ask.ts';
import { cardTicket } from '../messages/messages.ts';
import { boxBeside, type CardHost, insertCardHost, SETTLE_MS } from './card-host.ts';
import { layerAround, layerInFront } from './layers.ts';
import type { PageNumber } from './number-at.ts';
import { contains, isInSight, isSamePlace } from './placement.ts';
import { focused } from './shadow-root.ts';
import { focusOn } from './untampered.ts';

/** Opens and closes the card. It is inserted when the person meant a number, and looks alike whatever comes of it. */

const GRACE_MS = 300;
/** What comes over the card once (a dialog, a film in full screen) is passed; what does so again and again, hides it on purpose. */
const MAX_RAISES = 3;

export interface CardFrame {
  open(number: PageNumber, options: { focus: boolean }): Promise<void>;
  isOpen(): boolean;
  close(): void;
  /** Closes the card that was opened with this nonce. */
  closed(nonce: string): void;
  /** The pointer is inside the frame of that card, or has left it. */
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
  /** The newest wish wins over answers that arrive late. */
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

  /** In every frame while the card is open: it stays with its number, above everything, or goes. */
  function follow(): void {
    if (!card) return;
    frame = requestAnimationFrame(follow);
    const { host, number, hasFocus, isPointerInside } = card;
    const box = host.isIntact() ? number.follow() : undefined;
    // A card that is being used stays, at the edge behind which its number went.
    const isValid = box && (hasFocus || isPointerInside || isInSight(box, viewport()));
    if (!isValid || !(host.isOnTop() || raise(card))) {
      close();
    } else if (!isSamePlace(box, number.box)) {
      number.box = box;
      host.move(boxBeside(box));
    }
  }

  /** False when nothing helps. */
  function raise(covered: OpenCard): boolean {
    const layer = layerInFront(covered.host.element) ?? layerAround(covered.number.node);
    if (!layer || ++covered.raises > MAX_RAISES || !covered.host.raise(layer)) return false;
    if (covered.hasFocus) covered.host.focus();
    return true;
  }

  /** Away from both the number and the card: closes after a moment, so that the way between them is bridged. */
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

  /** The number may have gone from under the pointer; the next frame knows. */
  function onScroll(): void {
    if (!card || card.hasFocus || card.isPointerInside) return;
    requestAnimationFrame(() => card && !card.isPointerInside && !isOnNumber() && linger(false));
  }

  function onLeavePage(event: PointerEvent): void {
    if (!card || card.hasFocus || event.relatedTarget !== null) return;
    // Out of the host into nowhere is into the frame: another document has the pointer now.
    if (event.composedPath().includes(card.host.element)) return;
    linger(false);
  }

  function onPress(event: PointerEvent): void {
    if (!card || !event.isTrusted || event.composedPath().includes(card.host.element)) return;
    close();
  }

  function onKey(event: KeyboardEvent): void {
    if (!card || event.key !== 'Escape' || !event.isTrusted) return;
    // Esc is ours only while the card is open, and then the page's own dialogs stay as they are.
    event.preventDefault();
    event.stopImmediatePropagation();
    swallowRelease = true;
    close();
  }

  /** The release belongs to the press. */
  function onKeyUp(event: KeyboardEvent): void {
    if (!swallowRelease || event.key !== 'Escape' || !event.isTrusted) return;
    swallowRelease = false;
    event.stopImmediatePropagation();
  }

  const capture = { signal, capture: true };
  // On window and at document_start: no listener of the page comes earlier.
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
      // A card that moves lets go of the pointer by itself, and takes it again.
      if (!card.hasFocus) linger(isInside, card.host.isSettling() ? SETTLE_MS + GRACE_MS : GRACE_MS);
    },
  };
}

function viewport() {
  return { width: innerWidth, height: innerHeight };
}
