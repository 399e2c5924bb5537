import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Random } from '../random.ts';
import { HEAD_NAMES, type Language } from './head-names.ts';

/** Names of one language with realistic frequencies: a curated head, and an invented tail that sounds like it. */

const LISTS: Record<NameKind, URL> = {
  given: new URL('../../data/names/common-forenames-by-country.csv', import.meta.url),
  surnames: new URL('../../data/names/common-surnames-by-country.csv', import.meta.url),
};
const COUNTRIES_OF: Record<Language, readonly string[]> = {
  de: ['DE', 'AT', 'CH', 'LI'],
  fr: ['FR', 'BE', 'LU'],
  en: ['GB', 'IE', 'US'],
  pl: ['PL'],
  tr: ['TR'],
  it: ['IT'],
  hr: ['HR', 'BA', 'SI', 'RS'],
  ro: ['RO', 'MD'],
  cs: ['CZ', 'SK'],
};
export const LANGUAGES = Object.keys(COUNTRIES_OF) as Language[];

export type NameKind = 'surnames' | 'given';

/** Zipf–Mandelbrot distribution: the share of rank r is proportional to (r + shift)^-exponent, over this many ranks. */
const FREQUENCY: Record<NameKind, { shift: number; exponent: number; ranks: number }> = {
  surnames: { shift: 12, exponent: 1.02, ranks: 60_000 },
  given: { shift: 14, exponent: 1.15, ranks: 30_000 },
};

class NamePool {
  readonly #heads: readonly string[];
  readonly #followers = new Map<string, string[]>();
  readonly #tail = new Map<number, string>();
  readonly #seed: string;
  readonly #frequency: { shift: number; exponent: number; ranks: number };

  constructor(heads: readonly string[], kind: NameKind, seed: string) {
    this.#heads = heads;
    this.#seed = seed;
    this.#frequency = FREQUENCY[kind];
    for (const head of heads) {
      const letters = `^${head.toLowerCase()}$`;
      for (let i = 1; i < letters.length; i++) {
        this.#learn(letters.slice(Math.max(0, i - 2), i), letters[i] ?? '$');
        // A context of one letter is learnt too: falling back to it keeps the tail from repeating the head.
        if (i > 1) this.#learn(letters[i - 1] ?? '', letters[i] ?? '$');
      }
    }
  }

  sample(random: Random): string {
    const { shift, exponent, ranks } = this.#frequency;
    const power = 1 - exponent;
    const low = (1 + shift) ** power;
    const high = (ranks + shift) ** power;
    const rank = Math.floor((low + random.next() * (high - low)) ** (1 / power) - shift);
    return this.#heads[rank - 1] ?? this.#invented(rank);
  }

  #invented(rank: number): string {
    let name = this.#tail.get(rank);
    if (name === undefined) {
      const random = new Random(`${this.#seed}:${rank}`);
      do name = this.#spell(random);
      while (name.length < 3 || name.length > 13);
      name = name.replace(/^./u, (letter) => letter.toLocaleUpperCase());
      this.#tail.set(rank, name);
    }
    return name;
  }

  #spell(random: Random): string {
    let name = '^';
    for (;;) {
      const context = name.length > 3 && random.chance(0.12) ? name.slice(-1) : name.slice(-2);
      const next = random.pick(this.#followers.get(context) ?? ['$']);
      if (next === '$') return name.slice(1);
      name += next;
      if (name.length > 16) return name;
    }
  }

  #learn(context: string, next: string): void {
    const known = this.#followers.get(context);
    if (known) known.push(next);
    else this.#followers.set(context, [next]);
  }
}

export class Names {
  readonly #pools = new Map<string, NamePool>();
  /** Everyday names without the invented tail. */
  readonly heads: Record<NameKind, string[]> = { surnames: [], given: [] };

  constructor(seed: string) {
    for (const kind of ['surnames', 'given'] as const) {
      const listed = listedNames(kind);
      for (const language of LANGUAGES) {
        const more = COUNTRIES_OF[language].flatMap((country) => listed.get(country) ?? []);
        const heads = [...new Set([...HEAD_NAMES[language][kind], ...more])];
        this.heads[kind].push(...heads);
        this.#pools.set(`${language}:${kind}`, new NamePool(heads, kind, `${seed}:${language}:${kind}`));
      }
    }
  }

  sample(language: Language, kind: NameKind, random: Random): string {
    const pool = this.#pools.get(`${language}:${kind}`);
    if (!pool) throw new RangeError(`no names for ${language}`);
    return pool.sample(random);
  }
}

function listedNames(kind: NameKind): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const rows: Record<string, string>[] = parse(readFileSync(LISTS[kind]), { bom: true, columns: true });
  for (const row of rows) {
    const name = row['Localized Name'] ?? '';
    if (!/^[\p{Script=Latin}'’-]{2,}$/u.test(name)) continue;
    const list = names.get(row.Country ?? '');
    if (list) list.push(name);
    else names.set(row.Country ?? '', [name]);
  }
  return names;
}
