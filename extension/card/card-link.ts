import { browser } from 'wxt/browser';
import type { PhotoPath } from '#shared/api.ts';
import {
  CARD_PORT,
  type CardChanged,
  type CardCommand,
  type ChosenContact,
  type FromCard,
  toCard,
} from '../messages/messages.ts';
import { type ReadPhoto, toPhoto } from '../ui/photo.ts';

/** Connects the card to the background, past the page around the frame. */

export interface CardLink {
  say(type: CardCommand): void;
  readPhoto: ReadPhoto;
  /** The contact that the person means, among several with one number. */
  choose(contact: ChosenContact): void;
}

/** Claims the card with the nonce that the content script put behind the address. */
export function linkCard(nonce: string, changed: (change: CardChanged) => void): CardLink {
  const port = browser.runtime.connect({ name: CARD_PORT });
  const post = (message: FromCard) => port.postMessage(message);
  const waiting = new Map<string, (photo: Blob | undefined) => void>();
  port.onMessage.addListener((said: unknown) => {
    const message = toCard.safeParse(said);
    if (!message.success) return;
    if (message.data.type === 'card-changed') return changed(message.data);
    const { photo, result } = message.data;
    waiting.get(keyOf(photo))?.(toPhoto(result));
    waiting.delete(keyOf(photo));
  });
  post({ type: 'claim-card', nonce });
  return {
    say: (type) => post({ type }),
    choose: (chosen) => post({ type: 'pick-contact', chosen }),
    readPhoto: (photo) =>
      new Promise((resolve) => {
        // Several contacts of a source may show one photo.
        const earlier = waiting.get(keyOf(photo));
        waiting.set(keyOf(photo), (shown) => {
          earlier?.(shown);
          resolve(shown);
        });
        post({ type: 'read-photo', photo });
      }),
  };
}

function keyOf({ source, name }: PhotoPath): string {
  return `${source}/${name}`;
}
