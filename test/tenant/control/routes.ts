/** The endpoints of the control surface. They exist here only: Microsoft's cloud has nothing like them. */
import { z } from 'zod';
import type { TenantClock } from '../clock.ts';
import { changeContact, createContact, deleteContact } from './contacts.ts';
import { addCredential, changeCredential, listCredentials, removeCredential } from './credentials.ts';
import { addMember, listGroups, listUsers, removeMember, requireUser } from './directory.ts';
import { badRequest, ControlFailure } from './failure.ts';
import { faultSchema, hasEffect } from './faults.ts';
import { changeOrgContact, createOrgContact, deleteOrgContact, listOrgContacts } from './org-contacts.ts';
import { changeUser, createUser, deleteUser } from './people.ts';
import { removePhoto, setPhoto } from './photos.ts';
import { randomFaultsSchema } from './random-faults.ts';
import { readBody } from './read-body.ts';
import {
  addDelegate,
  changePassword,
  expireRefreshTokens,
  removeDelegate,
  requireMfa,
  signIn,
  withdrawConsent,
} from './sign-in.ts';
import {
  disturbNotifications,
  listSubscriptions,
  sendLifecycleEvent,
  tellNotifications,
} from './subscriptions.ts';
import type { TenantParts } from './tenant-parts.ts';
import { writeTruth } from './truth.ts';

const SYNC_TIMEOUT_MS = 120_000;

export interface ControlAnswer {
  status: number;
  /** A generator is written piece by piece, as JSON text. */
  body: unknown;
}

export interface ControlRequest {
  /** Segments of the path, decoded. */
  segments: string[];
  query: URLSearchParams;
  body: unknown;
}

