import { browser } from 'wxt/browser';
import { type CardHost, insertCardHost } from '../page/card-host.ts';
import type { Box } from '../page/placement.ts';
import { root } from '../page/untampered.ts';
import { CALL_CARD_SIZE, placeCallCard } from './call-placement.ts';

/** The caller cards of this frame. They never take the focus, and look the same for every caller. */

interface CallCard {
  nonce: string;
  host: CardHost;
  avoid: Box | undefined;
}

export interface CallCards {
  /** `call`: its end closes the card; undefined for a call that another frame reports. */
  open(call: string | undefined, nonce: string, avoid: Box | undefined): boolean;
  /** The part of the page that the card must not cover has moved. */
  spare(call: string, avoid: Box): void;
  close(by: { call: string } | { nonce: string }): void;
  closeAll(): void;
}

export function createCallCards(): CallCards {
  const cards = new Map<string, CallCard>();

  function place(): void {
    let slot = 0;
    for (const { host, avoid } of cards.values()) host.move(boxFor(avoid, slot++));
  }

  function close(by: { call: string } | { nonce: string }): void {
    for (const [call, { host, nonce }] of cards) {
      if ('call' in by ? by.call !== call : by.nonce !== nonce) continue;
      host.remove();
      cards.delete(call);
    }
    place();
  }

  return {
    open(call, nonce, avoid) {
      const src = `${browser.runtime.getURL('/call.html')}#${nonce}`;
      const page = root();
      if (!page) return false;
      const host = insertCardHost(page, boxFor(avoid, cards.size), src);
      cards.set(call ?? nonce, { nonce, host, avoid });
      return true;
    },
    spare(call, avoid) {
      const card = cards.get(call);
      if (!card) return;
      card.avoid = avoid;
      place();
    },
    close,
    closeAll() {
      for (const { host } of cards.values()) host.remove();
      cards.clear();
    },
  };
}

function boxFor(avoid: Box | undefined, slot: number): Box {
  return { ...placeCallCard(avoid, { width: innerWidth, height: innerHeight }, slot), ...CALL_CARD_SIZE };
}
