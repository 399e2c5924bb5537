/** Takes a request through count, fault, token, throttle and route, in Graph's order. */

import type { Fault, PageChange } from '../control/fault.ts';
import { answerOf } from '../control/fault-answer.ts';
import type { Faults } from '../control/faults.ts';
import { findUser } from '../model.ts';
import { answerBatch } from './batch.ts';
import type { GraphData } from './call.ts';
import type { DirectoryThrottle } from './directory-throttle.ts';
import { GraphRefusal, refusals, refuse } from './errors.ts';
import type { Caller, GraphRequest, GraphResponse } from './message.ts';
import { PageChanges, selfUrl } from './page-changes.ts';
import { readPreferences } from './query.ts';
import type { RequestCounts } from './request-counts.ts';
import { findRoute, type Match, segmentsOf } from './router.ts';
import { routes } from './routes/all.ts';
import type { Sleep } from './sleep.ts';
import type { Throttle } from './throttle.ts';
import { DroppedConnection } from './wire.ts';

export type GraphTokenCheck =
  | {
      ok: true;
      clientId: string;
      roles: string[];
      userId?: string | undefined;
      scopes?: string[] | undefined;
    }
  | { ok: false };

export interface Pipeline {
  data: GraphData;
  faults: Faults;
  throttle: Throttle;
  directoryThrottle: DirectoryThrottle;
  counts: RequestCounts;
  /** How long a mailbox takes to answer: without it no two requests would ever be in flight together. */
  latencyMs: number;
  now: () => number;
  sleep: Sleep;
  verifyGraphToken: (authorization: string | undefined) => Promise<GraphTokenCheck>;
}

export async function answer(pipeline: Pipeline, request: GraphRequest): Promise<GraphResponse> {
  try {
    const response = await attempt(pipeline, request);
    const applied = request.headers.prefer;
    return applied
      ? { ...response, headers: { 'Preference-Applied': applied, ...response.headers } }
      : response;
  } catch (error) {
    if (error instanceof GraphRefusal)
      return refuse(error, pipeline.now(), request.headers['client-request-id']);
    throw error;
  }
}

async function attempt(pipeline: Pipeline, request: GraphRequest): Promise<GraphResponse> {
  const isBatch = request.path.toLowerCase() === '/$batch';
  const match = isBatch ? undefined : findOrRefuse(pipeline, request);
  pipeline.counts.count(request.method, isBatch ? '/$batch' : (match?.route.template ?? '(unknown)'));
  const { faults } = pipeline;
  const fault = faults.match(request.method, request.path, request.query.toString()) ?? faults.random.next();
  return await (fault
    ? answerUnderFault(pipeline, request, match, fault)
    : answerTruly(pipeline, request, match));
}

/** The progress of each page fault. */
const pageChanges = new WeakMap<PageChange, PageChanges>();

async function answerUnderFault(
  pipeline: Pipeline,
  request: GraphRequest,
  match: Match | undefined,
  fault: Fault,
): Promise<GraphResponse> {
  if (fault.delayMs) await pipeline.sleep(fault.delayMs);
  if (fault.drop) throw new DroppedConnection();
  const { page, bytes, dripMs, dropAfterBytes } = fault;
  const wire = { bytes, dripMs, dropAfterBytes };
  const instead = answerOf(fault, pipeline.now(), selfUrl(request));
  if (instead) return { ...instead, wire };
  if (!page) return { ...(await answerTruly(pipeline, request, match)), wire };
  const changes = pageChanges.get(page) ?? new PageChanges();
  pageChanges.set(page, changes);
  return { ...(await changes.apply(page, request, (real) => answerTruly(pipeline, real, match))), wire };
}

async function answerTruly(
  pipeline: Pipeline,
  request: GraphRequest,
  match: Match | undefined,
): Promise<GraphResponse> {
  const caller = await requireCaller(pipeline, request);
  if (!match) return await batch(pipeline, request);
  const params = withOneself(match.params, caller);
  const call = {
    request,
    params,
    caller,
    preferences: readPreferences(request),
    data: pipeline.data,
  };
  if (match.route.workload === 'directory') {
    const headers = pipeline.directoryThrottle.charge(caller.clientId, match.route.template, request);
    const response = await match.route.answer(call);
    return { ...response, headers: { ...headers, ...response.headers } };
  }
  const leave = pipeline.throttle.enter(caller.clientId, mailboxKey(pipeline, params));
  try {
    if (pipeline.latencyMs > 0) await pipeline.sleep(pipeline.latencyMs);
    return await match.route.answer(call);
  } finally {
    leave();
  }
}

async function batch(pipeline: Pipeline, request: GraphRequest): Promise<GraphResponse> {
  if (request.method !== 'POST') throw refusals.methodNotAllowed();
  return await answerBatch(
    request,
    async (part) => {
      if (part.path.toLowerCase() === '/$batch')
        throw refusals.badRequest('Nested batch requests are not supported.');
      try {
        return await answer(pipeline, part);
      } catch (error) {
        if (error instanceof DroppedConnection) return { status: 504, body: null };
        throw error;
      }
    },
    (part) => mailboxOfPath(pipeline, part.path),
  );
}

/** The mailbox in whose queue a part of a batch waits; parts without a mailbox share one queue. */
function mailboxOfPath(pipeline: Pipeline, path: string): string {
  try {
    const [first = '', user = ''] = segmentsOf(path);
    if (first.toLowerCase() === 'me') return 'me';
    return first.toLowerCase() === 'users' ? mailboxKey(pipeline, { user }) : '';
  } catch (error) {
    // An unreadable path is refused when its part's turn comes.
    if (error instanceof GraphRefusal) return '';
    throw error;
  }
}

function findOrRefuse(pipeline: Pipeline, request: GraphRequest): Match {
  try {
    return findRoute(routes, request.method, request.path.replace(/^\/me(?=\/|$)/i, '/users/me'));
  } catch (error) {
    pipeline.counts.count(request.method, '(unknown)');
    throw error;
  }
}

async function requireCaller(pipeline: Pipeline, request: GraphRequest): Promise<Caller> {
  const { authorization } = request.headers;
  if (!authorization) throw refusals.missingToken();
  const checked = await pipeline.verifyGraphToken(authorization);
  if (!checked.ok) throw refusals.invalidToken();
  const { clientId, userId } = checked;
  return { clientId, userId, roles: userId === undefined ? checked.roles : (checked.scopes ?? []) };
}

/** `/me` stands for the person who signed in. */
function withOneself(params: Match['params'], { userId }: Caller): Match['params'] {
  if (params.user?.toLowerCase() !== 'me') return params;
  if (userId === undefined)
    throw refusals.badRequest('/me request is only valid with delegated authentication flow.');
  return { ...params, user: userId };
}

/** One key per mailbox, however the path names it. */
function mailboxKey(pipeline: Pipeline, params: Match['params']): string {
  const key = params.user ?? '';
  return (findUser(pipeline.data.model, key)?.mail ?? key).toLowerCase();
}
