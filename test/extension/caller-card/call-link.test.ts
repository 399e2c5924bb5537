import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { linkCall } from '../../../extension/caller-card/call-link.ts';
import type { CallChanged } from '../../../extension/messages/call-messages.ts';

const NONCE = 'c'.repeat(32);
const CHANGE: CallChanged = {
  type: 'call-changed',
  phase: 'ringing',
  caller: {},
  state: { kind: 'looking-up' },
};

describe('the link of the caller card to the background', () => {
  let ports: { posted: unknown[]; tell(message: unknown): void; end(): void }[];
  let changes: CallChanged[];

  beforeEach(() => {
    ports = [];
    changes = [];
    vi.spyOn(browser.runtime, 'connect').mockImplementation(() => {
      const posted: unknown[] = [];
      const port = { posted, tell: (_: unknown) => {}, end: () => {} };
      ports.push(port);
      let isOpen = true;
      return {
        postMessage(message: unknown) {
          if (!isOpen) throw new Error('Attempting to use a disconnected port object');
          posted.push(message);
        },
        onMessage: { addListener: (listener: typeof port.tell) => (port.tell = listener) },
        onDisconnect: {
          addListener(listener: () => void) {
            port.end = () => {
              isOpen = false;
              listener();
            };
          },
        },
      } as unknown as ReturnType<typeof browser.runtime.connect>;
    });
  });

  const link = () => linkCall(NONCE, (change) => changes.push(change));

  it('claims the call, receives the caller, and sends the commands of the buttons', () => {
    const { say } = link();
    ports[0]?.tell(CHANGE);
    say('sign-in');
    say('close-call');
    expect(changes).toEqual([CHANGE]);
    expect(ports.map(({ posted }) => posted)).toEqual([
      [{ type: 'claim-call', nonce: NONCE }, { type: 'sign-in' }, { type: 'close-call', nonce: NONCE }],
    ]);
  });

  it('connects anew to close the card after the background has restarted', () => {
    const { say } = link();
    ports[0]?.end();
    say('close-call');
    expect(ports[1]?.posted).toEqual([{ type: 'close-call', nonce: NONCE }]);
  });

  it('survives a background that is gone', async () => {
    const { say, readPhoto } = link();
    ports[0]?.end();
    expect(() => say('sign-in')).not.toThrow();
    void readPhoto({ source: 'customers', name: 'a'.repeat(32) });
    expect(ports).toHaveLength(1);
  });
});
