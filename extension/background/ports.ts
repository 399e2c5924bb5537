import { browser } from 'wxt/browser';
import { CALL_PORT } from '../messages/call-messages.ts';
import { CARD_PORT } from '../messages/messages.ts';
import type { Calls } from './calls/calls.ts';
import type { CardDesk } from './cards/card-desk.ts';
import { isCallFrame, isCardFrame, type Own } from './speaker.ts';

/** Serves the frames of cards, each by its own port. Whoever else connects is cut off. */
export function servePorts(own: Own, desk: Pick<CardDesk, 'serve'>, calls: Pick<Calls, 'serve'>): void {
  browser.runtime.onConnect.addListener((port) => {
    const { sender } = port;
    const isCall = port.name === CALL_PORT && sender !== undefined && isCallFrame(sender, own);
    const isCard = port.name === CARD_PORT && sender !== undefined && isCardFrame(sender, own);
    if (!isCall && !isCard) return port.disconnect();
    const frame = {
      tabId: sender?.tab?.id ?? -1,
      frameId: sender?.frameId ?? -1,
      post: (message: object) => port.postMessage(message),
      disconnect: () => port.disconnect(),
      onMessage: (listener: (said: unknown) => void) => port.onMessage.addListener(listener),
      onDisconnect: (listener: () => void) => port.onDisconnect.addListener(listener),
    };
    if (isCall) calls.serve(frame);
    else desk.serve(frame);
  });
}
