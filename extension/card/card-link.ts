import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { CARD_PORT, type CardChanged, cardChanged, type FromCard, type fromCard } from '../messages.ts';

/** The card's wire to the background. The page around the frame has no part in it. */

export interface CardLink {
  say(type: Exclude<FromCard['type'], 'claim-card'>): void;
}

/** Claims the card with the nonce that the content script put behind the address. */
export function linkCard(nonce: string, changed: (change: CardChanged) => void): CardLink {
  const port = browser.runtime.connect({ name: CARD_PORT });
  const post = (message: z.infer<typeof fromCard>) => port.postMessage(message);
  port.onMessage.addListener((said: unknown) => {
    const message = cardChanged.safeParse(said);
    if (message.success) changed(message.data);
  });
  post({ type: 'claim-card', nonce });
  return { say: (type) => post({ type }) };
}
