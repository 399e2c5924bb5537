import type { LookupAnswer, SearchAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { foldWords } from '#shared/name/fold.ts';
import type { Result } from '#shared/result.ts';
import type { CallerState } from '../../messages/call-messages.ts';

/** Finds the caller by number, or by exact name where the phone shows no number. */

export interface ShownCaller {
  number?: string | undefined;
  name?: string | undefined;
}

export interface CallerSources {
  /** The contact to show first. */
  findNumber(number: string, signal: AbortSignal): Promise<Result<LookupAnswer, Failure>>;
  search(query: string): Promise<Result<SearchAnswer, Failure>>;
}

/** How phones and telephone systems say that a caller hides the number. */
const WITHHELD =
  /^(?:anonym(?:ous|e|er anrufer|o|iem)?|unknown(?: caller| number)?|withheld(?: number)?|private(?: number| caller)?|restricted|unavailable|no caller id|caller id (?:blocked|withheld)|unbekannt(?:e rufnummer|er anrufer)?|(?:rufnummer )?unterdrückt|(?:numéro )?(?:inconnu|masqué|privé)|(?:numero )?(?:sconosciuto|nascosto|privato)|(?:número )?(?:desconocido|oculto|privado)|onbekend(?: nummer)?|(?:numer )?(?:nieznany|zastrzeżony))$/u;

export function isWithheld({ number, name }: ShownCaller): boolean {
  return number === undefined && name !== undefined && WITHHELD.test(name.trim().toLowerCase());
}

export async function findCaller(
  caller: ShownCaller,
  sources: CallerSources,
  signal: AbortSignal,
): Promise<CallerState> {
  if (isWithheld(caller)) return { kind: 'withheld' };
  if (caller.number !== undefined) return await byNumber(caller.number, sources, signal);
  return caller.name === undefined ? { kind: 'unknown' } : await byName(caller.name, sources);
}

async function byNumber(number: string, sources: CallerSources, signal: AbortSignal): Promise<CallerState> {
  const found = await sources.findNumber(number, signal);
  if (!found.ok) {
    // A worker that does not know the person's telephone cannot read an internal number.
    return found.failure.code === 'not_a_number'
      ? { kind: 'unknown' }
      : { kind: 'failed', failure: found.failure };
  }
  const answer = found.value;
  const [hit, ...others] = answer.hits;
  if (!hit || answer.match === 'none') return { kind: 'unknown' };
  // Without the digits the person cannot judge how near the company match is.
  if (answer.match === 'company')
    return answer.droppedDigits === undefined ? { kind: 'unknown' } : { kind: 'company', hit };
  return { kind: 'found', by: 'number', hit, others: others.length };
}

/** Keeps contacts with exactly this name: another spelling is another contact. */
async function byName(name: string, sources: CallerSources): Promise<CallerState> {
  const wanted = sortedWords(name);
  if (wanted.length < 2) return { kind: 'unknown' };
  const found = await sources.search(name.slice(0, 64));
  if (!found.ok) return { kind: 'failed', failure: found.failure };
  const [first, ...others] = found.value.hits.filter(
    ({ contact }) =>
      sortedWords(contact.displayName) === wanted ||
      sortedWords(`${contact.givenName ?? ''} ${contact.surname ?? ''}`) === wanted,
  );
  if (!first) return { kind: 'unknown' };
  const { matched: _, ...hit } = first;
  return { kind: 'found', by: 'name', hit, others: others.length };
}

/** `Mustermann, Erika` is `Erika Mustermann`. */
function sortedWords(name: string): string {
  return foldWords(name).sort().join(' ');
}
