import { describe, expect, it } from 'vitest';
import { json, person, refusal } from '../support/fake-graph.ts';
import {
  advanceSeconds,
  alarmAt,
  nextAlarm,
  query,
  runSync,
  settle,
  sourceStub,
} from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

describe('a run in trouble', () => {
  it('waits as long as Graph asks, even when somebody requests a run now', async () => {
    world.sales.put('default', person('a', 'Anna'));
    world.microsoft.failOnce(/delta/, () => refusal(429, 'ApplicationThrottled', { 'retry-after': '120' }));
    await sourceStub().sync();
    const startedAt = Date.now();
    await nextAlarm(sourceStub());
    expect(await alarmAt(sourceStub())).toBe(startedAt + 120_000);
    const asked = world.microsoft.graphRequests.length;
    advanceSeconds(60);
    await sourceStub().sync();
    expect(await alarmAt(sourceStub())).toBe(startedAt + 120_000);
    expect(world.microsoft.graphRequests.length).toBe(asked);
    await settle();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 1 });
  });

  it.each([
    ['access_denied', () => refusal(403, 'ErrorAccessDenied')],
    ['mailbox_not_found', () => refusal(404, 'MailboxNotEnabledForRESTAPI')],
    ['redirected', () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } })],
    ['answer_unreadable', () => new Response('<html>sorry</html>', { status: 200 })],
  ])('ends with %s, keeps the published contacts, and tries again later', async (code, answer) => {
    world.sales.put('default', person('a', 'Anna', '+493011111111'));
    await runSync();
    advanceSeconds(300);
    world.microsoft.faults.push((_request, url) => (url.pathname.includes('/delta') ? answer() : undefined));
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'failed', problem: { code }, contacts: 1 });
    expect(await query('SELECT 1 FROM contacts')).toHaveLength(1);
    world.microsoft.faults = [];
    await settle();
    const status = await sourceStub().status();
    expect(status.phase).toBe('ready');
    expect(status.problem).toBeUndefined();
  });

  it('waits longer after each failure', async () => {
    world.sales.put('default');
    world.microsoft.faults.push((_request, url) =>
      url.pathname.includes('/users/') ? refusal(403, 'X') : undefined,
    );
    await sourceStub().sync();
    const gaps: number[] = [];
    for (let i = 0; i < 4; i++) {
      await nextAlarm(sourceStub());
      gaps.push(((await alarmAt(sourceStub())) ?? 0) - Date.now());
    }
    expect(gaps).toEqual([30_000, 60_000, 120_000, 240_000]);
  });

  it('survives an outage of a few answers', async () => {
    world.sales.put('default', person('a', 'Anna'));
    for (let i = 0; i < 4; i++) world.microsoft.failOnce(/delta/, () => new Response('', { status: 503 }));
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 1 });
  });

  it('stops at a nextLink that points to its own page', async () => {
    world.sales.put('default', person('a', 'Anna'), person('b', 'Bert'), person('c', 'Cem'));
    world.microsoft.faults.push((_request, url) =>
      url.search.includes('skiptoken') ? json({ value: [], '@odata.nextLink': url.href }) : undefined,
    );
    await runSync();
    expect(await sourceStub().status()).toMatchObject({
      phase: 'failed',
      problem: { code: 'link_loop' },
    });
  });

  it('stops at pages that link in a circle, and starts over when they no longer do', async () => {
    world.sales.put('default', ...Array.from({ length: 12 }, (_, i) => person(`p${i}`, `Person ${i}`)));
    const links: string[] = [];
    world.microsoft.faults.push((_request, url) => {
      if (!url.search.includes('skiptoken')) return undefined;
      if (!links.includes(url.href)) links.push(url.href);
      // The fourth page links back to the second.
      return links.length < 4 ? undefined : json({ value: [], '@odata.nextLink': links[1] });
    });
    await runSync();
    expect(await sourceStub().status()).toMatchObject({
      phase: 'failed',
      problem: { code: 'link_loop' },
      publishedSequence: 0,
    });
    expect(world.microsoft.graphRequests.length).toBeLessThan(100);
    world.microsoft.faults = [];
    await settle();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 12 });
  });

  it('publishes nothing of a round whose last page has no link', async () => {
    world.sales.put('default', person('a', 'Anna'));
    world.microsoft.faults.push((_request, url) =>
      url.pathname.includes('/delta') ? json({ value: [] }) : undefined,
    );
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'failed', publishedSequence: 0 });
  });

  it('gives up on a folder whose cursor is lost repeatedly', async () => {
    world.sales.put('default', person('a', 'Anna'));
    world.microsoft.faults.push((_request, url) =>
      url.pathname.includes('/delta') ? refusal(410, 'SyncStateInvalid') : undefined,
    );
    await runSync();
    expect(await sourceStub().status()).toMatchObject({
      phase: 'failed',
      problem: { code: 'sync_state_lost' },
    });
  });

  it('does not store a link to a foreign host: the next run reads the folder from the start', async () => {
    world.sales.put('default', person('a', 'Anna'), person('b', 'Bert'), person('c', 'Cem'));
    world.microsoft.failOnce(/delta\?\$select/, () =>
      json({ value: [], '@odata.nextLink': 'https://evil.example/v1.0/users' }),
    );
    await runSync();
    expect(await sourceStub().status()).toMatchObject({ phase: 'failed', problem: { code: 'foreign_link' } });
    await settle();
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 3 });
  });

  it('tests with one request whether a refusal is over, however many folders wait', async () => {
    for (const id of ['a', 'b', 'c', 'd']) {
      world.sales.addFolder(id, id);
      world.sales.put(id, person(id, `Person ${id}`));
    }
    const refused: number[] = [];
    world.microsoft.faults.push((_request, url) => {
      if (!url.pathname.includes('/delta') || refused.length >= 6) return undefined;
      refused.push(Date.now());
      return refusal(429, 'ApplicationThrottled', { 'retry-after': '60' });
    });
    await runSync();
    const perMoment = [...new Set(refused)].map((at) => refused.filter((other) => other === at).length);
    expect(perMoment).toEqual([4, 1, 1]);
    expect(await sourceStub().status()).toMatchObject({ phase: 'ready', contacts: 4 });
  });
});
