/** Creating, renewing and ending subscriptions to contacts and users. */
import { z } from 'zod';
import { findUser, servicePrincipalId } from '../../model.ts';
import { requireMailboxWatch, requireRole } from '../access.ts';
import type { Call } from '../call.ts';
import { GraphRefusal, refusals } from '../errors.ts';
import { requireNotificationUrl, requireValidEndpoint } from '../handshake.ts';
import { context, linkTo } from '../links.ts';
import { type GraphResponse, ok, readJson } from '../message.ts';
import { readCount } from '../query.ts';
import { type Route, segmentsOf } from '../router.ts';
import type { ChangeType, Subscription, Watched } from '../subscriptions.ts';

const ONE = '/subscriptions/{subscription}';

export const subscriptionRoutes: Route[] = [
  { method: 'GET', template: '/subscriptions', workload: 'directory', answer: list },
  { method: 'POST', template: '/subscriptions', workload: 'directory', answer: create },
  { method: 'GET', template: ONE, workload: 'directory', answer: get },
  { method: 'PATCH', template: ONE, workload: 'directory', answer: renew },
  { method: 'DELETE', template: ONE, workload: 'directory', answer: remove },
  { method: 'POST', template: `${ONE}/reauthorize`, workload: 'directory', answer: reauthorize },
];

const CHANGE_TYPES: Record<Watched['kind'], readonly string[]> = {
  contacts: ['created', 'updated', 'deleted'],
  users: ['updated', 'deleted'],
};

/** Strict, like Graph. Encrypted resource data is not part of this tenant. */
const newSchema = z.strictObject({
  '@odata.type': z.string().optional(),
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullish(),
  resource: z.string(),
  expirationDateTime: z.string(),
  clientState: z.string().max(128).nullish(),
  latestSupportedTlsVersion: z.enum(['v1_0', 'v1_1', 'v1_2', 'v1_3']).default('v1_2'),
  includeResourceData: z.literal(false).nullish(),
});

async function create(call: Call): Promise<GraphResponse> {
  const input = read(call, newSchema);
  const watched = readResource(call, input.resource);
  requireAccess(call, watched);
  const { subscriptions, send } = call.data;
  const wanted = {
    applicationId: call.caller.clientId,
    watched,
    changeTypes: readChangeTypes(watched, input.changeType),
    notificationUrl: input.notificationUrl,
  };
  subscriptions.requireNew(wanted);
  const expiresAt = subscriptions.expiry(watched.kind, input.expirationDateTime);
  const lifecycleNotificationUrl = input.lifecycleNotificationUrl ?? null;
  const urls = [
    input.notificationUrl,
    ...(lifecycleNotificationUrl === null ? [] : [lifecycleNotificationUrl]),
  ];
  for (const url of urls) requireNotificationUrl(url);
  for (const url of urls) await requireValidEndpoint(url, send);
  const subscription: Subscription = {
    ...wanted,
    id: crypto.randomUUID(),
    creatorId: call.caller.userId ?? servicePrincipalId(call.caller.clientId),
    clientState: input.clientState ?? null,
    lifecycleNotificationUrl,
    resource: input.resource,
    expiresAt,
    isImmutable: call.preferences.wantsImmutableIds,
    latestSupportedTlsVersion: input.latestSupportedTlsVersion,
    reauthorizedAt: null,
    deliveries: { attempts: 0, delivered: 0, failed: 0, dropped: 0 },
  };
  subscriptions.add(subscription);
  return { status: 201, body: entity(call, subscription) };
}

function list(call: Call): GraphResponse {
  const mine = call.data.subscriptions.all().filter((one) => isMine(call, one));
  const { pageSize } = call.data.subscriptions;
  const from = readCount(call.request, '$skiptoken', Number.MAX_SAFE_INTEGER) ?? 0;
  const next = from + pageSize;
  return ok({
    '@odata.context': context(call.request, 'subscriptions'),
    value: mine.slice(from, next).map(viewSubscription),
    ...(next < mine.length && { '@odata.nextLink': linkTo(call.request, { $skiptoken: String(next) }) }),
  });
}

function get(call: Call): GraphResponse {
  return ok(entity(call, requireSubscription(call)));
}

const renewalSchema = z.strictObject({
  '@odata.type': z.string().optional(),
  expirationDateTime: z.string().optional(),
  notificationUrl: z.string().optional(),
});

