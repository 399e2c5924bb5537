import type { Contact } from './contact.ts';
import { foldWords } from './name/fold.ts';

/** Pure. Whether contacts of several sources are duplicates. Symmetric but not transitive, so compare with the contact that is shown. */

type Identity = Pick<Contact, 'displayName' | 'givenName' | 'surname' | 'emails' | 'numbers'>;

/** Duplicates share an e-mail address and at least one word of their names, or a number and compatible names. */
export function areDuplicates(a: Identity, b: Identity): boolean {
  if (share(a.emails.map(foldAddress), b.emails.map(foldAddress))) return shareName(a, b);
  return share(a.numbers.map(numberKey), b.numbers.map(numberKey)) && areCompatible(namesOf(a), namesOf(b));
}

/** Whether two names may belong to one human being: `A. Kern`, `Kern, Anna`, `Anna Maria Kern`. A long word may have one mistake. */
function areCompatible(a: readonly string[], b: readonly string[]): boolean {
  // `Hans-Peter` is also written as one word.
  if (a.length > 0 && a.join('') === b.join('')) return true;
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  return (
    canPair(few, many) &&
    few.some((word) => word.length > 1 && many.some((other) => isSpelledAlike(word, other)))
  );
}

const TITLES = new Set(['dr', 'prof', 'dipl', 'ing', 'mag', 'herr', 'frau', 'mr', 'mrs', 'ms', 'mme', 'm']);
/** More words are no name, and pairing them would take long. */
const MAX_WORDS = 8;

/** Folded words of the contact's name, without titles. */
function namesOf({ givenName, surname, displayName }: Identity): string[] {
  const whole = [givenName, surname].filter((part) => part !== undefined).join(' ');
  const words = foldWords(whole === '' ? displayName : whole);
  const names = words.filter((word) => !TITLES.has(word));
  return (names.length > 0 ? names : words).slice(0, MAX_WORDS);
}

/** Several members of a team may list the team’s address. */
function shareName(a: Identity, b: Identity): boolean {
  const names = namesOf(b);
  return namesOf(a).some((word) => names.some((other) => isSameName(word, other)));
}

/** Whether each of the few words can be paired with a different one of the many. */
function canPair(few: readonly string[], many: readonly string[]): boolean {
  const [first, ...rest] = few;
  if (first === undefined) return true;
  return many.some(
    (word, at) => isSameName(first, word) && canPair(rest, [...many.slice(0, at), ...many.slice(at + 1)]),
  );
}

function isSameName(a: string, b: string): boolean {
  const isInitial = a.length === 1 || b.length === 1;
  return isInitial ? a[0] === b[0] : isSpelledAlike(a, b);
}

/** Shorter words that differ by one letter are mostly different names: Jan, Jon. */
const MIN_LONG_WORD = 5;

function isSpelledAlike(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= MIN_LONG_WORD && isOneEditApart(a, b));
}

/** One letter added, missing or changed, or two neighbours swapped. */
function isOneEditApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restOfA = a.slice(start);
  const restOfB = b.slice(start);
  return (
    restOfA.slice(1) === restOfB ||
    restOfA === restOfB.slice(1) ||
    restOfA.slice(1) === restOfB.slice(1) ||
    (restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0] && restOfA.slice(2) === restOfB.slice(2))
  );
}

function foldAddress(email: string): string {
  return email.trim().toLowerCase();
}

function numberKey({ e164, extension = '' }: Contact['numbers'][number]): string {
  return `${e164};${extension}`;
}

function share(a: readonly string[], b: readonly string[]): boolean {
  return a.some((item) => b.includes(item));
}
