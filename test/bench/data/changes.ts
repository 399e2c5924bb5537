import type { Contact } from '#shared/contact.ts';
import { Random } from '../random.ts';
import { directory, type Listed } from './directory.ts';

/** Changes of a directory between questions: in each round one contact in a hundred is renamed, gets another number or leaves. */

export const ROUNDS = 4;
const SHARE_CHANGED = 0.01;

export interface Changed {
  changed: Listed[];
  /** The removed contacts in their last state. */
  removed: Contact[];
}

/** The directory after this many rounds; contacts that left are empty ones. `last` receives the last round's changes. */
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

/** The contact with another surname and without its last number. */
function renamed(contact: Contact, other: Contact | undefined): Contact {
  const { surname = contact.surname } = other ?? contact;
  return {
    ...contact,
    ...(contact.givenName !== undefined &&
      surname !== undefined && { surname, displayName: `${contact.givenName} ${surname}` }),
    numbers: contact.numbers.length > 1 ? contact.numbers.slice(0, -1) : contact.numbers,
  };
}
