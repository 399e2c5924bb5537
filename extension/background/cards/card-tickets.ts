import { toHex } from '#shared/hex.ts';

/**
 * Admits one frame to one card. A ticket is issued when a content script asked for a card, and claimed by the frame that it
 * then inserted: in the same tab, within five seconds, once. In memory only: the background does not sleep that soon.
 */

export const TICKET_LIFE_MS = 5000;

export interface Place {
  tabId: number;
  frameId: number;
}

export interface Ticket<T> {
  nonce: string;
  /** Where the content script runs that asked. */
  place: Place;
  issuedAt: number;
  subject: T;
}

export interface Tickets<T> {
  issue(place: Place, subject: T): Ticket<T>;
  claim(nonce: string, place: Place): Ticket<T> | undefined;
  clear(): void;
}

export function createTickets<T>(options: { now: () => number; newNonce: () => string }): Tickets<T> {
  const open = new Map<string, Ticket<T>>();

  function dropLate(): void {
    for (const [nonce, ticket] of open)
      if (options.now() - ticket.issuedAt > TICKET_LIFE_MS) open.delete(nonce);
  }

  return {
    issue(place, subject) {
      dropLate();
      const ticket = { nonce: options.newNonce(), place, issuedAt: options.now(), subject };
      open.set(ticket.nonce, ticket);
      return ticket;
    },

    claim(nonce, place) {
      dropLate();
      const ticket = open.get(nonce);
      // Even a wrong claim uses the ticket up: whoever else knows the nonce learnt it by foul means.
      open.delete(nonce);
      if (!ticket || ticket.place.tabId !== place.tabId) return undefined;
      // The card is a frame inside the asking one, never the asking one itself.
      return ticket.place.frameId === place.frameId ? undefined : ticket;
    },

    clear: () => open.clear(),
  };
}

/** 128 random bits in hexadecimal. */
export function newNonce(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
