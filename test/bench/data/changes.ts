import type { Contact } from '#shared/contact.ts';
import { Random } from '../random.ts';
import { directory, type Listed } from './directory.ts';

/** What becomes of a directory while it is asked: one contact in a hundred is renamed, gets another number or leaves. */

export const ROUNDS = 4;
const SHARE_CHANGED = 0.01;

export interface Changed {
  changed: Listed[];
  /** As they were. */
  removed: Contact[];
}

/** Every contact in its place after so many rounds, one that left as an empty one, and what the last round did. */
export function* directoryAfter(round: number, seed: string, size: number, last: Changed): Generator<Listed> {
  const random = new Random(`${seed}:changes`);
  let before: Listed | undefined;
  for (const listed of directory(seed, size)) {
    const turn = random.chance(SHARE_CHANGED) ? 1 + random.below(ROUNDS) : 0;
    const isRemoved = random.chance(0.3);
    if (turn === 0 || turn > round) yield listed;
    else if (isRemoved) {
      if (turn === round) last.removed.push(listed.contact);
      yield { contact: { id: listed.contact.id, displayName: '', emails: [], categories: [], numbers: [] } };
    } else {
      const changed = { ...listed, contact: renamed(listed.contact, before?.contact) };
      if (turn === round) last.changed.push(changed);
      yield changed;
    }
    before = listed;
  }
}

/** With the surname of somebody else and, of the numbers, all but the last. */
function renamed(contact: Contact, other: Contact | undefined): Contact {
  const { surname = contact.surname } = other ?? contact;
  return {
    ...contact,
    ...(contact.givenName !== undefined &&
      surname !== undefined && { surname, displayName: `${contact.givenName} ${surname}` }),
    numbers: contact.numbers.length > 1 ? contact.numbers.slice(0, -1) : contact.numbers,
  };
}
