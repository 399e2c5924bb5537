import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { budgetsAnswer } from '#shared/admin-api.ts';
import { problem } from '#shared/api.ts';
import type { BudgetBook } from '../../../worker/budgets/budget-book.ts';
import { shardOf } from '../../../worker/budgets/budget-principal.ts';
import { createBudgets } from '../../../worker/budgets/budgets.ts';
import { readConfiguration } from '../../../worker/configuration.ts';
import { createLog } from '../../../worker/log.ts';
import { administer } from '../support/account-steps.ts';
import { makeKey } from '../support/key-steps.ts';
import { PERSON_ID, VARIABLES } from '../support/settings.ts';
import { advanceSeconds, alarmAt, nextAlarm } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const HOUR = 60 * 60;
const OTHER_ID = 'eeeeeeee-eeee-4eee-8eee-000000000002';

type Book = Pick<BudgetBook, 'spend' | 'list'>;
const realBook = (shard: string): Book => env.BUDGET_BOOK.get(env.BUDGET_BOOK.idFromName(shard));
const bookOf = (id: string) =>
  env.BUDGET_BOOK.get(env.BUDGET_BOOK.idFromName(shardOf({ kind: 'person', id })));

interface Changes {
  readonly burst?: RateLimit;
  readonly book?: (shard: string) => Book;
}

/** An isolate with these budgets. */
function isolate(budgets: object, { burst, book = realBook }: Changes = {}) {
  const configuration = readConfiguration({ ...VARIABLES, BUDGETS: JSON.stringify(budgets) });
  return world.app({
    configuration,
    budgets: createBudgets({
      settings: configuration.budgets,
      burst: burst ?? { limit: async () => ({ success: true }) },
      book,
      now: () => Date.now(),
      later: (work) => world.later.push(work),
      log: createLog((line) => world.lines.push(line)),
    }),
  });
}

type App = ReturnType<typeof isolate>;

/** Asks and lets the report arrive. Gives the status; for a 429 also the budget and the wait. */
async function ask(app: App, path: string, headers?: Record<string, string>): Promise<string> {
  const authorization = `Bearer ${await world.microsoft.personToken()}`;
  const response = await app.request(path, { headers: headers ?? { authorization } });
  const body: unknown = await response.json();
  await world.settle();
  if (response.status !== 429) return String(response.status);
  const { code, budget, retryAfterSeconds, detail } = problem.parse(body);
  expect(response.headers.get('retry-after')).toBe(String(retryAfterSeconds));
  expect(code).toBe('too_many_requests');
  expect(detail).toContain('Go on');
  return `${budget} ${retryAfterSeconds}`;
}

const lookUp = (app: App, tail: number | string, headers?: Record<string, string>) =>
  ask(app, `/v1/lookup?number=%2B4930555${tail}`, headers);
const search = (app: App, words: string) => ask(app, `/v1/search?q=${words}`);

async function linesOfBooks(work: () => Promise<unknown>): Promise<object[]> {
  const lines: object[] = [];
  const log = console.log;
  console.log = (line: unknown) => lines.push(JSON.parse(String(line)));
  try {
    await work();
  } finally {
    console.log = log;
  }
  return lines;
}

