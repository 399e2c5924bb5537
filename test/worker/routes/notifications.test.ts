import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { problem } from '#shared/api.ts';
import type { Notification } from '../../../worker/notifications/notification.ts';
import attacks from '../notifications/webhook-spoof.json';
import { KeptSource } from '../support/kept-source.ts';
import { TENANT_ID } from '../support/settings.ts';
import { World } from '../support/world.ts';

const PATH = '/v1/notifications/sales';

const world = World.perTest();
let source: KeptSource;
/** The start of each run that notifications have requested. */
let runs: number[];
let handedOver: Notification[][];

beforeEach(async () => {
  source = new KeptSource(world);
  runs = [];
  handedOver = [];
  await source.step();
});

function app() {
  return world.app({
    notify: async (_sourceId, notifications) => {
      handedOver.push([...notifications]);
      await source.accept(...notifications);
      if (await source.takeRun()) runs.push(Date.now());
    },
  });
}

async function post(body: string, path = PATH, headers: Record<string, string> = {}): Promise<Response> {
  return await app().request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body,
  });
}

const message = (...value: unknown[]) => JSON.stringify({ value });

/** Everything in an answer that a stranger can see, except the request's own id. */
async function seen(response: Response) {
  const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
}

describe('the handshake', () => {
  it('answers with the token unchanged, as text', async () => {
    const token = 'Validation: Testing abc+/=ü';
    for (const path of [PATH, `${PATH}/lifecycle`]) {
      const url = `${path}?validationToken=${encodeURIComponent(token).replaceAll('%20', '+')}`;
      const response = await app().request(url, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await response.text()).toBe(token);
    }
    expect(handedOver).toEqual([]);
  });

  it('answers the same for a source that does not exist', async () => {
    const [ours, unknown] = ['sales', 'nowhere'].map((id) => `/v1/notifications/${id}?validationToken=x`);
    const answers = [];
    for (const url of [ours, unknown])
      answers.push(await seen(await app().request(url ?? '', { method: 'POST' })));
    expect(answers[0]).toEqual(answers[1]);
  });

  it.each([
    ['no token', ''],
    ['a line break', 'a%0d%0aSet-Cookie:x=1'],
    ['a control character', 'a%1bb'],
    ['more than 2,048 bytes', '%C3%BC'.repeat(1025)],
  ])('refuses %s', async (_what, token) => {
    const response = await app().request(`${PATH}?validationToken=${token}`, { method: 'POST' });
    expect(response.status).toBe(400);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(problem.parse(await response.json()).code).toBe('bad_request');
  });
});

