/** The fake Microsoft Graph without a socket: it runs in Node and in workerd. */
import { Faults } from '../control/faults.ts';
import { announceContact, announceUser } from './announce.ts';
import { answer, type GraphTokenCheck, type Pipeline } from './answer.ts';
import type { GraphData } from './call.ts';
import { DeltaTokens } from './delta-tokens.ts';
import { DirectoryLog } from './directory-log.ts';
import { DirectoryThrottle } from './directory-throttle.ts';
import { answerFetch } from './fetch.ts';
import type { SendRequest } from './handshake.ts';
import type { GraphRequest, GraphResponse } from './message.ts';
import { Notifications } from './notifications.ts';
import { RequestCounts } from './request-counts.ts';
import { observeDirectory } from './routes/directory-delta.ts';
import { realSleep, type Sleep } from './sleep.ts';
import { Subscriptions } from './subscriptions.ts';
import { Throttle } from './throttle.ts';

export interface GraphOptions {
  data: Pick<GraphData, 'model' | 'mailboxes' | 'orgContacts'>;
  verifyGraphToken: (authorization: string | undefined) => Promise<GraphTokenCheck>;
  /** Default true; peaks are measured either way. */
  throttling?: boolean;
  /** Default 2. */
  latencyMs?: number;
  faults?: Faults;
  /** Milliseconds since the epoch; default the machine's time. */
  now?: () => number;
  /** Default real time; a test in virtual time brings its own. */
  sleep?: Sleep;
  /** Sends the notifications; default the global `fetch`. */
  send?: SendRequest;
}

export interface Graph {
  data: GraphData;
  faults: Faults;
  counts: RequestCounts;
  throttle: Throttle;
  now: () => number;
  sleep: Sleep;
  /** Every delta token issued so far, or each of one collection, answers 410. */
  forgetDeltaTokens: (scope?: string) => void;
  /** Looks at the model and reports its changes; every delta request does so too. */
  observeDirectory: () => void;
  answer: (request: GraphRequest) => Promise<GraphResponse>;
  /** Replaces the global `fetch`, for any host. Rejects with a TypeError for a dropped connection. */
  fetch: (request: Request) => Promise<Response>;
}

export function createGraph(options: GraphOptions): Graph {
  const { now = () => Date.now(), sleep = realSleep, send = (request) => fetch(request) } = options;
  const { throttling = true } = options;
  const tokens = new DeltaTokens(now);
  const data: GraphData = {
    ...options.data,
    tokens,
    userLog: new DirectoryLog((event) => announceUser(data, event)),
    orgContactLog: new DirectoryLog(),
    subscriptions: new Subscriptions(now),
    notifications: new Notifications(send, sleep),
    send,
    now,
  };
  observeDirectory(data);
  data.mailboxes.listen((change) => announceContact(data, change));
  const pipeline: Pipeline = {
    data,
    faults: options.faults ?? new Faults(),
    throttle: new Throttle(throttling, now),
    directoryThrottle: new DirectoryThrottle(throttling, now, () => data.model.users.size),
    counts: new RequestCounts(),
    latencyMs: options.latencyMs ?? 2,
    now,
    sleep,
    verifyGraphToken: options.verifyGraphToken,
  };
  const { faults, counts, throttle } = pipeline;
  const graph: Graph = {
    data,
    faults,
    counts,
    throttle,
    now,
    sleep,
    forgetDeltaTokens: (scope) => tokens.forget(scope),
    observeDirectory: () => observeDirectory(data),
    answer: (request) => answer(pipeline, request),
    fetch: (request) => answerFetch(graph, request),
  };
  return graph;
}
