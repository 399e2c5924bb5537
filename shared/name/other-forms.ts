import { foldWords } from './fold.ts';
import { heardForms } from './heard.ts';
import { romanised } from './romanise.ts';

/** Forms in which people look for the words of a text, besides those that it has. Pure. */

/** Letters of other languages and scripts, apostrophes, single letters, and pairs of letters that are rare in German. */
const MAY_HAVE_FORMS =
  /[^\0-\x7fäöüßéèÄÖÜÉÈ]|'|\b[a-z]\b|\b\w{1,4}[.&+-]\w{1,4}\b|[bcdgjkptwvei]rz|rz[ey]|sz|c[zis]|dz|zs|gy|[szk]h|\bch|ch(?:[eo]v|uk|en)|ts[kioeu]|vich\b|ic\b|y[aeou]/i;

/** False for most texts, at little cost. */
export function mayHaveForms(text: string): boolean {
  return MAY_HAVE_FORMS.test(text);
}

const APOSTROPHES = /['’‘`´ʼ]/u;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{3,6}$/u;

/** Folded forms, each once. `kind`: the words of people's names are also written by ear. */
export function otherForms(text: string, kind: 'name' | 'other'): string[] {
  const given = text.slice(0, 256).normalize('NFKC').toLowerCase();
  const words = given.match(/[\p{L}\p{M}\p{N}'’‘`´ʼ]+/gu) ?? [];
  const forms = words.flatMap((word) => [
    ...behindApostrophe(word),
    ...endsOfUnspaced(word),
    ...romanised(word),
    ...(kind === 'name' ? heardForms(word) : []),
  ]);
  const joined = [...joinedInitials(words), ...joinedShort(given)];
  return [...new Set([...forms, ...joined].flatMap((form) => foldWords(form)))];
}

const LEAST_HEARD = 6;

/** Folded forms in which an index may have a word that was typed in another script or language. */
export function otherReadings(typed: string): string[] {
  const given = typed.slice(0, 256).normalize('NFKC').toLowerCase();
  // Forms by ear have w, and many people keep the v: Petrovitsch.
  if (given.includes('sch')) return given.includes('v') ? foldWords(given.replaceAll('v', 'w')) : [];
  if (!mayHaveForms(typed)) return [];
  // A short mistyped word often looks foreign.
  const heard = given.length < LEAST_HEARD ? [] : heardForms(given);
  return [...romanised(given), ...heard].flatMap((form) => foldWords(form));
}

/** `Dell’Acqua` is also looked for as Acqua. */
function behindApostrophe(word: string): string[] {
  const end = word.split(APOSTROPHES).at(-1) ?? '';
  return end.length > 1 && end.length < word.length ? [end] : [];
}

/** Names without blanks: `山田太郎` is also looked for as 太郎. */
function endsOfUnspaced(word: string): string[] {
  if (!UNSPACED.test(word)) return [];
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at + 1)).filter(
    ({ length }) => length > 1,
  );
}

/** `A. T. U.` is also looked for as ATU, and `H&M` as HM. */
function joinedInitials(words: readonly string[]): string[] {
  const runs: string[] = [];
  let run = '';
  for (const word of [...words, '  ']) {
    if (/^[\p{L}\p{N}]$/u.test(word)) run += word;
    else {
      if (run.length > 1 && !LEGAL_FORMS.has(run)) runs.push(run);
      run = '';
    }
  }
  return runs;
}

/** s.r.o., S.p.A., e.V.: half a country's companies have one, so nobody looks for it. */
const LEGAL_FORMS = new Set('sro spa sa ev as ek srl sl bv nv sarl sas sc eg eu zoo spzoo sp'.split(' '));

/** Longer words are taken apart in the query, where that proves more. */
const MOST_JOINED_LETTERS = 5;

/** `E.ON` is also looked for as EON, and `C&A` as CundA. */
function joinedShort(text: string): string[] {
  return text.split(/\s+/u).flatMap((chunk) => {
    const words = chunk.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const joined = words.join('');
    if (
      words.length < 2 ||
      joined.length > MOST_JOINED_LETTERS ||
      LEGAL_FORMS.has(joined) ||
      /['’]/u.test(chunk)
    )
      return [];
    return /[&+]/u.test(chunk) ? [joined, words.join('und')] : [joined];
  });
}
