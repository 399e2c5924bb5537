import { beforeEach, describe, expect, it } from 'vitest';
import {
  createTickets,
  newNonce,
  TICKET_LIFE_MS,
  type Tickets,
} from '../../../../extension/background/cards/card-tickets.ts';

const CONTENT_SCRIPT = { tabId: 7, frameId: 0 };
const CARD = { tabId: 7, frameId: 3 };

describe('the frame that may show a card', () => {
  let now = 0;
  let count = 0;
  let tickets: Tickets<string>;
  beforeEach(() => {
    now = 1000;
    count = 0;
    tickets = createTickets({ now: () => now, newNonce: () => `nonce-${++count}` });
  });

  it('is the first frame with the nonce', () => {
    const { nonce } = tickets.issue(CONTENT_SCRIPT, 'Anna');
    expect(tickets.claim(nonce, CARD)?.subject).toBe('Anna');
  });

  it('is no second frame with the same nonce', () => {
    const { nonce } = tickets.issue(CONTENT_SCRIPT, 'Anna');
    tickets.claim(nonce, CARD);
    expect(tickets.claim(nonce, { tabId: 7, frameId: 4 })).toBeUndefined();
  });

  it('is no frame in another tab, whose attempt uses the nonce up', () => {
    const { nonce } = tickets.issue(CONTENT_SCRIPT, 'Anna');
    expect(tickets.claim(nonce, { tabId: 8, frameId: 3 })).toBeUndefined();
    expect(tickets.claim(nonce, CARD)).toBeUndefined();
  });

  it('is not the asking frame itself', () => {
    const { nonce } = tickets.issue(CONTENT_SCRIPT, 'Anna');
    expect(tickets.claim(nonce, CONTENT_SCRIPT)).toBeUndefined();
  });

  it('is none after five seconds', () => {
    const { nonce } = tickets.issue(CONTENT_SCRIPT, 'Anna');
    now += TICKET_LIFE_MS + 1;
    expect(tickets.claim(nonce, CARD)).toBeUndefined();
  });

  it('is none with an invented nonce', () => {
    tickets.issue(CONTENT_SCRIPT, 'Anna');
    expect(tickets.claim('nonce-2', CARD)).toBeUndefined();
  });

  it('is none after a sign-out', () => {
    const { nonce } = tickets.issue(CONTENT_SCRIPT, 'Anna');
    tickets.clear();
    expect(tickets.claim(nonce, CARD)).toBeUndefined();
  });

  it('gets a nonce of 128 random bits', () => {
    const nonces = new Set(Array.from({ length: 100 }, newNonce));
    expect(nonces.size).toBe(100);
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/);
  });
});
