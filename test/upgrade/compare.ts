import { numbersAnswer } from '#shared/admin-api.ts';
import type { Hit } from '#shared/api.ts';
import {
  explainAnswer,
  healthAnswer,
  lookupAnswer,
  problem,
  searchAnswer,
  statusAnswer,
} from '#shared/api.ts';
import { offlineAnswer } from '#shared/offline.ts';
import type { RecordedRequest } from './record.ts';

/** Two views of an answer: the facts for people, and the properties that clients read. Everything else may change. */

type Answer = RecordedRequest['answer'];

/** The facts of an answer, without ages and without readings that a later version may improve. */
export function factsOf(path: string, { status, contentType, json, sha256 }: Answer): unknown {
  return {
    status,
    contentType,
    ...(sha256 !== undefined && { sha256 }),
    ...(json !== undefined && tell(path, json)),
  };
}

function tell(path: string, json: unknown): object {
  const refused = problem.safeParse(json).data;
  if (refused) return { code: refused.code };
  const [route = ''] = path.split('?');
  if (route === '/v1/health') return { health: healthAnswer.parse(json) };
  if (route === '/v1/lookup') {
    const { number, match, hits } = lookupAnswer.parse(json);
    return { number: number.e164, match, hits: hits.map(hitFacts) };
  }
  if (route === '/v1/search') {
    const { hits, more } = searchAnswer.parse(json);
    return { hits: hits.map(hitFacts), more };
  }
  if (route === '/v1/explain') {
    const { match, readings } = explainAnswer.parse(json);
    return { match, found: readings.flatMap(({ asked }) => asked.flatMap(({ contacts }) => contacts)) };
  }
  if (route === '/v1/offline') {
    const { sources } = offlineAnswer.parse(json);
    return {
      sources: sources.map(({ id, sequence, manifest, blocks }) => ({ id, sequence, manifest, blocks })),
    };
  }
  if (route.endsWith('/numbers')) {
    const { source, contacts } = numbersAnswer.parse(json);
    return { source, contacts };
  }
  const { sources } = statusAnswer.parse(json);
  return { sources: sources.map(({ id, contacts, generation }) => ({ id, contacts, generation })) };
}

function hitFacts({ contact, source, alsoIn }: Hit): object {
  const { id, displayName, company, photo, numbers } = contact;
  return {
    id,
    displayName,
    company,
    photo,
    numbers: numbers.map(({ e164 }) => e164),
    source: source.id,
    alsoIn: alsoIn?.map((other) => other.id),
  };
}

/** Properties of the recorded answer that the new answer lacks, or whose value has another type. */
export function lostProperties(recorded: unknown, answered: unknown, at = ''): string[] {
  if (kindOf(recorded) !== kindOf(answered)) return [at];
  if (Array.isArray(recorded) && Array.isArray(answered))
    return recorded
      .slice(0, answered.length)
      .flatMap((item, i) => lostProperties(item, answered[i], `${at}[${i}]`));
  if (!isObject(recorded) || !isObject(answered)) return [];
  return Object.entries(recorded).flatMap(([name, value]) =>
    lostProperties(value, answered[name], `${at}.${name}`),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
