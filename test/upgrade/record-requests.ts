import { z } from 'zod';
import { lookupAnswer, searchAnswer } from '#shared/api.ts';
import { ok } from '#shared/result.ts';
import { createApiClient, readHealth, type WorkerClient } from '../../extension/api/api-client.ts';
import type { RecordedRequest } from './record.ts';
import { recordedAnswer } from './recorded-answer.ts';

/** Every kind of request that the extension sends, recorded from its own API client, with the worker's answer. */

export interface Recorder {
  readonly requests: RecordedRequest[];
  /** The extension's client, signed in as this user. */
  clientOf(user: string): WorkerClient;
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
  /** Several contacts carry it. */
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
  await person.ask('status', {});
  for (const number of [wishes.number, wishes.shared, wishes.ofCompany, wishes.nobodys, 'no number at all'])
    await person.ask('lookUp', { query: { number, ...PLACE } });
  await person.ask('lookUp', { query: { number: wishes.nationally, ...OFFICE } });
  for (const name of [...wishes.names, 'x'])
    await person.ask('search', { query: { q: name, limit: LIMIT, ...PLACE } });
  await person.ask('search', { query: { q: wishes.nationally, limit: LIMIT, ...OFFICE } });
  for (const photo of photosIn(recorder.requests)) await person.ask('photo', { path: photo });
  await person.ask('photo', { path: { source: 'customers', name: '0'.repeat(32) } });
  await person.ask('explain', { query: { number: wishes.nationally, ...OFFICE } });
  await person.ask('explain', { query: { number: wishes.nobodys, ...PLACE } });
  await person.ask('listSources', {});
  await person.ask('tryNumbers', { path: { id: 'colleagues' } });
  const dialling = { area: '40', internalDigits: { least: 2, most: 3 } };
  await person.ask('tryNumbers', { path: { id: 'colleagues' }, body: { dialling } });
  const offline = await person.ask('offline', {});
  for (const { id, blocks } of offline.ok ? offline.value.sources : [])
    for (const { hash } of blocks) await person.ask('offlineBlock', { path: { source: id, hash } });
  await person.ask('offlineBlock', { path: { source: 'customers', hash: '0'.repeat(32) } });
  const stranger = recorder.clientOf(wishes.stranger);
  await stranger.ask('lookUp', { query: { number: wishes.number, ...PLACE } });
  await stranger.ask('listSources', {});
  await recorder.clientOf(wishes.overage).ask('lookUp', { query: { number: wishes.number, ...PLACE } });
}

/** The first photo that an answer names. */
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
