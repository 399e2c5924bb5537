import type { Contact } from '#shared/contact.ts';
import type { Peer } from './peer.ts';

/** The minimal cost of a look-up: one Map from digits to ids. */
export function numberMap(): Peer {
  const ids = new Map<string, string[]>();
  return {
    name: 'map',
    async build(contacts) {
      for (const { id, numbers } of contacts) {
        for (const { e164 } of numbers) {
          const digits = e164.slice(1);
          const known = ids.get(digits);
          if (known) known.push(id);
          else ids.set(digits, [id]);
        }
      }
    },
    lookUp: (digits) => ids.get(digits) ?? [],
    bytes: () => undefined,
    close: () => ids.clear(),
  };
}

/** The same with contacts in the answer, as a look-up must give them: rows of JSON, parsed for a hit. */
export function numberMapWithContacts(): Peer {
  const positions = new Map<string, number[]>();
  const rows: Buffer[] = [];
  return {
    name: 'map+contact',
    async build(contacts) {
      for (const contact of contacts) {
        const position = rows.push(Buffer.from(JSON.stringify(contact))) - 1;
        for (const { e164 } of contact.numbers) {
          const digits = e164.slice(1);
          const known = positions.get(digits);
          if (known) known.push(position);
          else positions.set(digits, [position]);
        }
      }
    },
    lookUp: (digits) => {
      // These rows were written by this process, so the data is trusted.
      const found = (positions.get(digits) ?? []).map(
        (position) => JSON.parse(String(rows[position])) as Contact,
      );
      return found.map(({ id }) => id);
    },
    bytes: () => undefined,
    close: () => positions.clear(),
  };
}
