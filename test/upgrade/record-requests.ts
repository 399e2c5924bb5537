import { z } from 'zod';
import { lookupAnswer, searchAnswer } from '#shared/api.ts';
import { ok } from '#shared/result.ts';
import { type ApiClient, createApiClient, readHealth } from '../../extension/api/api-client.ts';
import type { RecordedRequest } from './record.ts';
import { recordedAnswer } from './recorded-answer.ts';

/** Every kind of request that the extension sends, recorded from its own API client, with the worker's answer. */

export interface Recorder {
  readonly requests: RecordedRequest[];
  /** The extension's client, signed in as this user. */
  clientOf(user: string): ApiClient;
  /** The one request that needs no sign-in. */
  health(): Promise<void>;
}

export function createRecorder(workerUrl: string, tokenOf: (user: string) => Promise<string>): Recorder {
  const requests: RecordedRequest[] = [];

  const recording =
    (user: string | undefined): typeof fetch =>
    async (input, init) => {
      const answer = await fetch(input, init);
      const url = new URL(String(input));
      // A token expires within the hour. `as` names its owner, for whom the tests issue a new one.
      const { authorization: _, ...headers } = z.record(z.string(), z.string()).parse(init?.headers ?? {});
      requests.push({
        ...(user !== undefined && { as: user }),
        method: init?.method ?? 'GET',
        path: url.pathname + url.search,
        headers,
        ...(typeof init?.body === 'string' && { body: init.body }),
        answer: await recordedAnswer(answer.clone()),
      });
      return answer;
    };

  return {
    requests,
    clientOf: (user) =>
      createApiClient({
        fetch: recording(user),
        workerUrl,
        timeoutMs: 60_000,
        accessToken: async () => ok(await tokenOf(user)),
      }),
    async health() {
      await readHealth(workerUrl, recording(undefined));
    },
  };
}

export interface Wishes {
  /** In Sales and Purchasing, and an administrator. */
  readonly person: string;
  /** In no group. */
  readonly stranger: string;
  /** In more groups than a token holds. */
  readonly overage: string;
  readonly number: string;
  readonly nationally: string;
  /** Several people have it. */
  readonly shared: string;
  readonly ofCompany: string;
  readonly nobodys: string;
  readonly names: readonly string[];
}

const PLACE = { country: 'DE' } as const;
const OFFICE = { country: 'DE', area: '30', main: '+49 30 23125', outside: '0' } as const;
const LIMIT = 20;

export async function recordAll(recorder: Recorder, wishes: Wishes): Promise<void> {
  await recorder.health();
  const person = recorder.clientOf(wishes.person);
  await person.readStatus();
  for (const number of [wishes.number, wishes.shared, wishes.ofCompany, wishes.nobodys, 'no number at all'])
    await person.findNumber(number, { place: PLACE });
  await person.findNumber(wishes.nationally, { place: OFFICE });
  for (const name of [...wishes.names, 'x']) await person.search(name, { limit: LIMIT, place: PLACE });
  await person.search(wishes.nationally, { limit: LIMIT, place: OFFICE });
  for (const photo of photosIn(recorder.requests)) await person.readPhoto(photo);
  await person.readPhoto({ source: 'customers', name: '0'.repeat(32) });
  await person.explain(wishes.nationally, OFFICE);
  await person.explain(wishes.nobodys, PLACE);
  await person.readSources();
  await person.tryNumbers('colleagues', undefined);
  await person.tryNumbers('colleagues', { area: '40', internalDigits: { least: 2, most: 3 } });
  const offline = await person.readOffline();
  for (const { id, blocks } of offline.ok ? offline.value.sources : [])
    for (const { hash } of blocks) await person.readOfflineBlock(id, hash);
  await person.readOfflineBlock('customers', '0'.repeat(32));
  const stranger = recorder.clientOf(wishes.stranger);
  await stranger.findNumber(wishes.number, { place: PLACE });
  await stranger.readSources();
  await recorder.clientOf(wishes.overage).findNumber(wishes.number, { place: PLACE });
}

/** The first picture that an answer names. */
function photosIn(requests: readonly RecordedRequest[]): { source: string; name: string }[] {
  const answers = requests.map(({ answer }) => answer.json);
  const hits = answers.flatMap((json) => [
    ...(searchAnswer.safeParse(json).data?.hits ?? []),
    ...(lookupAnswer.safeParse(json).data?.hits ?? []),
  ]);
  const named = hits.flatMap(({ contact, source }) =>
    contact.photo === undefined ? [] : [{ source: source.id, name: contact.photo }],
  );
  return named.slice(0, 1);
}
