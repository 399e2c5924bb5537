import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LookupAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';
import {
  type CardDesk,
  type CardFrame,
  type CardSubject,
  createCardDesk,
} from '../../../../extension/background/cards/card-desk.ts';
import { createTickets } from '../../../../extension/background/cards/card-tickets.ts';
import { createContactChoices } from '../../../../extension/background/personal/contact-choices.ts';
import type { PhotoResult } from '../../../../extension/messages/message-parts.ts';
import type { ToCard } from '../../../../extension/messages/messages.ts';
import { ANNA, ASKED, BERND, lookupAnswerWith } from '../../support/contacts.ts';
import { createStorageArea } from '../../support/storage-area.ts';

class FakeFrame implements CardFrame {
  readonly tabId: number;
  readonly frameId: number;
  readonly shown: string[] = [];
  people: string[] = [];
  numbers: string[] = [];
  spelled: string[] = [];
  isConnected = true;
  private hear: (said: unknown) => void = () => {};
  private leave: () => void = () => {};
  constructor(tabId: number, frameId: number) {
    this.tabId = tabId;
    this.frameId = frameId;
  }
  post(message: ToCard) {
    if (message.type === 'card-changed' && message.state.kind === 'answered')
      this.people = message.state.answer.hits.map(({ contact }) => contact.displayName);
    if (message.type === 'card-changed')
      this.spelled = Object.values(message.state.spelled).map(({ text }) => text);
    if (message.type === 'card-changed') this.numbers.push(message.state.number.e164);
    if (message.type === 'photo-read') this.shown.push(`photo ${message.result.ok}`);
    else this.shown.push(message.state.kind === 'failed' ? message.state.failure.code : message.state.kind);
  }
  disconnect() {
    this.isConnected = false;
  }
  onMessage(listener: (said: unknown) => void) {
    this.hear = listener;
  }
  onDisconnect(listener: () => void) {
    this.leave = listener;
  }
  say(message: unknown) {
    this.hear(message);
  }
  close() {
    this.leave();
  }
}

