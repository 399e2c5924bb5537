import { beforeEach, describe, expect, it, vi } from 'vitest';
import { watchTarget } from '../../../worker/notifications/watch-target.ts';
import { refusal } from '../support/fake-graph.ts';
import { KeptSource, PUBLIC_URL, salesTarget } from '../support/kept-source.ts';
import { advanceSeconds } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const world = World.perTest();
let source: KeptSource;

beforeEach(() => {
  source = new KeptSource(world);
});

/** Advances the clock to the next step and runs it. Returns the minutes that passed. */
async function nextStep(): Promise<number> {
  const at = (await source.nextMs()) ?? Number.NaN;
  const minutes = (at - Date.now()) / MINUTE_MS;
  vi.setSystemTime(at);
  await source.step();
  return minutes;
}

const refuseAlways = (status: number, code: string, headers = {}) =>
  world.microsoft.faults.unshift((_request, url) =>
    url.pathname.includes('/subscriptions') ? refusal(status, code, headers) : undefined,
  );

describe('a subscription’s request', () => {
  it('covers all contacts of a mailbox, by immutable ids, for a week at most', async () => {
    expect(await source.nextMs()).toBe(Date.now());
    await source.step();
    const { clientState, expiresAt, ...rest } = source.subscriptions.only;
    expect(rest).toMatchObject({
      resource: '/users/sales@nordwind.example/contacts',
      isImmutable: true,
      changeTypes: ['created', 'updated', 'deleted'],
      notificationUrl: `${PUBLIC_URL}/v1/notifications/sales`,
      lifecycleNotificationUrl: `${PUBLIC_URL}/v1/notifications/sales/lifecycle`,
    });
    expect(clientState).toMatch(/^[\w-]{43}$/);
    expect(expiresAt - Date.now()).toBe(10_070 * MINUTE_MS);
  });

  it('covers all users of a tenant, but no mail contacts', () => {
    const options = { publicUrl: PUBLIC_URL, isDelegated: false };
    expect(watchTarget({ id: 'staff', kind: 'users' }, options)).toMatchObject({
      resource: 'users',
      changeType: 'updated,deleted',
    });
    expect(watchTarget({ id: 'partners', kind: 'org-contacts' }, options)).toBeUndefined();
  });

  it('is not sent without a public address', async () => {
    const target = salesTarget({ publicUrl: undefined });
    expect(target).toBeUndefined();
    await source.keep((keeper) => expect(keeper.nextMs(undefined)).toBeUndefined());
    expect(await source.status()).toEqual({ state: 'off' });
  });

  it('carries a new secret each time, of which only a digest is kept', async () => {
    await source.step();
    const { clientState } = source.subscriptions.only;
    source.subscriptions.clear();
    await nextStep();
    expect(source.subscriptions.only.clientState).not.toBe(clientState);
    expect(source.lines.join()).not.toContain(source.subscriptions.only.clientState);
  });
});