describe('a notification', () => {
  it('is answered with 202 and nothing else, at either address', async () => {
    const event = { ...source.genuine(), lifecycleEvent: 'missed', tenantId: TENANT_ID.toUpperCase() };
    expect(await seen(await post(message(source.genuine())))).toMatchObject({ status: 202, body: '' });
    expect((await post(message(event), `${PATH}/lifecycle`)).status).toBe(202);
    expect(handedOver).toEqual([[source.genuine()], [event]]);
  });

  it('gets the same answer whether genuine, forged or for a missing source', async () => {
    const genuine = await seen(await post(message(source.genuine())));
    expect(await seen(await post(message(source.genuine({ clientState: 'x' }))))).toEqual(genuine);
    expect(await seen(await post(message(source.genuine()), '/v1/notifications/nowhere'))).toEqual(genuine);
    expect(handedOver).toHaveLength(2);
  });

  it('is found among notifications for other subscriptions and of no kind at all', async () => {
    const others = [source.genuine({ subscriptionId: 'other' }), null, 7, 'x', [], {}];
    expect((await post(message(...others, source.genuine()))).status).toBe(202);
    expect(runs).toHaveLength(1);
    expect(world.lines.some((line) => line.includes('"rejected":5'))).toBe(true);
  });

  it('leaves no trace of its contents in the log', async () => {
    await post(message({ ...source.genuine({ clientState: 'forged' }), resource: 'Users/u/Contacts/c' }));
    const lines = [...world.lines, ...source.lines].join();
    expect(lines).toContain('notifications_rejected');
    for (const text of ['forged', 'Contacts', source.genuine().clientState, source.genuine().subscriptionId])
      expect(lines).not.toContain(text);
  });

  it('cannot pollute the prototypes of objects, nor use inherited fields for missing ones', async () => {
    const { subscriptionId, clientState } = source.genuine();
    const poisoned = `{"subscriptionId":"${subscriptionId}","__proto__":{"clientState":"${clientState}"}}`;
    await post(`{"__proto__":{"value":[]},"constructor":{"prototype":{"x":1}},"value":[${poisoned}]}`);
    expect(runs).toEqual([]);
    expect({}).not.toHaveProperty('x');
    expect({}).not.toHaveProperty('clientState');
  });

  it.each([
    ['another content type', 415, () => post(message(), PATH, { 'content-type': 'text/plain' })],
    ['a body that is too large', 413, () => post(message('x'.repeat(512 * 1024)))],
    ['more than a thousand entries', 400, () => post(message(...Array(1001).fill({})))],
    ['a body cut short', 400, () => post('{"value":[')],
    ['a body without a list', 400, () => post('{"value":{}}')],
    ['nothing', 400, () => post('')],
  ])('with %s is answered with %i', async (_what, status, send) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(problem.parse(await response.json()).code).toBe('bad_request');
    expect(handedOver).toEqual([]);
  });

  it('that the source cannot take is answered with 503, so that Graph sends it again', async () => {
    const down = world.app({ notify: () => Promise.reject(new Error('overloaded')) });
    const response = await down.request(PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: message(source.genuine()),
    });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('30');
  });

  it('that the source does not take in time is answered with 503 before Graph gives up', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    let wasAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      wasAsked = resolve;
    });
    const silent = world.app({
      notify: () => {
        wasAsked();
        return new Promise(() => {});
      },
    });
    const response = silent.request(PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: message(source.genuine()),
    });
    await asked;
    vi.advanceTimersByTime(2_500);
    expect((await response).status).toBe(503);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('by %s is answered with 405', async (method) => {
    const response = await app().request(`${PATH}?validationToken=x`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});

describe('a forger', () => {
  const expected: Record<string, { runs: number; isStepDue?: boolean }> = {
    ok: { runs: 1 },
    'resource-ssrf': { runs: 1 },
    'mixed-batch': { runs: 1 },
    'flood-1000': { runs: 1 },
    'lifecycle-removed': { runs: 1, isStepDue: true },
    'lifecycle-missed': { runs: 1 },
    'lifecycle-reauth': { runs: 0, isStepDue: true },
  };
  const repeated = z.object({ repeat: z.object({ value: z.array(z.unknown()) }), n: z.number() });
  const filled = z.object({ fill_bytes: z.number() });

  function bodyOf(body: unknown): string | null {
    const filling = filled.safeParse(body);
    if (filling.success) return 'x'.repeat(filling.data.fill_bytes);
    const repeating = repeated.safeParse(body);
    if (repeating.success) {
      const { repeat, n } = repeating.data;
      return bodyOf({ value: Array(n).fill(repeat.value[0]) });
    }
    if (body === null || typeof body === 'string') return body;
    const { id, clientState } = source.subscriptions.only;
    return JSON.stringify(body)
      .replaceAll('5ub5cr1p-0000-4000-8000-000000000001', id)
      .replaceAll('{correct}', clientState)
      .replaceAll('{correct[:-1]}', clientState.slice(0, -1));
  }

  function send(attack: (typeof attacks.cases)[number]) {
    const [method = '', query = ''] = attack.method.replace(/ \(.*/, '').split('?');
    const url = `${PATH}?${query.replace('{20 kB}', 'x'.repeat(20_000))}`;
    const headers = { 'content-type': 'application/json' };
    return app().request(url, { method, headers, body: bodyOf(attack.body) });
  }

  it.each(attacks.cases)('$name: $expect', async (attack) => {
    const before = await source.status();
    const asked = world.microsoft.graphRequests.length;
    const response = await send(attack);
    expect(attack.status).toContain(response.status);
    const { runs: expectedRuns, isStepDue = false } = expected[attack.name] ?? { runs: 0 };
    expect(runs).toHaveLength(expectedRuns);
    expect((await source.nextMs()) === Date.now()).toBe(isStepDue);
    expect(world.microsoft.graphRequests).toHaveLength(asked);
    if (!(attack.name in expected)) expect(await source.status()).toEqual(before);
    expect(response.headers.get('content-type') ?? '').not.toContain('html');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('is tested with all 23 attacks', () => {
    expect(attacks.cases).toHaveLength(23);
  });

  it('gets its own token back unchanged in a handshake', async () => {
    const validate = attacks.cases.find(({ name }) => name === 'validate');
    if (!validate) throw new Error('not expected: no such attack');
    expect(await (await send(validate)).text()).toBe('Validation: Testing abc+/=');
  });
});

describe('a flood', () => {
  it('of a thousand requests causes two runs at most', async () => {
    const startedAt = Date.now();
    for (let i = 0; i < 1000; i++) {
      expect((await post(message(source.genuine()))).status).toBe(202);
      vi.setSystemTime(startedAt + i * 50);
    }
    expect(runs).toEqual([startedAt]);
    vi.setSystemTime(startedAt + 60_000);
    expect([await source.takeRun(), await source.takeRun()]).toEqual([true, false]);
  });
});