type Handler = (parts: TenantParts, request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;

const ok = (body: unknown): ControlAnswer => ({ status: 200, body });
const done: ControlAnswer = { status: 204, body: null };

/** By method and first segment with the number of segments. */
const HANDLERS: Record<string, Handler> = {
  'GET truth 1': ({ sources, graph }, { query }) =>
    ok(writeTruth(sources, graph.data.mailboxes, query.get('mailbox'))),
  'POST token 1': issueToken,
  'POST contacts 1': (parts, { body }) => ({ status: 201, body: createContact(parts, body) }),
  'PATCH contacts 2': (parts, { segments, body }) => ok(changeContact(parts, segments[1] ?? '', body)),
  'DELETE contacts 2': (parts, { segments }) => {
    deleteContact(parts, segments[1] ?? '');
    return done;
  },
  'GET credentials 1': (parts, { query }) => ok(listCredentials(parts, query.get('app'))),
  'POST credentials 1': (parts, { body }) => ({ status: 201, body: addCredential(parts, body) }),
  'PATCH credentials 2': (parts, { segments, body }) => ok(changeCredential(parts, segments[1] ?? '', body)),
  'DELETE credentials 2': (parts, { segments }) => {
    removeCredential(parts, segments[1] ?? '');
    return done;
  },
  'POST sign-in 1': async (parts, { body }) => ok(await signIn(parts, body)),
  'POST consents 2': (parts, { segments, body }) => {
    requireSegment(segments, 1, 'withdraw');
    withdrawConsent(parts, body);
    return done;
  },
  'POST refresh-tokens 2': (parts, { segments, body }) => {
    requireSegment(segments, 1, 'expire');
    expireRefreshTokens(parts, body);
    return done;
  },
  'POST password 1': (parts, { body }) => {
    changePassword(parts, body);
    return done;
  },
  'POST mfa 1': (parts, { body }) => {
    requireMfa(parts, body);
    return done;
  },
  'POST mailboxes 3': (parts, { segments, body }) => {
    requireSegment(segments, 2, 'delegates');
    addDelegate(parts, segments[1] ?? '', body);
    return done;
  },
  'DELETE mailboxes 4': (parts, { segments }) => {
    requireSegment(segments, 2, 'delegates');
    removeDelegate(parts, segments[1] ?? '', segments[3] ?? '');
    return done;
  },
  'POST contacts 3': (parts, { segments, body }) => {
    requireSegment(segments, 2, 'photo');
    setPhoto(parts, 'contacts', segments[1] ?? '', body);
    return done;
  },
  'DELETE contacts 3': (parts, { segments, query }) => {
    requireSegment(segments, 2, 'photo');
    removePhoto(parts, 'contacts', segments[1] ?? '', query.get('answer'));
    return done;
  },
  'POST users 3': (parts, { segments, body }) => {
    requireSegment(segments, 2, 'photo');
    setPhoto(parts, 'users', segments[1] ?? '', body);
    return done;
  },
  'DELETE users 3': (parts, { segments, query }) => {
    requireSegment(segments, 2, 'photo');
    removePhoto(parts, 'users', segments[1] ?? '', query.get('answer'));
    return done;
  },
  'GET users 1': (parts) => ok(listUsers(parts)),
  'POST users 1': (parts, { body }) => ({ status: 201, body: createUser(parts, body) }),
  'PATCH users 2': (parts, { segments, body }) => ok(changeUser(parts, segments[1] ?? '', body)),
  'DELETE users 2': (parts, { segments, query }) => {
    deleteUser(parts, segments[1] ?? '', query.get('permanent') === 'true');
    return done;
  },
  'GET org-contacts 1': (parts) => ok(listOrgContacts(parts)),
  'POST org-contacts 1': (parts, { body }) => ({ status: 201, body: createOrgContact(parts, body) }),
  'PATCH org-contacts 2': (parts, { segments, body }) => ok(changeOrgContact(parts, segments[1] ?? '', body)),
  'DELETE org-contacts 2': (parts, { segments }) => {
    deleteOrgContact(parts, segments[1] ?? '');
    return done;
  },
  'GET groups 1': (parts) => ok(listGroups(parts)),
  'POST groups 3': (parts, { segments, body }) => {
    requireSegment(segments, 2, 'members');
    addMember(parts, segments[1] ?? '', body);
    return done;
  },
  'DELETE groups 4': (parts, { segments }) => {
    requireSegment(segments, 2, 'members');
    removeMember(parts, segments[1] ?? '', segments[3] ?? '');
    return done;
  },
  'POST faults 1': addFault,
  'GET faults 1': ({ faults }) => ok({ faults: faults.list(), random: faults.random.current() ?? null }),
  'POST faults 2': startRandomFaults,
  'DELETE faults 2': ({ faults }, { segments }) => {
    requireSegment(segments, 1, 'random');
    faults.random.stop();
    return done;
  },
  'DELETE faults 1': ({ faults }) => {
    faults.clear();
    return done;
  },
  'GET clock 1': ({ clock }) => ok(tellTime(clock)),
  'POST clock 1': advanceClock,
  'GET subscriptions 1': (parts) => ok(listSubscriptions(parts)),
  'POST subscriptions 3': (parts, { segments, body }) => {
    requireSegment(segments, 2, 'lifecycle');
    sendLifecycleEvent(parts, segments[1] ?? '', body);
    return done;
  },
  'GET notifications 1': (parts) => ok(tellNotifications(parts)),
  'POST notifications 1': (parts, { body }) => ok(disturbNotifications(parts, body)),
  'POST notifications 2': async (parts, { segments }) => {
    requireSegment(segments, 1, 'settle');
    await parts.graph.data.notifications.settled();
    return ok(tellNotifications(parts));
  },
  'POST forget-delta-tokens 1': ({ graph }) => {
    graph.forgetDeltaTokens();
    return done;
  },
  'GET requests 1': (parts) => ok(countRequests(parts)),
  'DELETE requests 1': (parts) => {
    parts.graph.counts.clear();
    parts.graph.throttle.clearPeaks();
    for (const name of Object.keys(parts.entra.requests)) Reflect.set(parts.entra.requests, name, 0);
    return done;
  },
  'POST sync 1': runSync,
};

export async function answerControl(
  parts: TenantParts,
  method: string,
  request: ControlRequest,
): Promise<ControlAnswer> {
  const { segments } = request;
  const handler = HANDLERS[`${method} ${segments[0]} ${segments.length}`];
  if (!handler) throw new ControlFailure(404, 'not_found', `There is no ${method} /${segments.join('/')}.`);
  return await handler(parts, request);
}

function requireSegment(segments: string[], at: number, name: string): void {
  if (segments[at] !== name)
    throw new ControlFailure(404, 'not_found', `There is no /${segments.join('/')}.`);
}

const tokenSchema = z.union([
  z.strictObject({ user: z.string() }),
  z.strictObject({
    claims: z.record(z.string(), z.unknown()),
    header: z.record(z.string(), z.unknown()).optional(),
  }),
]);

async function issueToken(parts: TenantParts, { body }: ControlRequest): Promise<ControlAnswer> {
  const input = tokenSchema.safeParse(body).data;
  if (!input) throw badRequest('Send {"user": "<address>"} or {"claims": {…}, "header": {…}}.');
  const token =
    'user' in input
      ? await parts.entra.issueUserToken(requireUser(parts, input.user).userPrincipalName)
      : await parts.entra.issueToken(input.claims, input.header);
  return ok({ token });
}

function addFault({ faults }: TenantParts, { body }: ControlRequest): ControlAnswer {
  const fault = readBody(faultSchema, body);
  if (!hasEffect(fault)) throw badRequest('A fault needs an effect, e.g. status, drop, delayMs or page.');
  faults.add(fault);
  return { status: 201, body: fault };
}

function startRandomFaults({ faults }: TenantParts, { segments, body }: ControlRequest): ControlAnswer {
  requireSegment(segments, 1, 'random');
  const order = readBody(randomFaultsSchema, body);
  faults.random.start(order);
  return { status: 201, body: order };
}

const advanceSchema = z.strictObject({
  advanceSeconds: z
    .number()
    .min(0)
    .max(10 * 365 * 86_400),
});

function advanceClock({ clock }: TenantParts, { body }: ControlRequest): ControlAnswer {
  clock.advance(readBody(advanceSchema, body).advanceSeconds);
  return ok(tellTime(clock));
}

function tellTime(clock: TenantClock): unknown {
  return { now: new Date(clock.now()).toISOString() };
}

function countRequests({ graph, entra }: TenantParts): unknown {
  return { graph: graph.counts.all(), entra: { ...entra.requests }, peakConcurrency: graph.throttle.peaks() };
}

async function runSync(parts: TenantParts): Promise<ControlAnswer> {
  if (!parts.sync) throw new ControlFailure(409, 'no_worker', 'No worker is attached to this tenant.');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const failure = new ControlFailure(
      504,
      'sync_timeout',
      'The worker did not finish its sync within 120 seconds.',
    );
    timer = setTimeout(() => reject(failure), SYNC_TIMEOUT_MS);
  });
  try {
    return ok((await Promise.race([parts.sync(), late])) ?? null);
  } catch (error) {
    if (error instanceof ControlFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ControlFailure(502, 'sync_failed', `The sync ended in an error: ${reason}`);
  } finally {
    clearTimeout(timer);
  }
}
