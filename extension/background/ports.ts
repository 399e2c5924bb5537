import { browser } from 'wxt/browser';
import { CALL_PORT } from '../messages/call-messages.ts';
import { CARD_PORT } from '../messages/messages.ts';
import type { Calls } from './calls/calls.ts';
import type { CardDesk } from './cards/card-desk.ts';
import { isCallFrame, isCardFrame, type Own } from './speaker.ts';

export type PortName = typeof CALL_PORT | typeof CARD_PORT;

/** Serves the frames of cards, each by its own port. Other connections are closed. */
export function servePorts(options: {
  own: Own;
  desk: Pick<CardDesk, 'serve'>;
  calls: Pick<Calls, 'serve'>;
  failed: (name: PortName, thrown: unknown) => void;
}): void {
  const { own, desk, calls } = options;
  browser.runtime.onConnect.addListener((port) => {
    const { sender } = port;
    const isCall = port.name === CALL_PORT && sender !== undefined && isCallFrame(sender, own);
    const isCard = port.name === CARD_PORT && sender !== undefined && isCardFrame(sender, own);
    if (!isCall && !isCard) return port.disconnect();
    const heard =
      <T extends unknown[]>(listener: (...said: T) => void) =>
      (...said: T) => {
        // Uncaught, the browser would write the whole error to the console, without an event.
        try {
          listener(...said);
        } catch (thrown) {
          options.failed(isCall ? CALL_PORT : CARD_PORT, thrown);
        }
      };
    const frame = {
      tabId: sender?.tab?.id ?? -1,
      frameId: sender?.frameId ?? -1,
      post: (message: object) => port.postMessage(message),
      disconnect: () => port.disconnect(),
      onMessage: (listener: (said: unknown) => void) =>
        port.onMessage.addListener(heard((said: unknown) => listener(said))),
      onDisconnect: (listener: () => void) => port.onDisconnect.addListener(heard(() => listener())),
    };
    if (isCall) calls.serve(frame);
    else desk.serve(frame);
  });
}
