import type { MatchReason } from '#shared/api.ts';
import { foldWords } from '#shared/name/fold.ts';

/** Finds the letters of a result that match the query. The worker names only the matching fields and the kind of match. Pure. */

export interface Part {
  text: string;
  isMet: boolean;
}

/** Marks exact words and beginnings of words. A match by spelling or sound has no letters to mark. */
export function markWords(
  text: string,
  query: string,
  field: MatchReason['field'],
  matched: readonly MatchReason[],
): Part[] {
  const isLiteral = matched.some((reason) => reason.field === field && /exact|prefix/.test(reason.how));
  const terms = isLiteral ? foldWords(query) : [];
  if (terms.length === 0) return [{ text, isMet: false }];
  return join(text.split(/([\p{L}\p{M}\p{N}'’]+)/u).flatMap((word) => markWord(word, terms)));
}

function markWord(word: string, terms: readonly string[]): Part[] {
  const folded = foldWords(word).join('');
  const term = terms
    .filter((one) => folded.startsWith(one))
    .sort((one, other) => other.length - one.length)[0];
  if (term === undefined) return [{ text: word, isMet: false }];
  const letters = [...word];
  const met = letters.findIndex((_, index) => {
    const begun = foldWords(letters.slice(0, index + 1).join('')).join('');
    return begun.length >= term.length && begun.startsWith(term);
  });
  const end = met === -1 ? letters.length : met + 1;
  return [
    { text: letters.slice(0, end).join(''), isMet: true },
    { text: letters.slice(end).join(''), isMet: false },
  ];
}

/** Marks the query's digits in a spelled number, across separators. Ignores the query's leading zeros: the country code may replace them. */
export function markDigits(spelling: string, query: string): Part[] {
  const digits = query.replace(/\D/g, '').replace(/^0+/, '');
  const at = digits.length < 2 ? -1 : spelling.replace(/\D/g, '').indexOf(digits);
  if (at === -1) return [{ text: spelling, isMet: false }];
  const before = new RegExp(`^(?:\\D*\\d){${at}}\\D*`).exec(spelling)?.[0] ?? '';
  const met = new RegExp(`^(?:\\D*\\d){${digits.length}}`).exec(spelling.slice(before.length))?.[0] ?? '';
  return join([
    { text: before, isMet: false },
    { text: met, isMet: true },
    { text: spelling.slice(before.length + met.length), isMet: false },
  ]);
}

function join(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts.filter(({ text }) => text !== '')) {
    const last = joined.at(-1);
    if (last?.isMet === part.isMet) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}
