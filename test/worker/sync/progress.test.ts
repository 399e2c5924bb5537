import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusAnswer } from '../../../shared/api.ts';
import type { SourceRunStatus } from '../../../worker/sync/run-status.ts';
import { Source } from '../../../worker/sync/source.ts';
import { person, refusal } from '../support/fake-graph.ts';
import { advanceSeconds, alarmAt, nextAlarm, query, runSync, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
/** Longer than an alarm may last, so that each alarm takes one step. */
const REQUEST_SECONDS = 20;
/** Items that one step reads: a page of each of the four folders read at a time. */
const PAGE = 2;
const STEP = 4 * PAGE;

type Progress = NonNullable<SourceRunStatus['progress']>;
let logged: { event: string; code?: string; entries?: number }[];

beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'log').mockImplementation((line) => logged.push(JSON.parse(String(line))));
  world.sales.pageSize = PAGE;
  world.microsoft.faults.push((_request, url) => {
    if (/\/(users|contacts)\//.test(url.pathname)) advanceSeconds(REQUEST_SECONDS);
    return undefined;
  });
});
afterEach(() => void vi.restoreAllMocks());

const fill = (folder: string, count: number, prefix = folder) =>
  world.sales.put(
    folder,
    ...Array.from({ length: count }, (_, i) =>
      person(`${prefix}${i}`, `Person ${prefix} ${i}`, `+4930231${10000 + i}`),
    ),
  );
const threeFolders = () => {
  fill('default', 30);
  for (const id of ['b', 'c']) {
    world.sales.addFolder(id, `Folder ${id}`);
    fill(id, 12);
  }
};
const answerCounts = (answer: (folder: string) => Response | undefined) =>
  void world.microsoft.faults.push((_request, url) => {
    const folder = /([^/]+)\/contacts\/\$count$/.exec(url.pathname)?.[1];
    return folder === undefined ? undefined : answer(folder);
  });
const countsAsked = () =>
  world.microsoft.graphRequests.filter(({ url }) => decodeURIComponent(url).includes('/$count')).length;

interface Driver {
  sync(): Promise<void>;
  alarm(): Promise<void>;
  status(): Promise<SourceRunStatus>;
}
const stubbed: Driver = {
  sync: () => sourceStub().sync(),
  alarm: () => nextAlarm(sourceStub()),
  status: () => sourceStub().status(),
};

/** The progress after each step of a run, until its end. */
async function follow({ sync, alarm, status }: Driver = stubbed, afterStep = async () => {}) {
  await sync();
  const earlier = (await status()).lastRun?.startedAt;
  const samples: Progress[] = [];
  for (let steps = 0; steps < 300; steps++) {
    const { phase, progress, lastRun } = await status();
    // A run that was requested meanwhile follows at once.
    const isFollowed = lastRun !== undefined && lastRun.startedAt !== earlier && phase === 'checking';
    if (phase === 'ready' || phase === 'failed' || isFollowed) return { samples, phase };
    if (progress) samples.push(progress);
    await alarm();
    await afterStep();
  }
  throw new Error('not expected: the run does not end');
}

/** Requires that each step goes a little further, and that the end is not reached early. */
function expectSteady(samples: readonly Progress[], total: number, mostDone = STEP): void {
  expect(samples.length).toBeGreaterThan(3);
  expect(samples[0]?.done).toBe(0);
  expect(samples.at(-1)?.done).toBe(total);
  samples.forEach((now, i) => {
    const before = samples[i - 1] ?? { done: 0 };
    const at = `sample ${i}: ${JSON.stringify([before, now])}`;
    expect(now.done, at).toBeGreaterThanOrEqual(before.done);
    expect(now.done - before.done, at).toBeLessThanOrEqual(mostDone);
    if (now.expected !== undefined) expect(now.expected, at).toBeGreaterThan(now.done);
    if (before.share === undefined) return;
    expect(now.share, at).toBeGreaterThanOrEqual(before.share);
    expect(now.share, at).toBeLessThan(1);
  });
}

