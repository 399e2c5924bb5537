import * as z from 'zod/mini';
import type { Hit, LookupAnswer } from '#shared/api.ts';
import type { StorageArea } from '../../auth/session.ts';
import type { ChosenContact } from '../../messages/messages.ts';
import { createTurns } from '../in-turn.ts';

/** Which contact a person picked when several had one number. Kept without names and without numbers, until the person signs out. */
export interface ContactChoices {
  remember(e164: string, chosen: ChosenContact): Promise<void>;
  /** The answer with the contact that was picked for its number last in front. */
  inOrder<T extends LookupAnswer>(answer: T): Promise<T>;
  forget(): Promise<void>;
}

/** The key and the field `person` keep the names under which earlier versions stored choices. */
const KEY = 'person-choices';
const MAX_CHOICES = 200;

const stored = z.object({
  /** Key of the hash, made with the first choice, so that hashes of different people cannot be compared. */
  secret: z.base64(),
  /** The latest last. */
  choices: z.array(z.object({ number: z.base64(), person: z.string() })),
});

export function createContactChoices(area: StorageArea): ContactChoices {
  const inTurn = createTurns();

  async function read() {
    return stored.safeParse((await area.get(KEY))[KEY]).data;
  }

  return {
    remember: (e164, chosen) =>
      inTurn(async () => {
        const { secret, choices } = (await read()) ?? { secret: newSecret(), choices: [] };
        const number = await hashOf(secret, e164);
        const others = choices.filter((choice) => choice.number !== number);
        const latest = [...others, { number, person: idOf(chosen) }].slice(-MAX_CHOICES);
        await area.set({ [KEY]: { secret, choices: latest } });
      }),

    async inOrder(answer) {
      if (answer.hits.length < 2) return answer;
      const kept = await inTurn(read);
      if (!kept) return answer;
      const number = await hashOf(kept.secret, answer.number.e164);
      const chosen = kept.choices.find((choice) => choice.number === number)?.person;
      const isChosen = (hit: Hit) => Number(idOf(contactOf(hit)) === chosen);
      return { ...answer, hits: answer.hits.toSorted((one, other) => isChosen(other) - isChosen(one)) };
    },

    forget: () => inTurn(() => area.remove(KEY)),
  };
}

function contactOf({ source, contact }: Hit): ChosenContact {
  return { source: source.id, contact: contact.id };
}

function idOf({ source, contact }: ChosenContact): string {
  return `${source}/${contact}`;
}

function newSecret(): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(32)));
}

async function hashOf(secret: string, e164: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(e164))));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
