import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { guidOf } from './company/random.ts';
import { closeServer, listenOnLoopback } from './control/loopback.ts';
import { announceLifecycle } from './graph/announce.ts';
import {
  type Answer,
  type AskOptions,
  CUSTOMERS,
  IMMUTABLE,
  openGraph,
  shapeOf,
} from './graph/graph-for-tests.ts';
import { API_CLIENT_ID, TENANT_ID } from './ids.ts';

type Opened = Awaited<ReturnType<typeof openGraph>>;
const MINUTE = 60_000;
const NOTIFY = 'https://worker.example/v1/notifications?source=a';
const LIFECYCLE = 'https://worker.example/v1/lifecycle';
const resource = `/users/${CUSTOMERS}/contacts`;

const notification = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

let open: Opened;
let now: number;
let posts: { url: string; item: Record<string, unknown> }[];
let slept: number[];
/** The receiver's answer to a notification. */
let respond: () => Response;
/** The receiver's answer to the validation request. */
let validate: (token: string) => Response;

beforeEach(async () => {
  now = Date.UTC(2026, 0, 1);
  posts = [];
  slept = [];
  respond = () => new Response(null, { status: 202 });
  validate = (token) => new Response(token, { headers: { 'content-type': 'text/plain' } });
  open = await openGraph(
    {},
    {
      now: () => now,
      sleep: async (milliseconds) => void slept.push(milliseconds),
      send: async (request) => {
        const token = new URL(request.url).searchParams.get('validationToken');
        if (token !== null) return validate(token);
        const { value } = notification.parse(await request.json());
        posts.push(...value.map((item) => ({ url: request.url, item })));
        return respond();
      },
    },
  );
});
afterEach(() => open.graph.close());

const inMinutes = (minutes: number) => new Date(now + minutes * MINUTE).toISOString().replace('Z', '0000Z');
const wanted = (changes: object = {}) => ({
  changeType: 'created,updated,deleted',
  notificationUrl: NOTIFY,
  lifecycleNotificationUrl: LIFECYCLE,
  resource,
  expirationDateTime: inMinutes(10_000),
  clientState: 'a secret of the worker',
  ...changes,
});
const subscribe = (changes: object = {}, options: AskOptions = {}): Promise<Answer> =>
  open.ask('/subscriptions', { method: 'POST', body: wanted(changes), ...options });
const settled = () => open.graph.data.notifications.settled();
const aContact = () => {
  const [contact] = open.folder('Schweiz').members;
  if (!contact) throw new Error('Schweiz is empty');
  return contact;
};
const touch = () => {
  const contact = aContact();
  open.customers.update(contact, open.customers.contentOf(contact));
};
/** Names in Microsoft's documented payloads. */
const DOCUMENTED = {
  subscription: [
    '@odata.context',
    'applicationId',
    'changeType',
    'clientState',
    'creatorId',
    'expirationDateTime',
    'id',
    'latestSupportedTlsVersion',
    'notificationContentType',
    'notificationUrl',
    'resource',
  ],
  notification: [
    'changeType',
    'clientState',
    'resource',
    'resourceData',
    'subscriptionExpirationDateTime',
    'subscriptionId',
    'tenantId',
  ],
  resourceData: ['@odata.etag', '@odata.id', '@odata.type', 'id'],
  lifecycle: [
    'clientState',
    'lifecycleEvent',
    'subscriptionExpirationDateTime',
    'subscriptionId',
    'tenantId',
  ],
};

