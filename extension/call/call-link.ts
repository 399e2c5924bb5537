import { browser } from 'wxt/browser';
import { CALL_PORT, type CallChanged, type CallCommand, type FromCall, toCall } from '../messages.ts';
import { type ReadPhoto, toPhoto } from '../ui/photo.ts';

/** The wire between the card of a call and the background. The page around the frame has no part in it. */

export interface CallLink {
  say(type: CallCommand): void;
  readPhoto: ReadPhoto;
}

/** Claims the call with the nonce that the softphone script put behind the address. */
export function linkCall(nonce: string, changed: (change: CallChanged) => void): CallLink {
  const port = browser.runtime.connect({ name: CALL_PORT });
  const post = (message: FromCall) => port.postMessage(message);
  let waiting: ((photo: Blob | undefined) => void)[] = [];
  port.onMessage.addListener((said: unknown) => {
    const message = toCall.safeParse(said);
    if (!message.success) return;
    if (message.data.type === 'call-changed') return changed(message.data);
    const photo = toPhoto(message.data.result);
    // A card shows one person, and so one picture.
    for (const show of waiting) show(photo);
    waiting = [];
  });
  post({ type: 'claim-call', nonce });
  return {
    say: (type) => post({ type }),
    readPhoto: (photo) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        post({ type: 'read-photo', photo });
      }),
  };
}
