import type { FoundContact } from '../directory/found.ts';
import type { AnswerSource, OpenDirectory } from './answer-source.ts';
import type { LookUpReading } from './look-up-readings.ts';

/** The open sources that are asked for a reading. */
export function sourcesOf<S extends AnswerSource>(
  { sources }: OpenDirectory<S>,
  { by }: LookUpReading,
): readonly S[] {
  return by ? sources.filter(({ id }) => id === by.source.id) : sources;
}

/**
 * Looks up one reading after the other until a contact carries its number. Returns one list per reading looked up: only
 * the last can hold contacts. `isCall`: the question is who telephones, so hidden numbers that identify count.
 * Throws DirectoryUnreadable.
 */
export async function askReadings(
  directory: OpenDirectory,
  readings: readonly LookUpReading[],
  { isCall = false }: { isCall?: boolean } = {},
): Promise<FoundContact[][]> {
  const answers: FoundContact[][] = [];
  for (const each of readings) {
    const { e164, extension } = each.reading.number;
    const found = await directory.snapshot.lookUp(sourcesOf(directory, each), e164, { extension, isCall });
    answers.push(found);
    if (found.length > 0) break;
  }
  return answers;
}
