import type { Contact } from '#shared/contact.ts';
import { foldWords } from '#shared/name/fold.ts';
import { idOf } from '../data/directory.ts';
import { nameWords, otherWords } from '../indexed-words.ts';
import type { Peer } from './peer.ts';
import { SoundTerms } from './sound-terms.ts';

/** An engine over folded words. Documents are positions in the directory. */
export interface WordEngine {
  /** Words of the name, and all other words that are not in the name. */
  add(document: number, name: string[], other: string[]): void;
  /** Called after the last document. */
  finish?(): void;
  search(words: string[], limit: number): number[];
  bytes?(): number | undefined;
  close?(): void;
}

/** An engine over whole numbers in digits. */
export interface NumberEngine {
  add(document: number, numbers: string[]): void;
  finish?(): void;
  exact(digits: string): number[];
  startingWith(digits: string, limit: number): number[];
  endingWith?(digits: string, limit: number): number[];
  company?(digits: string): number | undefined;
  bytes?(): number | undefined;
}

export interface WordPeerParts {
  words: WordEngine;
  numbers?: NumberEngine | undefined;
  /** Adds an exact index of Kölner codes, which fills the places that the engine's own answer leaves free. */
  hasSounds?: boolean;
}

export function wordPeer(name: string, parts: WordPeerParts): Peer {
  const { words, numbers } = parts;
  const sounds = parts.hasSounds ? new SoundTerms() : undefined;
  let companies: (string | undefined)[] = [];
  const peer: Peer = {
    name,
    async build(contacts: Iterable<Contact>) {
      let document = 0;
      for (const contact of contacts) {
        const inName = [...new Set(nameWords(contact))];
        const other = [...new Set(otherWords(contact))].filter((word) => !inName.includes(word));
        words.add(document, inName, other);
        sounds?.add(document, [...inName, ...other]);
        numbers?.add(
          document,
          contact.numbers.map(({ e164 }) => e164.slice(1)),
        );
        if (numbers?.company) companies.push(contact.company);
        document++;
      }
      words.finish?.();
      numbers?.finish?.();
    },
    search(text, limit) {
      const wanted = foldWords(text);
      if (wanted.length === 0) return [];
      const found = words.search(wanted, limit);
      if (sounds && found.length < limit) {
        for (const document of sounds.search(wanted, limit * 2)) {
          if (found.length >= limit) break;
          if (!found.includes(document)) found.push(document);
        }
      }
      return found.map(idOf);
    },
    bytes() {
      const sizes = [
        words.bytes?.(),
        ...(numbers ? [numbers.bytes?.()] : []),
        ...(sounds ? [sounds.bytes()] : []),
      ];
      let sum = 0;
      for (const size of sizes) {
        if (size === undefined) return undefined;
        sum += size;
      }
      return sum;
    },
    close() {
      words.close?.();
      companies = [];
    },
  };
  if (numbers) {
    peer.lookUp = (digits) => numbers.exact(digits).map(idOf);
    peer.startingWith = (digits, limit) => numbers.startingWith(digits, limit).map(idOf);
    if (numbers.endingWith)
      peer.endingWith = (digits, limit) => numbers.endingWith?.(digits, limit).map(idOf) ?? [];
    if (numbers.company) peer.company = (digits) => companies[numbers.company?.(digits) ?? -1];
  }
  return peer;
}
