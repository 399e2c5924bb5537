import { koelner } from '#shared/name/koelner.ts';

/** Kölner codes for an engine without sounds: finds contacts that have the code of every word asked for. */
export class SoundTerms {
  readonly #postings = new Map<string, number[]>();

  add(document: number, words: readonly string[]): void {
    for (const code of soundsOf(words)) {
      const list = this.#postings.get(code);
      if (list) list.push(document);
      else this.#postings.set(code, [document]);
    }
  }

  search(words: readonly string[], limit: number): number[] {
    const lists = words.map((word) => this.#postings.get(soundsOf([word])[0] ?? '') ?? []);
    const [shortest = [], ...others] = lists.sort((a, b) => a.length - b.length);
    const found: number[] = [];
    for (const document of shortest) {
      if (found.length === limit) break;
      if (others.every((list) => holds(list, document))) found.push(document);
    }
    return found;
  }

  bytes(): number {
    let sum = 0;
    for (const [code, list] of this.#postings) sum += code.length + 4 * list.length;
    return sum;
  }
}

/** Codes of the words that are long enough for a distinctive sound. */
export function soundsOf(words: readonly string[]): string[] {
  return [...new Set(words.filter((word) => word.length > 2).map(koelner))].filter((code) => code !== '');
}

function holds(ascending: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === wanted;
}