describe('a subscription', () => {
  it('is renewed at half of the granted life, not of the requested one', async () => {
    source.subscriptions.maxLifeMs = 24 * HOUR_MS;
    await source.step();
    expect(await source.status()).toEqual({ state: 'active', expiresAt: Date.now() + 24 * HOUR_MS });
    expect(await nextStep()).toBe(12 * 60);
    expect(await source.status()).toEqual({ state: 'active', expiresAt: Date.now() + 24 * HOUR_MS });
    expect(source.subscriptions.requests).toEqual([
      'POST /subscriptions',
      `PATCH /subscriptions/${source.subscriptions.only.id}`,
    ]);
  });

  it('is created again when Graph no longer knows it', async () => {
    await source.step();
    const { id } = source.subscriptions.only;
    source.subscriptions.clear();
    await nextStep();
    expect(source.subscriptions.only.id).not.toBe(id);
    expect(await source.status()).toMatchObject({ state: 'active' });
  });

  it('is created again, without a renewal, after it has expired', async () => {
    await source.step();
    source.subscriptions.clear();
    advanceSeconds(10_071 * 60);
    expect(await source.status()).toMatchObject({ state: 'failing' });
    await source.step();
    expect(source.subscriptions.requests).toEqual(['POST /subscriptions', 'POST /subscriptions']);
    expect(await source.status()).toMatchObject({ state: 'active' });
  });

  it('replaces its own twin left by a lost answer, and no other source’s', async () => {
    for (const id of ['other-1', 'other-2', 'sales', 'other-3']) source.subscriptions.leave(id);
    await source.step();
    const urls = source.subscriptions.all.map(({ notificationUrl }) => notificationUrl.split('/').at(-1));
    expect(urls).toEqual(['other-1', 'other-2', 'other-3', 'sales']);
    expect(source.subscriptions.all.at(-1)?.id).not.toBe('sales');
    expect(await source.status()).toMatchObject({ state: 'active' });
  });

  it('is not requested again at once when the requesting step is cut short', async () => {
    const dueDuringStep: unknown[] = [];
    world.microsoft.faults.unshift(async (request) => {
      if (request.method === 'POST') dueDuringStep.push(await source.nextMs());
      return undefined;
    });
    await source.step();
    expect(dueDuringStep).toContain(Date.now() + MINUTE_MS);
  });

  it('follows a changed public address', async () => {
    await source.step();
    const target = salesTarget({ publicUrl: 'https://other.example' });
    expect(await source.nextMs(target)).toBe(Date.now());
    await source.step(target);
    expect(source.subscriptions.only.notificationUrl).toBe('https://other.example/v1/notifications/sales');
  });

  it('is deleted when the source or the public address is removed', async () => {
    await source.step();
    await source.keep(async (keeper) => expect(keeper.nextMs(undefined)).toBe(Date.now()));
    await source.stop();
    expect(source.subscriptions.all).toEqual([]);
    expect(await source.status()).toEqual({ state: 'off' });
    await source.keep((keeper) => expect(keeper.nextMs(undefined)).toBeUndefined());
  });

  it('is forgotten even if Graph refuses to delete it', async () => {
    await source.step();
    refuseAlways(403, 'AccessDenied');
    await source.stop();
    expect(await source.status()).toEqual({ state: 'off' });
    expect(source.lines.join()).toContain('subscription_not_deleted');
  });
});

describe('a refusal', () => {
  it('is followed by tries after a minute, then at growing intervals, at most every six hours', async () => {
    refuseAlways(403, 'AccessDenied');
    await source.step();
    const minutes = [];
    for (let i = 0; i < 11; i++) minutes.push(await nextStep());
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
    expect(await source.status()).toEqual({ state: 'failing', code: 'access_denied' });
    world.microsoft.faults.shift();
    await nextStep();
    expect(await source.status()).toMatchObject({ state: 'active' });
    expect((await source.status()).code).toBeUndefined();
  });

  it('of a renewal leaves the subscription in force', async () => {
    await source.step();
    const { expiresAt } = await source.status();
    refuseAlways(403, 'AccessDenied');
    await nextStep();
    expect(await source.status()).toEqual({ state: 'failing', code: 'access_denied', expiresAt });
    expect(await source.accept(source.genuine())).toBe(Date.now());
  });

  it('that names a longer wait is obeyed', async () => {
    refuseAlways(429, 'TooManyRequests', { 'retry-after': '600' });
    await source.step();
    expect(await nextStep()).toBe(10);
  });

  it('for a person’s account is final until the configuration changes', async () => {
    refuseAlways(403, 'AccessDenied');
    const target = salesTarget({ isDelegated: true });
    await source.step(target);
    expect(await source.status()).toEqual({ state: 'unsupported', code: 'access_denied' });
    expect(await source.nextMs(target)).toBeUndefined();
    expect(await source.nextMs(salesTarget())).toBe(Date.now());
  });
});

