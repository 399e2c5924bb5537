import { vi } from 'vitest';
import * as z from 'zod/mini';
import { type Company, foundCompany } from '../../tenant/company/company.ts';
import { type Fault, faultSchema } from '../../tenant/control/fault.ts';
import type { GraphTokenCheck } from '../../tenant/graph/answer.ts';
import { createGraph, type Graph } from '../../tenant/graph/graph.ts';
import { API_CLIENT_ID } from '../../tenant/ids.ts';
import { ENTRA_URL, GRAPH_URL, TENANT_ID } from '../support/settings.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The time that a mailbox takes to answer. */
const LATENCY_MS = 250;
/** Requests that Graph serves to one mailbox at once. */
const AT_ONCE = 4;
const TOKEN_SECONDS = 3599;

export interface Asked {
  atMs: number;
  path: string;
  search: string;
  /** The address in the path, if any. */
  mailbox: string;
  token: string;
  status?: number;
  answeredAtMs?: number;
  retryAfter?: string | null;
}

interface TenantSize {
  contacts: number;
  seed: number;
  /** Most items on a page, whatever the worker prefers. Graph treats that as a hint; small pages make few contacts many pages. */
  pageSize: number;
}

type Instead = (url: URL, request: Request) => Response | undefined | Promise<Response | undefined>;

/** The local tenant's Graph with an Entra beside it, in place of the isolate's `fetch`. */
export class Microsoft {
  readonly company: Company;
  readonly graph: Graph;
  /** The same tenant without delay, limits and faults, for reading the truth. */
  readonly clean: Graph;
  /** Every request to Graph, in order. */
  readonly asked: Asked[] = [];
  readonly tokenCalls: { atMs: number }[] = [];
  /** Addresses of requests to any other host. There should never be one. */
  readonly strayed: string[] = [];
  /** Most requests to one mailbox that were under way at once. */
  peak = 0;
  /** Answers in place of Entra's token endpoint. */
  tokenInstead: Instead | undefined;
  /** Answers in place of Graph. */
  graphInstead: Instead | undefined;
  /** How far Microsoft's clocks are ahead of the worker's. */
  skewMs = 0;
  readonly #time: VirtualTime;
  readonly #pageSize: number;
  #good = new Set<string>();
  #inFlight = new Map<string, number>();

  constructor(time: VirtualTime, { contacts, seed, pageSize }: TenantSize) {
    this.#time = time;
    this.#pageSize = pageSize;
    const now = () => Date.now() + this.skewMs;
    this.company = foundCompany({ contacts, seed, now });
    const app: GraphTokenCheck = { ok: true, clientId: API_CLIENT_ID, roles: [] };
    const verifyGraphToken = async (header = ''): Promise<GraphTokenCheck> =>
      this.#good.has(header) ? app : { ok: false };
    const common = { data: this.company, now, sleep: time.sleep };
    // This class measures the limits itself: the tenant would count requests of a killed worker as under way for ever.
    this.graph = createGraph({ ...common, latencyMs: LATENCY_MS, throttling: false, verifyGraphToken });
    this.clean = createGraph({
      ...common,
      latencyMs: 0,
      throttling: false,
      verifyGraphToken: async () => app,
    });
  }

  start(): void {
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
      this.#answer(new Request(input, init)),
    );
  }

  fault(fault: Record<string, unknown> & { match: Fault['match'] }): void {
    this.graph.faults.add(faultSchema.parse(fault));
  }

  /** The askers were killed: nobody waits for an answer any more. */
  forgetAskers(): void {
    this.#inFlight = new Map();
  }

  /** Makes Graph refuse every token issued so far. */
  revokeTokens(): void {
    this.#good = new Set();
  }

  /** Ends every fault. */
  heal(): void {
    this.graph.faults.clear();
    this.tokenInstead = undefined;
    this.graphInstead = undefined;
    this.skewMs = 0;
  }

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.origin === ENTRA_URL) return await this.#token(url, request);
    if (url.origin !== GRAPH_URL) {
      this.strayed.push(url.href);
      return new Response('nothing to see here', { status: 599 });
    }
    const paths = await pathsOf(url, request);
    const token = request.headers.get('authorization') ?? '';
    const all = paths.map((path): Asked => {
      const mailbox = /^\/users\/([^/]+)/.exec(path)?.[1] ?? '';
      return { atMs: Date.now(), path, search: url.search, mailbox: mailbox.toLowerCase(), token };
    });
    this.asked.push(...all);
    const response = await this.#counted(all, async () => {
      const instead = await this.graphInstead?.(url, request);
      return instead ?? (await untilAborted(request, this.graph.fetch(this.#smaller(request))));
    });
    for (const asked of all) {
      asked.status = response.status;
      asked.answeredAtMs = Date.now();
      asked.retryAfter = response.headers.get('retry-after');
    }
    return response;
  }

  async #counted<T>([first, ...others]: readonly Asked[], answer: () => Promise<T>): Promise<T> {
    const inFlight = this.#inFlight;
    const { mailbox } = first ?? { mailbox: '' };
    // Graph serves up to four parts of a batch to one mailbox at once.
    const slots = Math.min(1 + others.length, AT_ONCE);
    const count = (inFlight.get(mailbox) ?? 0) + slots;
    inFlight.set(mailbox, count);
    if (mailbox !== '') this.peak = Math.max(this.peak, count);
    try {
      return await answer();
    } finally {
      inFlight.set(mailbox, (inFlight.get(mailbox) ?? slots) - slots);
    }
  }

  #smaller(request: Request): Request {
    const headers = new Headers(request.headers);
    const prefer = headers.get('prefer') ?? '';
    headers.set('prefer', prefer.replace(/maxpagesize=\d+/, `maxpagesize=${this.#pageSize}`));
    return new Request(request, { headers });
  }

  async #token(url: URL, request: Request): Promise<Response> {
    if (url.pathname !== `/${TENANT_ID}/oauth2/v2.0/token`) throw new Error(`not expected: ${url.pathname}`);
    this.tokenCalls.push({ atMs: Date.now() });
    await this.#time.sleep(LATENCY_MS);
    const instead = await this.tokenInstead?.(url, request);
    if (instead) return instead;
    const token = crypto.randomUUID();
    this.#good.add(`Bearer ${token}`);
    return Response.json({ token_type: 'Bearer', expires_in: TOKEN_SECONDS, access_token: token });
  }
}

const batch = z.object({ requests: z.array(z.object({ url: z.string() })) });

/** Decoded paths without the API version; for a batch, the paths of its parts. */
async function pathsOf(url: URL, request: Request): Promise<string[]> {
  if (!url.pathname.endsWith('/$batch')) return [decodeURIComponent(url.pathname).replace('/v1.0', '')];
  const { requests } = batch.parse(await request.clone().json());
  return requests.map((part) => decodeURIComponent(part.url.split('?')[0] ?? ''));
}

/** Like the real `fetch`: an aborted request rejects at once. */
function untilAborted<T>({ signal }: Request, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    answer.then(resolve, reject);
  });
}
