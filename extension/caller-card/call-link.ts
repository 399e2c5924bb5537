import { browser } from 'wxt/browser';
import {
  CALL_PORT,
  type CallChanged,
  type CallCommand,
  type FromCall,
  toCall,
} from '../messages/call-messages.ts';
import { type ReadPhoto, toPhoto } from '../ui/photo.ts';

/** Connects the caller card to the background, past the page around the frame. */

export interface DialLink {
  say(type: CallCommand): void;
  readPhoto: ReadPhoto;
}

/** Claims the call with the nonce that the softphone script put behind the address. */
export function linkCall(nonce: string, changed: (change: CallChanged) => void): DialLink {
  const post = (message: FromCall) => port?.postMessage(message);
  let waiting: ((photo: Blob | undefined) => void)[] = [];

  function connect() {
    const opened = browser.runtime.connect({ name: CALL_PORT });
    opened.onMessage.addListener(hear);
    // The background sleeps during long calls and has forgotten them when it wakes up.
    opened.onDisconnect.addListener(() => {
      port = undefined;
    });
    return opened;
  }

  const hear = (said: unknown) => {
    const message = toCall.safeParse(said);
    if (!message.success) return;
    if (message.data.type === 'call-changed') return changed(message.data);
    const photo = toPhoto(message.data.result);
    // A caller card shows one contact, and so one photo.
    for (const show of waiting) show(photo);
    waiting = [];
  };

  let port: ReturnType<typeof connect> | undefined = connect();
  post({ type: 'claim-call', nonce });
  return {
    say(type) {
      if (type !== 'close-call') return post({ type });
      port ??= connect();
      post({ type, nonce });
    },
    readPhoto: (photo) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        post({ type: 'read-photo', photo });
      }),
  };
}