describe('a notification', () => {
  beforeEach(() => source.step());

  it('that is genuine requests a run at once', async () => {
    expect(await source.accept(source.genuine())).toBe(Date.now());
    expect(await source.status()).toMatchObject({ lastNotifiedAt: Date.now() });
  });

  it.each([
    ['another secret', { clientState: 'x' }],
    ['another subscription', { subscriptionId: '00000000-0000-4000-8000-00000000dead' }],
  ])('with %s is rejected', async (_what, changes) => {
    expect(await source.accept(source.genuine(changes))).toBeUndefined();
    expect(await source.status()).not.toHaveProperty('lastNotifiedAt');
    expect(source.lines.map((line) => JSON.parse(line))).toEqual([
      { event: 'notifications_rejected', rejected: 1 },
    ]);
  });

  it('is rejected before there is a subscription', async () => {
    const notification = source.genuine();
    await source.stop();
    expect(await source.accept(notification)).toBeUndefined();
  });

  it('counts among forged ones when it is genuine', async () => {
    const forged = source.genuine({ clientState: 'x' });
    expect(await source.accept(forged, source.genuine(), forged)).toBe(Date.now());
  });

  it('requests no second run while the first one has not begun', async () => {
    await source.accept(source.genuine());
    advanceSeconds(1);
    expect(await source.accept(source.genuine())).toBe(Date.now() - 1000);
    expect([await source.takeRun(), await source.takeRun()]).toEqual([true, false]);
  });

  it('after the start of a run waits for the end of the minute', async () => {
    await source.accept(source.genuine());
    await source.takeRun();
    const beganAt = Date.now();
    advanceSeconds(10);
    expect(await source.accept(source.genuine())).toBe(beganAt + MINUTE_MS);
    expect(await source.takeRun()).toBe(false);
    advanceSeconds(50);
    expect(await source.takeRun()).toBe(true);
  });

  it('requests a run at once when the last one began a minute ago', async () => {
    await source.accept(source.genuine());
    await source.takeRun();
    advanceSeconds(60);
    expect(await source.accept(source.genuine())).toBe(Date.now());
  });
});

describe('a lifecycle event', () => {
  beforeEach(() => source.step());

  it('“missed” requests a run', async () => {
    expect(await source.accept(source.genuine({ lifecycleEvent: 'missed' }))).toBe(Date.now());
    expect(await source.nextMs()).not.toBe(Date.now());
  });

  it('“subscriptionRemoved” requests a run and a new subscription, once', async () => {
    const removed = source.genuine({ lifecycleEvent: 'subscriptionRemoved' });
    source.subscriptions.clear();
    expect(await source.accept(removed)).toBe(Date.now());
    expect(await source.nextMs()).toBe(Date.now());
    await source.takeRun();
    await source.step();
    expect(source.subscriptions.only.id).not.toBe(removed.subscriptionId);
    expect(await source.accept(removed)).toBeUndefined();
    expect(await source.nextMs()).not.toBe(Date.now());
  });

  it('“reauthorizationRequired” requests a renewal, but no run', async () => {
    const { id } = source.subscriptions.only;
    const event = source.genuine({ lifecycleEvent: 'reauthorizationRequired' });
    expect(await source.accept(event)).toBeUndefined();
    expect(await source.nextMs()).toBe(Date.now());
    await source.step();
    expect(source.subscriptions.requests).toEqual(['POST /subscriptions', `PATCH /subscriptions/${id}`]);
  });

  it('that arrives during a renewal is not undone by Graph’s answer', async () => {
    const removed = source.genuine({ lifecycleEvent: 'subscriptionRemoved' });
    const { id } = source.subscriptions.only;
    world.microsoft.faults.unshift(async (request) => {
      if (request.method !== 'PATCH') return undefined;
      await source.accept(removed);
      source.subscriptions.clear();
      return Response.json({ id, expirationDateTime: new Date(Date.now() + HOUR_MS).toISOString() });
    });
    await nextStep();
    expect(source.subscriptions.only.id).not.toBe(id);
    await source.takeRun();
    expect(await source.accept(source.genuine())).toBe(Date.now() + MINUTE_MS);
  });
});