/** A renewal is also a reauthorisation: it fails when the rights are gone. */
async function renew(call: Call): Promise<GraphResponse> {
  const subscription = requireSubscription(call);
  const { expirationDateTime, notificationUrl } = read(call, renewalSchema);
  requireAccess(call, subscription.watched);
  const { subscriptions, send, now } = call.data;
  const expiresAt =
    expirationDateTime === undefined
      ? subscription.expiresAt
      : subscriptions.expiry(subscription.watched.kind, expirationDateTime);
  if (notificationUrl !== undefined && notificationUrl !== subscription.notificationUrl) {
    requireNotificationUrl(notificationUrl);
    await requireValidEndpoint(notificationUrl, send);
    subscription.notificationUrl = notificationUrl;
  }
  subscription.expiresAt = expiresAt;
  subscription.reauthorizedAt = now();
  return ok(entity(call, subscription));
}

function remove(call: Call): GraphResponse {
  call.data.subscriptions.remove(requireSubscription(call).id);
  return { status: 204, body: null };
}

function reauthorize(call: Call): GraphResponse {
  const subscription = requireSubscription(call);
  requireAccess(call, subscription.watched);
  subscription.reauthorizedAt = call.data.now();
  return { status: 204, body: null };
}

function read<Schema extends z.ZodType>(call: Call, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(readJson(call.request));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new GraphRefusal(400, 'InvalidRequest', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

/** `/users/{id}/contacts` covers every contact of the mailbox, in any folder. */
function readResource(call: Call, resource: string): Watched {
  const parts = segmentsOf(resource);
  if (parts.length === 1 && parts[0]?.toLowerCase() === 'users') return { kind: 'users' };
  const [first = '', ...rest] = parts;
  const isOwn = first.toLowerCase() === 'me' && rest.length === 1;
  const isNamed = first.toLowerCase() === 'users' && rest.length === 2;
  if (!(isOwn || isNamed) || parts.at(-1)?.toLowerCase() !== 'contacts') {
    throw new GraphRefusal(400, 'InvalidRequest', `Resource '${resource}' is not supported.`);
  }
  const key = isOwn ? (call.caller.userId ?? '') : (rest[0] ?? '');
  const owner = findUser(call.data.model, key);
  if (!owner) throw refusals.noSuchMailboxUser(key);
  if (owner.mailbox === null) throw refusals.noMailbox();
  return { kind: 'contacts', ownerId: owner.id };
}

function readChangeTypes(watched: Watched, text: string): ChangeType[] {
  const names = text.split(',').map((name) => name.trim());
  const types = names.filter((name): name is ChangeType => CHANGE_TYPES[watched.kind].includes(name));
  if (types.length !== names.length) {
    throw new GraphRefusal(400, 'InvalidRequest', `The change type '${text}' is not supported here.`);
  }
  return types;
}

function requireAccess({ data, caller }: Call, watched: Watched): void {
  if (watched.kind === 'users') requireRole(caller, 'User.Read.All', 'Directory.Read.All');
  else requireMailboxWatch(data.model, caller, watched.ownerId);
}

function requireSubscription(call: Call): Subscription {
  const id = call.params.subscription ?? '';
  const found = call.data.subscriptions.find(id);
  if (found && isMine(call, found)) return found;
  throw new GraphRefusal(404, 'ResourceNotFound', 'The object was not found.');
}

function isMine(call: Call, { applicationId, creatorId }: Subscription): boolean {
  const { clientId, userId } = call.caller;
  return applicationId === clientId && (userId === undefined || creatorId === userId);
}

function entity(call: Call, subscription: Subscription): Record<string, unknown> {
  const fragment = context(call.request, 'subscriptions/$entity');
  return { '@odata.context': fragment, ...viewSubscription(subscription) };
}

export function viewSubscription(subscription: Subscription): Record<string, unknown> {
  return {
    id: subscription.id,
    resource: subscription.resource,
    applicationId: subscription.applicationId,
    changeType: subscription.changeTypes.join(','),
    clientState: subscription.clientState,
    notificationUrl: subscription.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl,
    // With seven decimals, as the service writes.
    expirationDateTime: new Date(subscription.expiresAt).toISOString().replace('Z', '0000Z'),
    creatorId: subscription.creatorId,
    includeResourceData: null,
    latestSupportedTlsVersion: subscription.latestSupportedTlsVersion,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
    notificationContentType: 'application/json',
  };
}
