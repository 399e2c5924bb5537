import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { linkCard } from '../../../extension/card/card-link.ts';
import type { CardChanged, ToCard } from '../../../extension/messages/messages.ts';
import { err, ok } from '../../../shared/result.ts';
import { jpeg } from '../../support/photos.ts';
import { ASKED } from '../support/contacts.ts';

const NONCE = 'c'.repeat(32);
const PHOTO = { source: 'customers', name: 'a'.repeat(32) };
const OTHER = { source: 'customers', name: 'b'.repeat(32) };
const picture = ok(Buffer.from(jpeg()).toString('base64'));

describe('the link of the card to the background', () => {
  let posted: unknown[];
  let tell: (message: unknown) => void;
  let changes: CardChanged[];

  beforeEach(() => {
    posted = [];
    changes = [];
    const port = {
      postMessage: (message: unknown) => posted.push(message),
      onMessage: { addListener: (listener: typeof tell) => (tell = listener) },
    };
    vi.spyOn(browser.runtime, 'connect').mockReturnValue(
      port as unknown as ReturnType<typeof browser.runtime.connect>,
    );
  });

  const link = () => linkCard(NONCE, (change) => changes.push(change));
  const arrive = (message: ToCard) => tell(message);

  it('claims the card, then sends the commands of its buttons', () => {
    link().say('open-search');
    expect(posted).toEqual([{ type: 'claim-card', nonce: NONCE }, { type: 'open-search' }]);
  });

  it('accepts states of the card and no other message', () => {
    link();
    tell({ type: 'fetch', url: 'https://x.example' });
    arrive({
      type: 'card-changed',
      state: { kind: 'looking-up', number: ASKED, spelled: {} },
      takesFocus: false,
    });
    expect(changes.map(({ state }) => state.kind)).toEqual(['looking-up']);
  });

  it('hands each photo to every contact that waits for it', async () => {
    const { readPhoto } = link();
    const asked = [readPhoto(PHOTO), readPhoto(PHOTO), readPhoto(OTHER)];
    arrive({ type: 'photo-read', photo: OTHER, result: err({ code: 'not_found' }) });
    arrive({ type: 'photo-read', photo: PHOTO, result: picture });
    const [first, second, other] = await Promise.all(asked);
    expect([first?.type, second?.type, other]).toEqual(['image/jpeg', 'image/jpeg', undefined]);
    expect(posted).toContainEqual({ type: 'read-photo', photo: OTHER });
  });

  it('ignores a photo that nothing asked for', () => {
    link();
    expect(() => arrive({ type: 'photo-read', photo: PHOTO, result: picture })).not.toThrow();
    expect(changes).toEqual([]);
  });
});