/** Requires that the bar moves only by a step's share, and by the publishing at its end. */
function expectSmooth(samples: readonly Progress[], most: number): void {
  samples.forEach(({ share = 0 }, i) => {
    expect(share - (samples[i - 1]?.share ?? 0), `sample ${i}`).toBeLessThanOrEqual(most);
  });
  expect(1 - (samples.at(-1)?.share ?? 0)).toBeLessThanOrEqual(most);
}

const totals = (samples: readonly Progress[]) => new Set(samples.map(({ expected }) => expected));
const refusedCounts = () => logged.filter(({ event }) => event === 'count_refused');

describe('the progress of a first import', () => {
  it('goes from 0 to the mailbox’s count', async () => {
    fill('default', 40);
    const { samples, phase } = await follow();
    expect(phase).toBe('ready');
    expectSteady(samples, 40);
    expectSmooth(samples, 0.15);
    // The total is unknown before the count, and left out after the last page.
    expect([...totals(samples)]).toEqual([undefined, 40]);
    expect(samples.filter(({ expected }) => expected === 40).length).toBeGreaterThan(15);
    expect(samples.some(({ perSecond, secondsLeft }) => perSecond && secondsLeft)).toBe(true);
  });

  it('adds up several folders', async () => {
    threeFolders();
    const { samples } = await follow();
    expectSteady(samples, 54);
    expectSmooth(samples, 0.15);
    expect([...totals(samples)]).toEqual([undefined, 54]);
    expect(countsAsked()).toBe(3);
  });

  it('stays unknown for a mailbox that refuses to count, and the log holds the refusal’s code', async () => {
    fill('default', 40);
    answerCounts(() => refusal(403, 'ErrorAccessDenied'));
    const { samples, phase } = await follow();
    expect(phase).toBe('ready');
    expectSteady(samples, 40);
    expect([...totals(samples)]).toEqual([undefined]);
    const reading = samples.filter(({ done }) => done < 40);
    expect(reading.length).toBeGreaterThan(15);
    expect(new Set(reading.map(({ share }) => share))).toEqual(new Set([undefined]));
    expect(refusedCounts()).toEqual([
      { event: 'count_refused', sourceId: 'sales', code: 'access_denied', entries: 1 },
    ]);
  });

  it('is the share of finished folders where one of three refuses to count', async () => {
    threeFolders();
    answerCounts((folder) => (folder === 'b' ? refusal(400, 'BadRequest') : undefined));
    const { samples } = await follow();
    expectSteady(samples, 54);
    expectSmooth(samples, 0.65 / 3 + 0.15);
    expect([...totals(samples)]).toEqual([undefined]);
    expect(samples.find(({ done }) => done > 20)?.share).toBeGreaterThan(0.1);
    expect(refusedCounts()).toMatchObject([{ code: 'graph_refused', entries: 1 }]);
  });

  it.each([
    ['not a number', () => new Response('many')],
    ['a number below 0', () => new Response('-1')],
    ['empty', () => new Response('')],
  ])('stays unknown where the count is %s', async (_what, answer) => {
    fill('default', 10);
    answerCounts(answer);
    const { samples } = await follow();
    expectSteady(samples, 10);
    expect([...totals(samples)]).toEqual([undefined]);
    expect(refusedCounts()).toMatchObject([{ code: 'answer_unreadable', entries: 1 }]);
  });

  it('is never full for a mailbox without contacts', async () => {
    world.sales.addFolder('b', 'Folder b');
    const { samples, phase } = await follow();
    expect(phase).toBe('ready');
    expect(samples.length).toBeGreaterThan(1);
    expect(new Set(samples.map(({ done, expected }) => [done, expected].join()))).toEqual(new Set(['0,']));
    for (const { share = 0 } of samples) expect(share).toBeLessThan(1);
  });

  it('copes with empty folders among full ones', async () => {
    fill('default', 20);
    for (const id of ['b', 'c', 'd', 'e', 'f']) world.sales.addFolder(id, `Folder ${id}`);
    const { samples } = await follow();
    expectSteady(samples, 20);
    expectSmooth(samples, 0.3);
    expect([...totals(samples)]).toEqual([undefined, 20]);
  });

  it('raises the expected total when more contacts come than were counted', async () => {
    fill('default', 40);
    answerCounts(() => new Response('10'));
    const { samples } = await follow();
    expectSteady(samples, 40);
    expect(Math.max(...samples.map(({ expected = 0 }) => expected))).toBeGreaterThan(30);
  });

  it('ends below the count when Graph counts items that it never lists', async () => {
    fill('default', 40);
    answerCounts(() => new Response('43'));
    const { samples } = await follow();
    expectSteady(samples, 40);
    expectSmooth(samples, 0.15);
    expect([...totals(samples)]).toEqual([undefined, 43]);
  });

  it('does not fall when a folder is read again', async () => {
    fill('default', 40);
    let pages = 0;
    world.microsoft.faults.push((_request, url) => {
      if (!url.pathname.endsWith('/delta')) return undefined;
      return ++pages === 10 ? refusal(410, 'SyncStateNotFound') : undefined;
    });
    const { samples } = await follow();
    expect(pages).toBeGreaterThan(20);
    expectSteady(samples, 40);
    expectSmooth(samples, 0.15);
  });

  it('resumes after a kill at each step', async () => {
    threeFolders();
    const { samples } = await follow(stubbed, () => abortAllDurableObjects());
    expectSteady(samples, 54);
    expectSmooth(samples, 0.15);
    expect([...totals(samples)]).toEqual([undefined, 54]);
    expect(countsAsked()).toBe(3);
  });

  it('repeats only the counts that a kill has lost', async () => {
    threeFolders();
    let isKilled = false;
    const asked: string[] = [];
    world.microsoft.faults.push((_request, url) => {
      const folder = /([^/]+)\/contacts\/\$count$/.exec(url.pathname)?.[1];
      if (folder === undefined) return undefined;
      asked.push(folder);
      return folder === 'c' && !isKilled ? new Promise(() => {}) : undefined;
    });
    await sourceStub().sync();
    const alarm = nextAlarm(sourceStub()).catch(() => {});
    const known = () => query<{ id: string }>('SELECT id FROM parts WHERE expected IS NOT NULL');
    while ((await known()).length < 2) await scheduler.wait(5);
    isKilled = true;
    await abortAllDurableObjects();
    await alarm;
    const { samples } = await follow();
    expect(asked.sort()).toEqual(['b', 'c', 'c', 'default']);
    expectSteady(samples, 54);
    expect([...totals(samples)]).toEqual([undefined, 54]);
  });

  it('waits when counting is throttled, then reads without a total and does not count again', async () => {
    fill('default', 10);
    answerCounts(() => refusal(429, 'ApplicationThrottled', { 'retry-after': '120' }));
    await sourceStub().sync();
    await nextAlarm(sourceStub());
    expect(await alarmAt(sourceStub())).toBe(Date.now() + 120_000);
    const { samples, phase } = await follow({ ...stubbed, sync: async () => {} });
    expect(phase).toBe('ready');
    expectSteady(samples, 10);
    expect(countsAsked()).toBe(1);
    expect(refusedCounts()).toMatchObject([{ code: 'graph_throttled', entries: 1 }]);
  });

  it('gives up counting when Graph does not answer, before asking for every folder', async () => {
    for (let i = 0; i < 20; i++) world.sales.addFolder(`f${i}`, `Folder ${i}`);
    fill('default', 10);
    answerCounts(() => refusal(503, 'ServiceUnavailable'));
    const { samples, phase } = await follow();
    expect(phase).toBe('ready');
    expectSteady(samples, 10);
    // Four folders at a time, three tries each.
    expect(countsAsked()).toBe(12);
    expect(refusedCounts()).toMatchObject([{ code: 'graph_unavailable', entries: 4 }]);
  });

  it('appears unchanged in the status', async () => {
    fill('default', 10);
    await sourceStub().sync();
    await nextAlarm(sourceStub());
    await nextAlarm(sourceStub());
    const { progress } = await sourceStub().status();
    const [source] = statusAnswer.parse(await (await world.get('/v1/status')).json()).sources;
    expect(progress).toMatchObject({ done: 2, expected: 10, share: 0.13 });
    expect(source?.progress).toEqual(progress);
  });
});