const WRITTEN = '030 23125-123';
const ASKING_FRAME = { tabId: 1, frameId: 0 };
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a card', () => {
  let desk: CardDesk;
  let asked: { number: string; signal: AbortSignal }[];
  let answer: Result<LookupAnswer, Failure>;
  let photo: PhotoResult;
  let format: string;
  let photosAsked: unknown[];
  let count: number;
  const closeCard = vi.fn();
  const pointerOnCard = vi.fn();
  const openSearch = vi.fn();

  beforeEach(() => {
    asked = [];
    format = 'as written';
    photosAsked = [];
    photo = ok('picture');
    count = 0;
    answer = ok(lookupAnswerWith([ANNA]));
    const newNonce = () => (++count).toString(16).padStart(32, '0');
    const choices = createContactChoices(createStorageArea());
    desk = createCardDesk({
      tickets: createTickets<CardSubject>({ now: () => 0, newNonce }),
      findNumber: async (number, signal) => {
        asked.push({ number, signal });
        await settle();
        return answer.ok ? ok(await choices.inOrder(answer.value)) : answer;
      },
      spell: async (numbers) =>
        Object.fromEntries([...numbers].map((number) => [number, { text: `${format} ${number}` }])),
      choices,
      readPhoto: async (path) => {
        photosAsked.push(path);
        await settle();
        return photo;
      },
      signIn: async () => undefined,
      openOptions: () => {},
      openSearch,
      closeCard,
      pointerOnCard,
    });
  });

  const openCard = (frame = new FakeFrame(1, 5), refusal?: Failure) => {
    const nonce = desk.open(ASKING_FRAME, ASKED, { written: WRITTEN, takesFocus: false, refusal });
    desk.serve(frame);
    frame.say({ type: 'claim-card', nonce });
    return { frame, nonce };
  };

  it('shows that the look-up runs, then the answer', async () => {
    const { frame } = openCard();
    await settle();
    await settle();
    expect(frame.shown).toEqual(['looking-up', 'answered']);
    expect(asked.map(({ number }) => number)).toEqual([WRITTEN]);
  });

  it('shows the reading of the number that somebody carries, and keeps it', async () => {
    const other = { e164: '+498999998123', international: '+49 89 99998123' };
    answer = ok({ ...lookupAnswerWith([ANNA]), number: other });
    const { frame } = openCard();
    await vi.waitFor(() => expect(frame.numbers).toEqual([ASKED.e164, other.e164]));
    frame.say({ type: 'open-search' });
    expect(openSearch).toHaveBeenLastCalledWith(other.e164);
  });

  it('lists the contact that the person picked for the number first from then on', async () => {
    answer = ok(lookupAnswerWith([ANNA, BERND]));
    const { frame } = openCard();
    await vi.waitFor(() => expect(frame.people).toEqual(['Anna Übelacker', 'Bernd Ohnsorg']));
    frame.say({ type: 'pick-contact', chosen: { source: 'suppliers', contact: 'b2' } });
    frame.say({ type: 'retry-look-up' });
    await vi.waitFor(() => expect(frame.people).toEqual(['Bernd Ohnsorg', 'Anna Übelacker']));
  });

  it('shows nothing to a frame with a used nonce', async () => {
    const { nonce } = openCard();
    const thief = new FakeFrame(1, 6);
    desk.serve(thief);
    thief.say({ type: 'claim-card', nonce });
    await settle();
    expect(thief).toMatchObject({ shown: [], isConnected: false });
  });

  it.each([['sign-in'], ['retry-look-up'], ['open-search']])('ignores %s before it is claimed', (type) => {
    const frame = new FakeFrame(1, 5);
    desk.serve(frame);
    frame.say({ type });
    expect(frame.isConnected).toBe(false);
  });

  it('disconnects on a message that no card sends', () => {
    const { frame } = openCard();
    frame.say({ type: 'fetch', url: 'https://x.example' });
    expect(frame.isConnected).toBe(false);
  });

  it('runs one look-up at a time per tab: the newest number wins', () => {
    openCard();
    openCard(new FakeFrame(1, 6));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it('reports a spent budget without asking the worker', async () => {
    const { frame } = openCard(undefined, { code: 'too_many_requests', retryAfterSeconds: 30 });
    await settle();
    expect(frame.shown).toEqual(['looking-up', 'too_many_requests']);
    expect(asked).toEqual([]);
  });

  it('signs in and then looks the number up', async () => {
    answer = err({ code: 'signed_out' });
    const { frame } = openCard();
    await settle();
    await settle();
    answer = ok(lookupAnswerWith([ANNA]));
    frame.say({ type: 'sign-in' });
    await settle();
    await settle();
    expect(frame.shown).toEqual(['looking-up', 'signed_out', 'looking-up', 'answered']);
  });

  it('shows that the person has signed out', async () => {
    const { frame } = openCard();
    await settle();
    await settle();
    desk.forget();
    expect(frame.shown.at(-1)).toBe('signed_out');
  });

  const PHOTO = { type: 'read-photo', photo: { source: 'customers', name: 'a'.repeat(32) } };

  it('gets photos once it shows an answer, never before', async () => {
    const { frame } = openCard();
    await settle();
    await settle();
    expect(photosAsked).toEqual([]);
    frame.say(PHOTO);
    await settle();
    await settle();
    photo = err({ code: 'not_found' });
    frame.say(PHOTO);
    await settle();
    await settle();
    expect(photosAsked).toEqual([PHOTO.photo, PHOTO.photo]);
    expect(frame.shown).toEqual(['looking-up', 'answered', 'photo true', 'photo false']);
  });

  it('gets no photo before it is claimed', () => {
    const frame = new FakeFrame(1, 5);
    desk.serve(frame);
    frame.say(PHOTO);
    expect(frame.isConnected).toBe(false);
    expect(photosAsked).toEqual([]);
  });

  it('gets no photo once it is closed', async () => {
    const { frame } = openCard();
    await settle();
    await settle();
    frame.say(PHOTO);
    frame.close();
    await settle();
    await settle();
    expect(frame.shown).toEqual(['looking-up', 'answered']);
  });

  it('spells every number that it shows, and spells them anew after a change of format', async () => {
    const { frame } = openCard();
    await settle();
    await settle();
    const [first, second] = ANNA.contact.numbers.map(({ e164 }) => e164);
    expect(frame.spelled).toEqual([`as written ${second}`, `as written ${first}`]);
    format = 'short';
    desk.respell();
    await settle();
    expect(frame.spelled).toEqual([`short ${second}`, `short ${first}`]);
    expect(frame.shown).toEqual(['looking-up', 'answered', 'answered']);
    desk.forget();
    expect(frame.spelled).toEqual([`short ${ASKED.e164}`]);
  });

  it('gets no message once it is closed', async () => {
    const { frame } = openCard();
    frame.close();
    await settle();
    await settle();
    desk.forget();
    desk.respell();
    await settle();
    expect(frame.shown).toEqual([]);
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it('tells the page when the pointer enters and leaves it', () => {
    const { frame } = openCard();
    frame.say({ type: 'pointer-entered' });
    frame.say({ type: 'pointer-left' });
    expect(pointerOnCard.mock.calls.map(([, isInside]) => isInside)).toEqual([true, false]);
  });

  it('asks the page to close it, and opens the search with the number', () => {
    const { frame, nonce } = openCard();
    frame.say({ type: 'close-card' });
    frame.say({ type: 'open-search' });
    expect(closeCard).toHaveBeenCalledWith(expect.objectContaining({ nonce, frame: ASKING_FRAME }));
    expect(openSearch).toHaveBeenCalledWith(ASKED.e164);
  });
});
