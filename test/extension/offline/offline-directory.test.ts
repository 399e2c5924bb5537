import { beforeEach, describe, expect, it } from 'vitest';
import type { FailureCode } from '#shared/failure.ts';
import { err, ok } from '#shared/result.ts';
import type { WorkerClient } from '../../../extension/api/api-client.ts';
import type { OfflineCopy } from '../../../extension/offline/offline-copy.ts';
import { createDirectoryWithCopy } from '../../../extension/offline/offline-directory.ts';
import { ANNA, lookupAnswerWith } from '../support/contacts.ts';

const CONFIRMED = 1_700_000_000_000;
const found = lookupAnswerWith([ANNA]);

let wiped: number;
let isThere: boolean;
let isBroken: boolean;
let asked: unknown[];
/** The requests that the worker got. */
let questions: unknown[];
let requests: number;
let time: number;
/** How long the worker takes to fail. */
let slowMs: number;

beforeEach(() => {
  wiped = 0;
  isThere = true;
  isBroken = false;
  asked = [];
  questions = [];
  requests = 0;
  time = 0;
  slowMs = 10;
});

function directoryAfter(code: FailureCode | undefined) {
  const answer = async () => {
    requests++;
    time += slowMs;
    return code ? err({ code }) : ok(found);
  };
  const none = async () => err({ code: code ?? 'internal' } as const);
  const worker: WorkerClient = {
    ask: (operation, input) => {
      questions.push([operation, input]);
      return (operation === 'lookUp' ? answer() : none()) as ReturnType<typeof worker.ask<typeof operation>>;
    },
  };
  const copy: OfflineCopy = {
    refresh: () => Promise.reject(new Error('not expected')),
    state: () => Promise.reject(new Error('not expected')),
    wipe: async () => void wiped++,
    open: async () =>
      isThere
        ? {
            person: { name: 'Anna', username: 'anna@nordwind.example' },
            confirmedAt: CONFIRMED,
            answers: {
              async findNumber(text, place) {
                asked.push([text, place]);
                if (isBroken) throw new Error('a block is missing');
                return ok(found);
              },
              search: async () => ok({ hits: [], more: false, ageSeconds: 1 }),
              readStatus: () => ({ sources: [] }),
            },
          }
        : undefined,
  };
  return createDirectoryWithCopy({
    worker,
    copy,
    person: none,
    now: () => time,
    place: async () => ({ country: 'DE', area: '30', outside: '0' }),
  });
}

describe('the directory with a copy', () => {
  it('asks only the worker while it answers', async () => {
    expect(await directoryAfter(undefined).findNumber('030 1')).toEqual(ok(found));
    expect(questions).toEqual([['lookUp', { query: { number: '030 1' } }]]);
    expect(asked).toEqual([]);
  });

  it.each<FailureCode>(['worker_unreachable', 'sign_in_unreachable', 'directory_unavailable', 'internal'])(
    'answers from the copy after %s, with the copy’s age, at the person’s place',
    async (code) => {
      const directory = directoryAfter(code);
      expect(await directory.findNumber('030 1')).toEqual(ok({ ...found, copiedAt: CONFIRMED }));
      expect(asked).toEqual([['030 1', { country: 'DE', area: '30', outside: '0' }]]);
      expect(await directory.search('anna')).toMatchObject({ value: { copiedAt: CONFIRMED } });
      expect(await directory.ask('status', {})).toMatchObject({ ok: true });
      expect(await directory.person()).toMatchObject({ value: { name: 'Anna' } });
      expect(wiped).toBe(0);
    },
  );

  it.each<FailureCode>([
    'signed_out',
    'token_rejected',
    'access_revoked',
    'not_in_allowed_group',
    'wrong_tenant',
  ])('passes on the refusal %s and deletes the copy', async (code) => {
    expect(await directoryAfter(code).findNumber('030 1')).toEqual(err({ code }));
    expect(asked).toEqual([]);
    expect(wiped).toBe(1);
  });

  it.each<FailureCode>(['too_many_requests', 'groups_unreadable', 'not_a_worker', 'directory_empty'])(
    'passes %s on: the copy is no way around a limit or a doubt',
    async (code) => {
      expect(await directoryAfter(code).findNumber('030 1')).toEqual(err({ code }));
      expect(asked).toEqual([]);
      expect(wiped).toBe(0);
    },
  );

  it('passes on the worker’s failure of a request that the copy cannot answer', async () => {
    const directory = directoryAfter('worker_unreachable');
    expect(await directory.ask('listSources', {})).toEqual(err({ code: 'worker_unreachable' }));
    expect(questions).toEqual([['listSources', {}]]);
  });

  it('asks a worker that is slow to fail at most once in half a minute', async () => {
    slowMs = 8000;
    const directory = directoryAfter('worker_unreachable');
    for (let i = 0; i < 5; i++) expect(await directory.findNumber('030 1')).toMatchObject({ ok: true });
    expect(requests).toBe(1);
    time += 30_000;
    await directory.findNumber('030 1');
    expect(requests).toBe(2);
    isThere = false;
    expect(await directory.findNumber('030 1')).toEqual(err({ code: 'worker_unreachable' }));
    expect(requests).toBe(3);
  });

  it('passes on the worker’s failure when there is no readable copy', async () => {
    isThere = false;
    expect(await directoryAfter('worker_unreachable').findNumber('030 1')).toEqual(
      err({ code: 'worker_unreachable' }),
    );
    isThere = true;
    isBroken = true;
    expect(await directoryAfter('worker_unreachable').findNumber('030 1')).toEqual(
      err({ code: 'worker_unreachable' }),
    );
  });
});