describe('the progress of a first import of users', () => {
  const SOURCES = JSON.stringify([
    { id: 'sales', name: 'Colleagues', kind: 'users', groups: 'everyone', priority: 1, country: 'DE' },
  ]);
  /** A source of users in place of the configured one, created for each call as after a kill. */
  const onUsers = <T>(work: (source: Source) => Promise<T>) =>
    runInDurableObject(sourceStub(), (_instance, state) =>
      work(new Source(state, Object.assign({ ...env }, { SOURCES }))),
    );
  const users: Driver = {
    sync: () => onUsers((source) => source.sync()),
    alarm: async () => {
      const at = await alarmAt(sourceStub());
      if (at !== undefined && at > Date.now()) vi.setSystemTime(at);
      await onUsers((source) => source.alarm());
    },
    status: () => onUsers((source) => source.status()),
  };
  const account = (i: number, changes: object = {}) => ({
    id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    displayName: `User ${i}`,
    userPrincipalName: `user${i}@nordwind.example`,
    accountEnabled: true,
    userType: 'Member',
    mobilePhone: `+4930231${10000 + i}`,
    ...changes,
  });

  beforeEach(() => {
    world.microsoft.directory.users.pageSize = PAGE;
    const off = { accountEnabled: false };
    const guest = { userType: 'Guest' };
    for (let i = 0; i < 40; i++)
      world.microsoft.directory.users.put(account(i, i % 4 === 1 ? off : i % 4 === 2 ? guest : {}));
  });

  it('counts every user who is read, guests and disabled accounts included', async () => {
    const { samples, phase } = await follow(users);
    expect(phase).toBe('ready');
    expectSteady(samples, 40, PAGE);
    expectSmooth(samples, 0.15);
    expect([...totals(samples)]).toEqual([undefined, 40]);
    expect((await users.status()).contacts).toBe(20);
  });

  it('stays unknown where Entra refuses to count', async () => {
    world.microsoft.faults.push((_request, url) =>
      decodeURIComponent(url.pathname).endsWith('/users/$count')
        ? refusal(400, 'Request_BadRequest')
        : undefined,
    );
    const { samples, phase } = await follow(users);
    expect(phase).toBe('ready');
    expectSteady(samples, 40, PAGE);
    expect([...totals(samples)]).toEqual([undefined]);
    expect(refusedCounts()).toMatchObject([{ code: 'graph_refused', entries: 1 }]);
  });
});

describe('the progress of a later run', () => {
  it('gives the number of changes, without a total', async () => {
    fill('default', 20);
    await runSync();
    advanceSeconds(300);
    fill('default', 6, 'new');
    const { samples } = await follow();
    expect(samples.at(-1)).toEqual({ done: 6 });
    for (const sample of samples) expect(Object.keys(sample)).toEqual(['done']);
  });

  it('expects the last number of contacts when everything is read again, without counting', async () => {
    threeFolders();
    await runSync();
    advanceSeconds(300);
    const before = countsAsked();
    await query(`INSERT INTO meta (key, value) VALUES ('isFullWanted', 'true')`);
    fill('default', 4, 'new');
    const { samples } = await follow();
    expectSteady(samples, 58);
    expect(samples.find(({ expected }) => expected !== undefined)?.expected).toBe(54);
    expect(countsAsked()).toBe(before);
  });
});
