import { errorOf } from './body.ts';
import { GraphError } from './graph-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { batchPartAnswer } from './schemas.ts';

/** Most parts of one batch; Graph refuses more. */
export const MAX_BATCH_PARTS = 20;
/** Wait after a throttled request whose answer named none. */
export const DEFAULT_WAIT_SECONDS = 30;

/** Graph's answer to one part of a batch. */
export type PartAnswer =
  | {
      readonly kind: 'answered';
      /** Parsed JSON, or the bytes of any other content. */
      readonly body: unknown;
      readonly etag: string | undefined;
    }
  | { readonly kind: 'refused'; readonly error: GraphError }
  /** Throttled, broken off or left out: the part may be tried again. */
  | { readonly kind: 'not-answered'; readonly error: GraphError };

/** The body of a batch of GETs. `urls` are relative to the API version: they omit `/v1.0`. */
export function batchBody(urls: readonly string[]): object {
  const headers = { Prefer: 'IdType="ImmutableId"' };
  return { requests: urls.map((url, i) => ({ id: String(i), method: 'GET', url, headers })) };
}

/** One answer per part, in the order of the parts; Graph answers in any order. */
export function readBatch(
  responses: readonly unknown[],
  count: number,
  outer: Headers,
  nowMs: number,
): PartAnswer[] {
  const answers = new Map<string, PartAnswer>();
  for (const response of responses) {
    const part = batchPartAnswer.safeParse(response);
    if (!part.success || answers.has(part.data.id)) continue;
    const { id, status, body } = part.data;
    answers.set(id, readPart(status, headersOf(part.data.headers ?? {}, outer), body, nowMs));
  }
  return Array.from(
    { length: count },
    (_, i) => answers.get(String(i)) ?? { kind: 'not-answered', error: new GraphError('graph_unavailable') },
  );
}

/**
 * The answer after the last try. A lasting 500 is a fault of that one item (`ErrorCorruptData`); waiting does not help.
 */
export function settled(answer: PartAnswer): PartAnswer {
  const isItemFault = answer.kind === 'not-answered' && answer.error.status === 500;
  return isItemFault ? { kind: 'refused', error: answer.error } : answer;
}

/** Of the errors of unanswered parts, the one that asks for the longest wait. */
export function longestRefusal(answers: readonly PartAnswer[]): GraphError | undefined {
  const refusals = answers.flatMap((answer) => (answer.kind === 'not-answered' ? answer.error : []));
  return refusals.sort((a, b) => weight(b) - weight(a))[0];
}

function weight({ code, retryAfterSeconds }: GraphError): number {
  // A throttled part that names no wait counts with the default one.
  return retryAfterSeconds ?? (code === 'graph_throttled' ? DEFAULT_WAIT_SECONDS : 0);
}

function readPart(status: number, headers: Headers, body: unknown, nowMs: number): PartAnswer {
  const answer = { ok: status >= 200 && status < 300, status, headers };
  const error = errorOf(answer, body, readRetryAfter(headers, nowMs));
  if (error) {
    const isWorthATry = error.code === 'graph_throttled' || error.isTransient;
    return { kind: isWorthATry ? 'not-answered' : 'refused', error };
  }
  const etag = headers.get('etag') ?? undefined;
  if (typeof body !== 'string') return { kind: 'answered', body, etag };
  // JSON arrives parsed; any other content arrives as base64, whatever its Content-Type (docs-contrib#4098).
  const bytes = fromBase64(body);
  if (bytes) return { kind: 'answered', body: bytes, etag };
  return { kind: 'refused', error: new GraphError('answer_unreadable', { status }) };
}

const READ_HEADERS = ['retry-after', 'date', 'etag', 'request-id'];

/** Keeps only headers that are used: `Headers` throws on invalid names and values. A part without `Date` has the batch's. */
function headersOf(given: Readonly<Record<string, string>>, outer: Headers): Headers {
  const headers = new Headers();
  const date = outer.get('date');
  if (date !== null) headers.set('date', date);
  for (const [name, value] of Object.entries(given)) {
    const isRead = READ_HEADERS.includes(name.toLowerCase()) && /^[\t\x20-\x7e]*$/.test(value);
    if (isRead) headers.set(name, value);
  }
  return headers;
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