describe('the budget of a minute', () => {
  it('limits a person’s look-ups, and starts anew in the next minute', async () => {
    const app = isolate({ persons: { lookupsPerMinute: 3 } });
    advanceSeconds(20);
    const outcomes = [];
    for (let i = 0; i < 5; i++) outcomes.push(await lookUp(app, 1000 + i));
    // The directory is empty; a 503 counts like any other answer.
    expect(outcomes).toEqual(['503', '503', '503', 'lookups 40', 'lookups 40']);
    advanceSeconds(40);
    expect(await lookUp(app, 1000)).toBe('503');
  });

  it('limits a person’s searches, apart from the look-ups', async () => {
    const app = isolate({ persons: { lookupsPerMinute: 2, searchesPerMinute: 2 } });
    expect([await search(app, 'an'), await lookUp(app, 1000), await search(app, 'ann')]).toEqual([
      '503',
      '503',
      '503',
    ]);
    expect(await search(app, 'anna')).toBe('searches 60');
    expect([await lookUp(app, 1001), await lookUp(app, 1002)]).toEqual(['503', 'lookups 60']);
  });

  it('counts a request that cannot be answered', async () => {
    const app = isolate({ persons: { lookupsPerMinute: 2 } });
    expect([await ask(app, '/v1/lookup?number=x'), await ask(app, '/v1/lookup')]).toEqual(['400', '400']);
    expect(await lookUp(app, 1000)).toBe('lookups 60');
  });

  it('affects neither other people nor the status', async () => {
    const app = isolate({ persons: { lookupsPerMinute: 1 } });
    expect([await lookUp(app, 1000), await lookUp(app, 1000)]).toEqual(['503', 'lookups 60']);
    const token = await world.microsoft.personToken({ oid: OTHER_ID });
    expect(await lookUp(app, 1000, { authorization: `Bearer ${token}` })).toBe('503');
    expect(await ask(app, '/v1/status')).toBe('200');
  });

  it('is set apart for keys, and does not exist for programs', async () => {
    const app = isolate({ persons: { lookupsPerMinute: 1 }, keys: { lookupsPerMinute: 2 } });
    const { secret } = await makeKey(world);
    const device = { 'x-api-key': secret };
    const outcomes = [];
    for (let i = 0; i < 3; i++) outcomes.push(await lookUp(app, 1000, device));
    expect(outcomes).toEqual(['503', '503', 'lookups 60']);
    const program = { authorization: `Bearer ${await world.microsoft.programToken()}` };
    for (let i = 0; i < 5; i++) expect(await lookUp(app, 1000, program)).toBe('503');
  });

  it('is never reached by a person who types fast and searches all the time', async () => {
    const app = isolate({});
    // One letter in 120 ms is fast typing, and the popup may ask after each. Eight letters a name, then two seconds to read.
    let asked = 0;
    for (let ms = 0; ms < 60_000; ms += 8 * 120 + 2_000) {
      for (let letters = 1; letters <= 8; letters++) {
        expect(await search(app, 'naumanns'.slice(0, letters))).toBe(letters === 1 ? '400' : '503');
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(150);
  });
});

describe('the budget of a day', () => {
  it('limits a person’s different numbers; asking for the same number again is free', async () => {
    const app = isolate({ persons: { numbersPerDay: 3, warnAtNumbers: 2 } });
    const outcomes = [];
    for (const tail of [1000, 1000, 1001, 1001, 1000]) outcomes.push(await lookUp(app, tail));
    // The same number in another notation is not a new number.
    outcomes.push(await ask(app, '/v1/lookup?number=(030)%20555-1001'));
    outcomes.push(await lookUp(app, 1002), await lookUp(app, 1003));
    expect(outcomes).toEqual([...Array(7).fill('503'), `numbers ${16 * HOUR}`]);
    // A search by number would otherwise bypass the stop.
    expect(await search(app, 'anna')).toBe(`numbers ${16 * HOUR}`);
    advanceSeconds(16 * HOUR);
    expect(await lookUp(app, 1003)).toBe('503');
  });

  it('reaches another isolate with its first request', async () => {
    const budgets = { persons: { numbersPerDay: 2, warnAtNumbers: 1 } };
    const [one, other] = [isolate(budgets), isolate(budgets)];
    expect([await lookUp(one, 1000), await lookUp(one, 1001)]).toEqual(['503', '503']);
    expect([await lookUp(other, 1002), await lookUp(other, 1003)]).toEqual(['503', `numbers ${16 * HOUR}`]);
  });

  it('logs one warning before the stop and one line at the stop', async () => {
    const app = isolate({ persons: { numbersPerDay: 4, warnAtNumbers: 2 } });
    const lines = await linesOfBooks(async () => {
      // Concurrent reports must not hide the warning from each other.
      await Promise.all([1000, 1001, 1002, 1003, 1004].map((tail) => lookUp(app, tail)));
    });
    expect(lines).toEqual([
      { event: 'budget_warning', objectId: PERSON_ID, numbers: 2 },
      { event: 'budget_exhausted', objectId: PERSON_ID, numbers: 4 },
    ]);
  });

  it('stores numbers as keyed hashes only, and deletes everything after the day', async () => {
    const app = isolate({ persons: { warnAtNumbers: 1 } });
    await lookUp(app, 1000);
    const read = (table: string) =>
      runInDurableObject(bookOf(PERSON_ID), (_instance, { storage }) =>
        storage.sql.exec<Record<string, SqlStorageValue>>(`SELECT * FROM ${table}`).toArray(),
      );
    const [row] = await read('numbers');
    expect(row).toMatchObject({ kind: 'person', id: PERSON_ID });
    expect((await read('numbers')).length).toBe(1);
    expect(row?.digest).toHaveProperty('byteLength', 16);
    expect(JSON.stringify([await read('numbers'), await read('callers')])).not.toContain('5551000');
    expect(await alarmAt(bookOf(PERSON_ID))).toBe(Date.UTC(2035, 0, 2));
    await nextAlarm(bookOf(PERSON_ID));
    for (const table of ['day', 'callers', 'numbers']) expect(await read(table)).toEqual([]);
  });
});

describe('the budget book', () => {
  it('delays no request, so a stop comes late by the requests under way', async () => {
    let answerReport = () => {};
    const slow = new Promise<void>((resolve) => {
      answerReport = resolve;
    });
    const app = isolate(
      { persons: { lookupsPerMinute: 1 } },
      {
        book: (shard) => ({
          list: realBook(shard).list,
          spend: async (...spent) => {
            await slow;
            return await realBook(shard).spend(...spent);
          },
        }),
      },
    );
    const authorization = `Bearer ${await world.microsoft.personToken()}`;
    const get = async () =>
      (await app.request('/v1/lookup?number=0305551000', { headers: { authorization } })).status;
    expect([await get(), await get(), await get()]).toEqual([503, 503, 503]);
    answerReport();
    await world.settle();
    expect(await get()).toBe(429);
  });

  it('that does not answer stops nobody; the log says so', async () => {
    const down = () => Promise.reject(new Error('the book is down'));
    const app = isolate({ persons: { lookupsPerMinute: 1 } }, { book: () => ({ spend: down, list: down }) });
    expect([await lookUp(app, 1000), await lookUp(app, 1001)]).toEqual(['503', '503']);
    expect(world.lines.filter((line) => line.includes('budget_unreachable'))).toHaveLength(2);
  });
});

describe('a burst', () => {
  it('is limited for each principal at its location, look-ups and searches together', async () => {
    const counts = new Map<string, number>();
    const burst: RateLimit = {
      limit: async ({ key }) => {
        counts.set(key, (counts.get(key) ?? 0) + 1);
        return { success: (counts.get(key) ?? 0) <= 2 };
      },
    };
    const app = isolate({}, { burst });
    expect([await lookUp(app, 1000), await search(app, 'anna')]).toEqual(['503', '503']);
    expect([await lookUp(app, 1000), await search(app, 'anna')]).toEqual(['burst 10', 'burst 10']);
    const token = await world.microsoft.personToken({ oid: OTHER_ID });
    expect(await lookUp(app, 1000, { authorization: `Bearer ${token}` })).toBe('503');
    expect([...counts.keys()]).toEqual([`person:${PERSON_ID}`, `person:${OTHER_ID}`]);
  });

  it('is limited by the binding in wrangler.toml to a hundred requests in ten seconds', async () => {
    const outcomes = [];
    // The binding runs on the real clock: 200 requests may fall into two periods, and the 201st exceeds both.
    for (let i = 0; i < 201; i++) outcomes.push((await env.BURST.limit({ key: 'person:a' })).success);
    expect(outcomes.slice(0, 100)).not.toContain(false);
    expect(outcomes).toContain(false);
    expect((await env.BURST.limit({ key: 'person:b' })).success).toBe(true);
  });

  it('is not limited when the rate limit does not answer; the log says so', async () => {
    const app = isolate({}, { burst: { limit: () => Promise.reject(new Error('down')) } });
    expect(await lookUp(app, 1000)).toBe('503');
    expect(world.lines.some((line) => line.includes('burst_limit_unreachable'))).toBe(true);
  });
});

describe('GET /v1/admin/budgets', () => {
  it('lists only the principals near or over their budget, most numbers first', async () => {
    const app = isolate({
      persons: { numbersPerDay: 3, warnAtNumbers: 2 },
      keys: { numbersPerDay: 9, warnAtNumbers: 4 },
    });
    const { key, secret } = await makeKey(world);
    const { secret: quiet } = await makeKey(world);
    const other = { authorization: `Bearer ${await world.microsoft.personToken({ oid: OTHER_ID })}` };
    for (const tail of [1, 2, 3, 4, 5]) await lookUp(app, `100${tail}`, { 'x-api-key': secret });
    for (const tail of [1, 2, 3]) await lookUp(app, `100${tail}`, { 'x-api-key': quiet });
    for (const tail of [1, 2, 3]) await lookUp(app, `100${tail}`);
    for (const tail of [1, 2]) await lookUp(app, `100${tail}`, other);
    const read = async () => {
      const token = await world.microsoft.personToken({ roles: ['Directory.Admin'] });
      const response = await world.get('/v1/admin/budgets', { app, token });
      return budgetsAnswer.parse(await response.json());
    };
    expect(await read()).toEqual({
      day: '2035-01-01',
      callers: [
        { kind: 'key', id: key.id, numbers: 5, limit: 9, state: 'near' },
        { kind: 'person', id: PERSON_ID, numbers: 3, limit: 3, state: 'over' },
        { kind: 'person', id: OTHER_ID, numbers: 2, limit: 3, state: 'near' },
      ],
    });
    advanceSeconds(16 * HOUR);
    expect(await read()).toEqual({ day: '2035-01-02', callers: [] });
  });

  it('is empty on a usual day, and open to administrators only', async () => {
    const read = await administer(world, 'GET', '/budgets');
    expect(budgetsAnswer.parse(await read.json()).callers).toEqual([]);
    expect((await world.get('/v1/admin/budgets')).status).toBe(403);
    expect((await administer(world, 'POST', '/budgets')).status).toBe(405);
  });
});