describe('a subscription', () => {
  it('is created with the documented properties once its addresses have answered the validation', async () => {
    const asked: string[] = [];
    validate = (token) => {
      asked.push(token);
      return new Response(token, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
    };
    const { status, body } = await subscribe();
    expect(status).toBe(201);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatch(/^Validation: Testing client application reachability/);
    expect(shapeOf(body)).toEqual(expect.arrayContaining(DOCUMENTED.subscription));
    expect(body).toMatchObject({
      resource,
      applicationId: API_CLIENT_ID,
      creatorId: guidOf('service principal', API_CLIENT_ID),
      expirationDateTime: inMinutes(10_000),
      clientState: 'a secret of the worker',
    });
  });
  it.each([
    [
      'another status',
      () => new Response('token', { status: 202, headers: { 'content-type': 'text/plain' } }),
    ],
    ['another body', () => new Response('no', { headers: { 'content-type': 'text/plain' } })],
    ['another type', (token: string) => new Response(token, { headers: { 'content-type': 'text/html' } })],
    [
      'nothing',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
  ])('is refused when the endpoint answers %s', async (_name, answer) => {
    validate = answer;
    const { status, body } = await subscribe();
    expect([status, body.error.code]).toEqual([400, 'ValidationError']);
    expect((await open.ask('/subscriptions')).body.value).toEqual([]);
  });
  it.each([
    ['a foreign http address', { notificationUrl: 'http://worker.example/' }, 400],
    ['a folder', { resource: `/users/${CUSTOMERS}/contactFolders/Contacts/contacts` }, 400],
    ['organisation contacts', { resource: '/contacts' }, 400],
    ['an unknown mailbox', { resource: '/users/nobody@nordwind.example/contacts' }, 404],
    ['a mailbox out of scope', { resource: '/users/anna.berger@nordwind.example/contacts' }, 403],
    ['an unknown change', { changeType: 'created,moved' }, 400],
    ['new users', { resource: 'users', changeType: 'created' }, 400],
    ['a client state of 129 characters', { clientState: 'x'.repeat(129) }, 400],
    ['resource data', { includeResourceData: true }, 400],
    [
      'a life of more than 10,080 minutes',
      { expirationDateTime: new Date(Date.UTC(2026, 0, 8, 0, 1)).toISOString() },
      400,
    ],
    ['an expiry in the past', { expirationDateTime: '2025-12-31T00:00:00Z' }, 400],
  ])('is refused for %s', async (_name, change, status) => {
    expect((await subscribe(change)).status).toBe(status);
  });
  it('is refused when an equal one exists', async () => {
    await subscribe();
    const again = await subscribe({ changeType: 'deleted,updated,created' });
    expect([again.status, again.body.error.code]).toEqual([409, 'Conflict']);
    expect((await subscribe({ notificationUrl: `${NOTIFY}&b` })).status).toBe(201);
  });
  it('lives at least 45 minutes, is renewed, and vanishes at its end', async () => {
    const { body } = await subscribe({ expirationDateTime: inMinutes(5) });
    expect(body.expirationDateTime).toBe(inMinutes(45));
    const one = `/subscriptions/${body.id}`;
    now += 40 * MINUTE;
    const renewal = { expirationDateTime: inMinutes(60) };
    const renewed = await open.ask(one, { method: 'PATCH', body: renewal });
    expect([renewed.status, renewed.body.expirationDateTime]).toEqual([200, inMinutes(60)]);
    expect((await open.ask(one, { method: 'PATCH', body: { clientState: 'x' } })).status).toBe(400);
    now += 60 * MINUTE;
    expect((await open.ask(one)).status).toBe(404);
    expect((await open.ask(one, { method: 'PATCH', body: renewal })).status).toBe(404);
  });
  it('is deleted, reauthorised and seen by its own app only', async () => {
    const { body } = await subscribe();
    const one = `/subscriptions/${body.id}`;
    expect((await open.write(one, 'DELETE')).status).toBe(404);
    expect((await open.ask(`${one}/reauthorize`, { method: 'POST' })).status).toBe(204);
    expect(open.graph.data.subscriptions.find(body.id)?.reauthorizedAt).toBe(now);
    expect((await open.ask(one, { method: 'DELETE' })).status).toBe(204);
    expect((await open.ask(one)).status).toBe(404);
  });
});

describe('a notification', () => {
  it('reports a contact that was created, updated or deleted in any folder', async () => {
    const { body } = await subscribe({}, { prefer: IMMUTABLE });
    const made = await open.write(`/users/${CUSTOMERS}/contacts`, 'POST', { givenName: 'Ada' });
    await open.write(`/users/${CUSTOMERS}/contacts/${made.body.id}`, 'PATCH', { surname: 'Lovelace' });
    await open.write(`/users/${CUSTOMERS}/contacts/${made.body.id}`, 'DELETE');
    touch();
    await settled();
    expect(posts.map(({ item }) => item.changeType)).toEqual(['created', 'updated', 'deleted', 'updated']);
    const { url, item } = posts[0] ?? { url: '', item: {} };
    expect(url).toBe(NOTIFY);
    expect(shapeOf(item)).toEqual(DOCUMENTED.notification);
    expect(Object.keys(Object(item.resourceData)).sort()).toEqual(DOCUMENTED.resourceData);
    expect(item).toMatchObject({
      subscriptionId: body.id,
      clientState: 'a secret of the worker',
      tenantId: TENANT_ID,
      resource: `Users/${open.customers.ownerId}/Contacts/${made.body.id}`,
      resourceData: { '@odata.type': '#Microsoft.Graph.Contact', id: made.body.id },
    });
  });
  it('comes for the subscribed kinds of change only, and for later changes only', async () => {
    touch();
    await subscribe({ changeType: 'deleted' });
    touch();
    open.customers.remove(aContact());
    await settled();
    expect(posts.map(({ item }) => item.changeType)).toEqual(['deleted']);
  });
  it('reports a move as a deletion and a creation', async () => {
    await subscribe();
    open.customers.move(aContact(), open.folder('France'));
    await settled();
    expect(posts.map(({ item }) => item.changeType)).toEqual(['deleted', 'created']);
  });
  it('reports a changed user', async () => {
    await subscribe({ resource: '/users', changeType: 'updated,deleted' });
    const [user] = open.company.model.users.values();
    if (!user) throw new Error('the company has nobody');
    user.jobTitle = 'Leitung';
    open.graph.observeDirectory();
    await settled();
    expect(posts.map(({ item }) => [item.changeType, item.resource])).toEqual([
      ['updated', `Users/${user.id}`],
    ]);
  });
  it('is tried four times at growing intervals, and then given up', async () => {
    const { body } = await subscribe();
    respond = () => new Response(null, { status: 503 });
    touch();
    await settled();
    expect(slept).toEqual([1_000, 5_000, 25_000]);
    expect(open.graph.data.subscriptions.find(body.id)?.deliveries).toEqual({
      attempts: 4,
      delivered: 0,
      failed: 1,
      dropped: 0,
    });
  });
  it('is lost, late or doubled when a test orders it', async () => {
    await subscribe();
    open.graph.data.notifications.disturb({ drop: 1 });
    touch();
    await settled();
    expect(posts).toEqual([]);
    open.graph.data.notifications.disturb({ delayMs: 14_400_000, duplicate: true });
    touch();
    await settled();
    expect([posts.length, slept]).toEqual([2, [14_400_000, 14_400_000]]);
    expect(open.graph.data.notifications.totals).toMatchObject({ delivered: 2, dropped: 1 });
  });
});

describe('a lifecycle event', () => {
  it.each(['missed', 'reauthorizationRequired', 'subscriptionRemoved'] as const)(
    'of the kind %s is sent in the documented shape',
    async (event) => {
      const { body } = await subscribe();
      const subscription = open.graph.data.subscriptions.find(body.id);
      if (!subscription) throw new Error('not subscribed');
      announceLifecycle(open.graph.data, subscription, event);
      await settled();
      const [post] = posts;
      expect([post?.url, post?.item.lifecycleEvent]).toEqual([LIFECYCLE, event]);
      expect(shapeOf(post?.item ?? {})).toEqual(DOCUMENTED.lifecycle);
      expect((await open.ask(`/subscriptions/${body.id}`)).status).toBe(
        event === 'subscriptionRemoved' ? 404 : 200,
      );
    },
  );
});

it('a notification reaches a receiver on this machine over plain HTTP', async () => {
  const paths: string[] = [];
  const receiver = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    paths.push(url.pathname);
    response.setHeader('content-type', 'text/plain');
    response.end(url.searchParams.get('validationToken') ?? '');
  });
  const url = await listenOnLoopback(receiver, 0);
  onTestFinished(() => closeServer(receiver));
  const real = await openGraph();
  onTestFinished(() => real.graph.close());
  const body = { ...wanted(), notificationUrl: `${url}/n`, lifecycleNotificationUrl: `${url}/l` };
  const expirationDateTime = new Date(Date.now() + 60 * MINUTE).toISOString();
  const made = await real.ask('/subscriptions', { method: 'POST', body: { ...body, expirationDateTime } });
  expect(made.status).toBe(201);
  const [contact] = real.folder('Schweiz').members;
  if (contact) real.customers.remove(contact);
  await real.graph.data.notifications.settled();
  expect(paths).toEqual(['/n', '/l', '/n']);
});
