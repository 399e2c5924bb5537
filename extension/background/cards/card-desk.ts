import type { LookupAnswer, PhotoPath } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { err, type Result } from '#shared/result.ts';
import type { PhotoResult } from '../../messages/message-parts.ts';
import {
  type CardState,
  type FromCard,
  fromCard,
  type Spelled,
  type ToCard,
} from '../../messages/messages.ts';
import type { ContactChoices } from '../personal/contact-choices.ts';
import { numbersOf } from '../spell-numbers.ts';
import type { FrameAddress, Ticket, Tickets } from './card-tickets.ts';

/** Runs the cards: one look-up for each, one card per tab, and the actions of their buttons. */

interface CardNumber {
  e164: string;
  international: string;
}

export interface CardSubject {
  /** The number as the extension reads it; after the answer, as the worker read it. */
  number: CardNumber;
  /** The number as the page writes it: the worker knows more readings than the likeliest. */
  written: string;
  answer: Promise<Result<LookupAnswer, Failure>>;
  abort: AbortController;
  takesFocus: boolean;
  /** The state that the card shows, and the one on its way. */
  shown?: CardState;
  newest?: Unspelled;
}

/** The state of a card before its numbers are spelled. */
type Unspelled = {
  [Kind in CardState['kind']]: Omit<Extract<CardState, { kind: Kind }>, 'spelled'>;
}[CardState['kind']];

/** A connected frame. Its sender is checked already. */
export interface CardFrame {
  tabId: number;
  frameId: number;
  post(message: ToCard): void;
  disconnect(): void;
  onMessage(listener: (said: unknown) => void): void;
  onDisconnect(listener: () => void): void;
}

export interface CardDeskOptions {
  tickets: Tickets<CardSubject>;
  /** The hits in the order in which the card shows them. */
  findNumber(number: string, signal: AbortSignal): Promise<Result<LookupAnswer, Failure>>;
  /** Numbers as this person writes and calls them. */
  spell(numbers: Iterable<string>): Promise<Spelled>;
  choices: Pick<ContactChoices, 'remember'>;
  readPhoto(photo: PhotoPath): Promise<PhotoResult>;
  signIn(): Promise<unknown>;
  openOptions(): void;
  openSearch(query: string): void;
  /** Tells the content script to remove the card. */
  closeCard(ticket: Ticket<CardSubject>): void;
  /** Tells the content script whether the pointer is inside the card. */
  pointerOnCard(ticket: Ticket<CardSubject>, isInside: boolean): void;
}

export interface CardDesk {
  /** Starts the look-up and admits one frame. A refusal is shown in the card: the page sees the same card either way. */
  open(
    frame: FrameAddress,
    number: CardNumber,
    options: { written: string; takesFocus: boolean; refusal?: Failure | undefined },
  ): string;
  serve(frame: CardFrame): void;
  /** Every open card says that the person is signed out. */
  forget(): void;
  /** Spells the numbers of every open card again, after the person changed the setting. */
  respell(): void;
}

