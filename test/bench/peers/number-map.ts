import type { Peer } from './peer.ts';

/** The least that a look-up can cost: one Map from digits to ids, nothing else. */
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
