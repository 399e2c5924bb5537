/** `$batch`: up to 20 requests in one; each is throttled, refused and answered on its own. */
import { z } from 'zod';
import { fromBase64, toBase64, toBytes } from './encoding.ts';
import { refusals } from './errors.ts';
import type { GraphRequest, GraphResponse } from './message.ts';
import { ok, readJson } from './message.ts';

const MOST_PARTS = 20;
/** Graph releases at most four parts at a time to one mailbox. */
const PARTS_AT_ONCE = 4;

const batchSchema = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
      dependsOn: z.array(z.string()).optional(),
    }),
  ),
});
type Part = z.infer<typeof batchSchema>['requests'][number];

interface PartAnswer {
  id: string;
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export async function answerBatch(
  request: GraphRequest,
  answer: (part: GraphRequest) => Promise<GraphResponse>,
  mailboxOf: (part: GraphRequest) => string,
): Promise<GraphResponse> {
  const parts = batchSchema.safeParse(readJson(request)).data?.requests;
  if (!parts || parts.length === 0) throw refusals.badRequest('Invalid batch payload format.');
  if (parts.length > MOST_PARTS) {
    throw refusals.badRequest(`Number of batch request steps exceeds the maximum value of ${MOST_PARTS}.`);
  }
  requireSoundIds(parts);
  const requests = new Map(parts.map((part) => [part, toRequest(request, part)]));
  const running = new Map<string, Promise<PartAnswer>>();
  const responses: PartAnswer[] = [];
  const gates = new Map<string, Gate>();
  for (const [part, asked] of requests) {
    const before = (part.dependsOn ?? []).flatMap((id) => running.get(id) ?? []);
    const run = async (): Promise<PartAnswer> => {
      const isBlocked = (await Promise.all(before)).some((earlier) => earlier.status >= 400);
      if (isBlocked) return failedDependency(part.id);
      const key = mailboxOf(asked);
      const gate = gates.get(key) ?? new Gate(PARTS_AT_ONCE);
      gates.set(key, gate);
      return toPart(part.id, await gate.run(() => answer(asked)));
    };
    const runAndCollect = async (): Promise<PartAnswer> => {
      const done = await run();
      // In order of completion: clients must match by id.
      responses.push(done);
      return done;
    };
    running.set(part.id, runAndCollect());
  }
  await Promise.all(running.values());
  return ok({ responses });
}

function requireSoundIds(parts: Part[]): void {
  const seen = new Set<string>();
  for (const part of parts) {
    if (seen.has(part.id)) throw refusals.badRequest(`Duplicate request id '${part.id}' in the batch.`);
    if (part.dependsOn?.some((id) => !seen.has(id))) {
      throw refusals.badRequest(`Request '${part.id}' depends on a request that is not before it.`);
    }
    if (part.body !== undefined && part.body !== null && !findHeader(part, 'content-type')) {
      throw refusals.badRequest(
        `Write request id '${part.id}' does not contain Content-Type header or body.`,
      );
    }
    seen.add(part.id);
  }
}

function findHeader(part: Part, name: string): string | undefined {
  return Object.entries(part.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

function toRequest(outer: GraphRequest, part: Part): GraphRequest {
  const [path = '', query = ''] = part.url.split('?', 2);
  const headers: Record<string, string> = {};
  if (outer.headers.authorization !== undefined) headers.authorization = outer.headers.authorization;
  for (const [name, value] of Object.entries(part.headers ?? {})) headers[name.toLowerCase()] = value;
  return {
    method: part.method.toUpperCase(),
    base: outer.base,
    path: path.startsWith('/') ? path : `/${path}`,
    query: new URLSearchParams(query),
    headers,
    body: bodyBytes(part.body),
  };
}

/** A string is base64 of a binary body. */
function bodyBytes(body: unknown): Uint8Array {
  if (typeof body !== 'string')
    return body === undefined || body === null ? new Uint8Array() : toBytes(JSON.stringify(body));
  const bytes = fromBase64(body);
  if (!bytes) throw refusals.badRequest('Invalid batch payload format.');
  return bytes;
}

function toPart(id: string, response: GraphResponse): PartAnswer {
  const headers = { 'Content-Type': 'application/json', ...response.headers };
  const body = response.body instanceof Uint8Array ? toBase64(response.body) : response.body;
  return { id, status: response.status, headers, body };
}

function failedDependency(id: string): PartAnswer {
  const error = { code: 'FailedDependency', message: 'A request that this one depends on has failed.' };
  return { id, status: 424, headers: { 'Content-Type': 'application/json' }, body: { error } };
}

/** Lets a fixed number run at once; the rest wait in order. */
class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(width: number) {
    this.#free = width;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free--;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
