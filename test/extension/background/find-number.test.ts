import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LookupAnswer } from '#shared/api.ts';
import { err, ok } from '#shared/result.ts';
import { findCaller } from '../../../extension/background/calls/find-caller.ts';
import { createCardDesk } from '../../../extension/background/cards/card-desk.ts';
import { createTickets } from '../../../extension/background/cards/card-tickets.ts';
import { createFindNumber } from '../../../extension/background/find-number.ts';
import { createContactHandlers } from '../../../extension/background/handlers/contact-handlers.ts';
import { createContactChoices } from '../../../extension/background/personal/contact-choices.ts';
import { lookedUpNumber, type ToCard } from '../../../extension/messages/messages.ts';
import { ANNA, ASKED, BERND, lookupAnswerWith } from '../support/contacts.ts';
import { createStorageArea } from '../support/storage-area.ts';

const notExpected = () => {
  throw new Error('not expected');
};
const NONCE = '0'.repeat(32);
const POPUP = { kind: 'extension-page', path: '/popup.html' } as const;

describe('the hits of a number that several contacts have', () => {
  const remember = vi.fn(async () => undefined);
  let orderings: number;
  let find: ReturnType<typeof createFindNumber>;

  beforeEach(async () => {
    orderings = 0;
    remember.mockClear();
    const choices = createContactChoices(createStorageArea());
    await choices.remember(ASKED.e164, { source: 'suppliers', contact: 'b2' });
    find = createFindNumber({
      directory: { findNumber: async () => ok(lookupAnswerWith([ANNA, BERND])) },
      choices: {
        inOrder: <T extends LookupAnswer>(answer: T) => {
          orderings++;
          return choices.inOrder(answer);
        },
      },
      recents: { remember },
    });
  });

  const namesOn = {
    async 'a card'() {
      const shown: ToCard[] = [];
      let say: (said: unknown) => void = notExpected;
      const desk = createCardDesk({
        tickets: createTickets({ now: () => 0, newNonce: () => NONCE }),
        findNumber: find.findMeantNumber,
        spell: async () => ({}),
        choices: { remember: notExpected },
        readPhoto: notExpected,
        signIn: notExpected,
        openOptions: notExpected,
        openSearch: notExpected,
        closeCard: notExpected,
        pointerOnCard: notExpected,
      });
      desk.open({ tabId: 1, frameId: 0 }, ASKED, { written: '1', takesFocus: false });
      desk.serve({
        tabId: 1,
        frameId: 5,
        post: (message) => shown.push(message),
        disconnect: notExpected,
        onMessage: (listener) => {
          say = listener;
        },
        onDisconnect: () => undefined,
      });
      say({ type: 'claim-card', nonce: NONCE });
      return await vi.waitFor(() => {
        const last = shown.at(-1);
        if (last?.type !== 'card-changed' || last.state.kind !== 'answered') throw new Error('not yet');
        return last.state.answer.hits.map(({ contact }) => contact.id);
      });
    },

    async 'the popup'() {
      const handlers = createContactHandlers({
        directory: {
          ask: notExpected,
          search: notExpected,
          person: notExpected,
          findNumber: notExpected,
        },
        findMeantNumber: find.findMeantNumber,
        spell: async () => ({}),
        personal: {
          choices: { remember: notExpected, inOrder: notExpected, forget: notExpected },
          recents: { remember: notExpected, list: notExpected, forget: notExpected },
          photos: { read: notExpected, forget: notExpected },
        },
      });
      const said = await handlers['look-up-number']({ type: 'look-up-number', text: '1' }, POPUP);
      const found = lookedUpNumber.parse(said);
      return found.ok ? found.value.answer.hits.map(({ contact }) => contact.id) : [];
    },

    async 'the card of a caller'() {
      const sources = { findNumber: find.findNumber, search: notExpected };
      const state = await findCaller({ number: '1' }, sources, new AbortController().signal);
      return state.kind === 'found' ? [state.hit.contact.id] : [];
    },
  };

  it.each([
    ['a card', ['b2', 'a1']],
    ['the popup', ['b2', 'a1']],
    ['the card of a caller', ['b2']],
  ] as const)(
    'begin with the one that the person picked last on %s, and are ordered once',
    async (place, ids) => {
      expect(await namesOn[place]()).toEqual(ids);
      expect(orderings).toBe(1);
    },
  );

  it('join the recent look-ups when the person meant to ask, and not when somebody calls', async () => {
    await find.findNumber('1');
    expect(remember).not.toHaveBeenCalled();
    await find.findMeantNumber('1');
    expect(remember).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'Bernd Ohnsorg' }));
  });

  it('are not ordered where nothing was found out', async () => {
    const failing = createFindNumber({
      directory: { findNumber: async () => err({ code: 'signed_out' }) },
      choices: { inOrder: notExpected },
      recents: { remember: notExpected },
    });
    expect(await failing.findMeantNumber('1')).toEqual(err({ code: 'signed_out' }));
  });
});
