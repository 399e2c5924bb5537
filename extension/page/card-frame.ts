import { browser } from 'wxt/browser';
import type { ask } from '../ask.ts';
import { cardTicket } from '../messages.ts';
import { type CardHost, insertCardHost } from './card-host.ts';
import type { Target } from './intent-gate.ts';
import { type Box, contains } from './placement.ts';
import { focused } from './shadow-root.ts';

/** Opens and closes the card. It is inserted when the person meant a number, and looks alike whatever comes of it. */

const GRACE_MS = 300;

export interface CardFrame {
  open(target: Pick<Target, 'text' | 'box'>, options: { focus: boolean }): Promise<void>;
  isOpen(): boolean;
  /** Closes the card that was opened with this nonce. */
  closed(nonce: string): void;
  /** The pointer is inside the frame of that card, or has left it. */
  pointer(nonce: string, isInside: boolean): void;
}

export function createCardFrame(say: typeof ask, signal: AbortSignal): CardFrame {
  let card: { host: CardHost; nonce: string; text: string; box: Box; hasFocus: boolean } | undefined;
  let returnTo: Element | null = null;
  let grace: ReturnType<typeof setTimeout> | undefined;
  /** The newest wish wins over answers that arrive late. */
  let wish = 0;
  let swallowRelease = false;

  function close(): void {
    wish++;
    clearTimeout(grace);
    const hadFocus = card?.hasFocus;
    card?.host.remove();
    card = undefined;
    if (hadFocus && returnTo instanceof HTMLElement) returnTo.focus({ preventScroll: true });
    returnTo = null;
  }

  async function open(
    { text, box }: Pick<Target, 'text' | 'box'>,
    { focus }: { focus: boolean },
  ): Promise<void> {
    if (card?.text === text && !focus) return clearTimeout(grace);
    const mine = ++wish;
    const ticket = await say({ type: 'show-card', text, takesFocus: focus }, cardTicket);
    if (!ticket.ok || mine !== wish || signal.aborted) return;
    const before = focused();
    close();
    const src = `${browser.runtime.getURL('/card.html')}#${ticket.nonce}`;
    const host = insertCardHost(box, src);
    if (!host) return;
    card = { host, nonce: ticket.nonce, text, box, hasFocus: focus };
    if (!focus) return;
    returnTo = before;
    host.focus();
  }

  /** Away from both the number and the card: closes after a moment, so that the way between them is bridged. */
  function onMove(event: PointerEvent): void {
    if (!card || !event.isTrusted || card.hasFocus) return;
    const isInside =
      event.composedPath().includes(card.host.element) || contains(card.box, event.clientX, event.clientY, 2);
    linger(isInside);
  }

  function linger(isInside: boolean): void {
    clearTimeout(grace);
    if (!isInside) grace = setTimeout(close, GRACE_MS);
  }

  function onLeavePage(event: PointerEvent): void {
    if (!card || card.hasFocus || event.relatedTarget !== null) return;
    // Out of the host into nowhere is into the frame: another document has the pointer now.
    if (event.composedPath().includes(card.host.element)) return;
    linger(false);
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
  window.addEventListener('pointerdown', () => card && close(), { ...capture, passive: true });
  window.addEventListener('scroll', () => card && close(), { ...capture, passive: true });
  window.addEventListener('resize', () => card && close(), { ...capture, passive: true });
  window.addEventListener('pagehide', () => card && close(), capture);
  signal.addEventListener('abort', close);

  return {
    open,
    isOpen: () => card !== undefined,
    closed: (nonce) => {
      if (card?.nonce === nonce) close();
    },
    pointer: (nonce, isInside) => {
      if (card?.nonce === nonce && !card.hasFocus) linger(isInside);
    },
  };
}