export function createCardDesk(options: CardDeskOptions): CardDesk {
  const open = new Map<CardFrame, Ticket<CardSubject>>();
  const inFlight = new Map<number, AbortController>();

  function lookUp(
    tabId: number,
    { number, written, takesFocus }: Pick<CardSubject, 'number' | 'written' | 'takesFocus'>,
  ): CardSubject {
    // One look-up in flight per tab: the newest is the number under the pointer.
    inFlight.get(tabId)?.abort();
    const abort = new AbortController();
    inFlight.set(tabId, abort);
    const answer = options.findNumber(written, abort.signal).finally(() => {
      if (inFlight.get(tabId) === abort) inFlight.delete(tabId);
    });
    return { number, written, answer, abort, takesFocus };
  }

  function post(frame: CardFrame, { subject }: Ticket<CardSubject>, state: CardState): void {
    subject.shown = state;
    frame.post({ type: 'card-changed', state, takesFocus: subject.takesFocus });
  }

  async function show(frame: CardFrame, unspelled: Unspelled): Promise<void> {
    const ticket = open.get(frame);
    if (!ticket) return;
    ticket.subject.newest = unspelled;
    const carried = unspelled.kind === 'answered' ? numbersOf(unspelled.answer) : [];
    const spelled = await options.spell([unspelled.number.e164, ...carried]);
    // The card may show a newer state by now.
    if (open.has(frame) && ticket.subject.newest === unspelled)
      post(frame, ticket, { ...unspelled, spelled });
  }

  async function present(frame: CardFrame, subject: CardSubject): Promise<void> {
    const { number } = subject;
    await show(frame, { kind: 'looking-up', number });
    const found = await subject.answer;
    if (found.ok) {
      const answer = found.value;
      const { e164, international } = answer.number;
      const ticket = open.get(frame);
      // A contact may carry another reading than the likeliest.
      if (ticket) ticket.subject.number = { e164, international };
      await show(frame, { kind: 'answered', number: { e164, international }, answer });
    } else await show(frame, { kind: 'failed', number, failure: found.failure });
  }

  async function showPhoto(frame: CardFrame, photo: PhotoPath): Promise<void> {
    const result = await options.readPhoto(photo);
    if (open.has(frame)) frame.post({ type: 'photo-read', photo, result });
  }

  async function obey(frame: CardFrame, ticket: Ticket<CardSubject>, message: FromCard): Promise<void> {
    const { number } = ticket.subject;
    switch (message.type) {
      case 'claim-card':
        return;
      case 'close-card':
        return options.closeCard(ticket);
      case 'pointer-entered':
        return options.pointerOnCard(ticket, true);
      case 'pointer-left':
        return options.pointerOnCard(ticket, false);
      case 'open-options':
        return options.openOptions();
      case 'open-search':
        return options.openSearch(number.e164);
      case 'pick-contact':
        return await options.choices.remember(number.e164, message.chosen);
      case 'read-photo':
        return await showPhoto(frame, message.photo);
      case 'sign-in':
        await options.signIn();
        return await present(frame, lookUp(frame.tabId, ticket.subject));
      case 'retry-look-up':
        return await present(frame, lookUp(frame.tabId, ticket.subject));
    }
  }

  function claim(frame: CardFrame, nonce: string): Ticket<CardSubject> | undefined {
    const ticket = options.tickets.claim(nonce, frame);
    if (!ticket) {
      frame.disconnect();
      return undefined;
    }
    open.set(frame, ticket);
    void present(frame, ticket.subject);
    return ticket;
  }

  return {
    open(frame, number, { written, takesFocus, refusal }) {
      const asked = { number, written, takesFocus };
      const subject = refusal
        ? { ...asked, answer: Promise.resolve(err(refusal)), abort: new AbortController() }
        : lookUp(frame.tabId, asked);
      return options.tickets.issue(frame, subject).nonce;
    },

    serve(frame) {
      let ticket: Ticket<CardSubject> | undefined;
      frame.onMessage((said) => {
        const message = fromCard.safeParse(said);
        if (!message.success) return frame.disconnect();
        if (ticket) void obey(frame, ticket, message.data);
        else if (message.data.type === 'claim-card') ticket = claim(frame, message.data.nonce);
        else frame.disconnect();
      });
      frame.onDisconnect(() => {
        open.delete(frame);
        ticket?.subject.abort.abort();
      });
    },

    forget() {
      options.tickets.clear();
      for (const abort of inFlight.values()) abort.abort();
      for (const [frame, ticket] of open) {
        const { number, shown } = ticket.subject;
        const spelling = shown?.spelled[number.e164];
        const state = { kind: 'failed', number, failure: { code: 'signed_out' } } as const;
        ticket.subject.newest = state;
        // At once, and of all numbers with this one only.
        post(frame, ticket, { ...state, spelled: spelling ? { [number.e164]: spelling } : {} });
      }
    },

    respell() {
      for (const [frame, { subject }] of open) if (subject.newest) void show(frame, { ...subject.newest });
    },
  };
}
