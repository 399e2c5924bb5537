import type { FoundContact } from '#shared/directory/reader.ts';
import type { LookUpReading } from './look-up-readings.ts';
import { type OpenDirectory, readDirectory } from './open-snapshot.ts';

/** The open sources that a reading is asked of. */
export function sourcesOf({ ranked }: OpenDirectory, { by }: LookUpReading): OpenDirectory['ranked'] {
  return by ? ranked.filter(({ id }) => id === by.source.id) : ranked;
}

/**
 * Asks one reading after the other until somebody carries its number. One list for each reading that was asked: only the
 * last can hold anybody. `isCall`: somebody wants to know who is ringing, so that hidden numbers that identify count.
 */
export async function askReadings(
  directory: OpenDirectory,
  readings: readonly LookUpReading[],
  { isCall = false }: { isCall?: boolean } = {},
): Promise<FoundContact[][]> {
  const answers: FoundContact[][] = [];
  for (const each of readings) {
    const { e164, extension } = each.reading.number;
    const sources = sourcesOf(directory, each);
    const found = await readDirectory(() => directory.snapshot.lookUp(sources, e164, { extension, isCall }));
    answers.push(found);
    if (found.length > 0) break;
  }
  return answers;
}
