import { toHex } from '#shared/hex.ts';

/**
 * Admits one frame to one card. A content script that asks for a card gets a ticket, and the frame that it then inserts claims it: in the
 * same tab, within five seconds, once. Tickets stay in memory, because the background does not sleep that soon.
 */

export const TICKET_LIFE_MS = 5000;

/** A frame of a tab. */
export interface FrameAddress {
  tabId: number;
  frameId: number;
}

export interface Ticket<T> {
  nonce: string;
  /** Frame of the content script that asked. */
  frame: FrameAddress;
  issuedAt: number;
  subject: T;
}

export interface Tickets<T> {
  issue(frame: FrameAddress, subject: T): Ticket<T>;
  claim(nonce: string, frame: FrameAddress): Ticket<T> | undefined;
  clear(): void;
}

export function createTickets<T>(options: { now: () => number; newNonce: () => string }): Tickets<T> {
  const open = new Map<string, Ticket<T>>();

  function dropLate(): void {
    for (const [nonce, ticket] of open)
      if (options.now() - ticket.issuedAt > TICKET_LIFE_MS) open.delete(nonce);
  }

  return {
    issue(frame, subject) {
      dropLate();
      const ticket = { nonce: options.newNonce(), frame, issuedAt: options.now(), subject };
      open.set(ticket.nonce, ticket);
      return ticket;
    },

    claim(nonce, frame) {
      dropLate();
      const ticket = open.get(nonce);
      // A wrong claim uses the ticket up too: another frame that knows the nonce has stolen it.
      open.delete(nonce);
      if (!ticket || ticket.frame.tabId !== frame.tabId) return undefined;
      // The card is a frame inside the asking one, never the asking one itself.
      return ticket.frame.frameId === frame.frameId ? undefined : ticket;
    },

    clear: () => open.clear(),
  };
}

/** 128 random bits in hexadecimal. */
export function newNonce(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
