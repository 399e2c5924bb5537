import { askReadings, sourcesOf } from '#shared/answers/ask-readings.ts';
import { type LookUpReading, lookUpReadings } from '#shared/answers/look-up-readings.ts';
import type { ExplainAnswer } from '#shared/api.ts';
import type { FoundContact } from '#shared/directory/found.ts';
import { type Place, siteAt } from '#shared/phone/dialling-profile.ts';
import type { SourceConfig } from '#shared/source-config.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';
import { openDirectory, readDirectory } from './open-snapshot.ts';
import { readerPlace } from './reader-place.ts';

type ExplainedReading = ExplainAnswer['readings'][number];

/** `GET /v1/explain`: how a look-up comes to its answer. Like the look-up, it asks and names only the principal's sources. */
export function explainRoute(deps: AppDeps): Answer<'explain'> {
  return async ({ query: { number: text, ...reader }, context }) => {
    const place = readerPlace(reader, deps.configuration.country);
    const sources = context.get('sources');
    const readings = lookUpReadings(text, place, sources);
    const [first] = readings;
    context.set('askedNumber', first?.reading.number.e164);
    const directory = await openDirectory(deps, sources);
    const answers = await readDirectory(() => askReadings(directory, readings, { isCall: true }));
    const hits = answers.at(-1)?.length ?? 0;
    const isFound = hits > 0;
    const asked = isFound ? readings[answers.length - 1] : first;
    context.set('askedNumber', asked?.reading.number.e164);
    const verdicts =
      first && !isFound
        ? await readDirectory(() =>
            directory.snapshot.explainCompany(sourcesOf(directory, first), first.reading.number.e164),
          )
        : [];
    const answer: ExplainAnswer = {
      readings: readings.map((each, i) =>
        explainReading(each, place, {
          asked: i < answers.length ? sourcesOf(directory, each).map(({ id }) => id) : [],
          found: answers[i] ?? [],
          sources,
        }),
      ),
      match: isFound ? 'exact' : verdicts.some(({ outcome }) => outcome === 'matched') ? 'company' : 'none',
      company: verdicts.map(({ sourceId, ...verdict }) => ({
        source: nameOf(sourceId, sources),
        ...verdict,
      })),
      ageSeconds: directory.ageSeconds,
    };
    context.set('facts', { hits, ...(asked && { number: asked.reading.number.e164 }) });
    return answer;
  };
}

interface Asked {
  readonly asked: readonly string[];
  readonly found: readonly FoundContact[];
  readonly sources: readonly SourceConfig[];
}

function explainReading(
  { reading, by }: LookUpReading,
  reader: Place,
  { asked, found, sources }: Asked,
): ExplainedReading {
  const { as, number, steps } = reading;
  const { country, area, trunk, outside } = siteAt(
    by ? { country: by.source.country, profile: by.profile } : reader,
  );
  return {
    as,
    e164: number.e164,
    ...(number.extension !== undefined && { extension: number.extension }),
    steps,
    readAt: {
      ...(by && { source: nameOf(by.source.id, sources) }),
      country,
      ...(area !== undefined && { area }),
      ...(trunk !== undefined && { main: trunk }),
      ...(outside !== undefined && { outside }),
    },
    asked: asked.map((id) => ({
      source: nameOf(id, sources),
      contacts: found.filter(({ sourceId }) => sourceId === id).map(({ contact }) => contact.id),
    })),
  };
}

function nameOf(id: string, sources: readonly SourceConfig[]): { id: string; name: string } {
  return { id, name: sources.find((source) => source.id === id)?.name ?? id };
}
