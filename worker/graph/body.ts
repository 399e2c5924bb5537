import { GraphError, type GraphErrorCode } from './graph-error.ts';
import { graphErrorBody } from './schemas.ts';

/** A page of 500 contacts with long notes stays far below this. A Worker has 128 MB of memory. */
const MAX_BODY_BYTES = 24 * 1024 * 1024;

/**
 * The body of an answer as JSON; undefined when it is not JSON (empty, HTML, cut short). Throws `answer_too_large`, and
 * `graph_unavailable` when the body breaks off or has not ended by the deadline.
 */
export async function readJson(response: Response, deadline?: AbortSignal): Promise<unknown> {
  const text = await readText(response, deadline);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

async function readText(response: Response, deadline: AbortSignal | undefined): Promise<string> {
  if (Number(response.headers.get('content-length')) > MAX_BODY_BYTES)
    throw new GraphError('answer_too_large');
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  const reader = response.body.getReader();
  const tooLate = ended(deadline);
  for (;;) {
    let piece: ReadableStreamReadResult<Uint8Array>;
    try {
      piece = await Promise.race([reader.read(), tooLate]);
    } catch (cause) {
      await reader.cancel().catch(() => {});
      throw new GraphError('graph_unavailable', { status: response.status, cause });
    }
    if (piece.done) return text + decoder.decode();
    length += piece.value.byteLength;
    if (length > MAX_BODY_BYTES) {
      await reader.cancel().catch(() => {});
      throw new GraphError('answer_too_large', { status: response.status });
    }
    text += decoder.decode(piece.value, { stream: true });
  }
}

/** Rejects at the deadline. */
function ended(deadline: AbortSignal | undefined): Promise<never> {
  const end = new Promise<never>((_resolve, reject) => {
    if (deadline?.aborted) reject(deadline.reason);
    deadline?.addEventListener('abort', () => reject(deadline.reason), { once: true });
  });
  // The body may have ended before the deadline: nobody handles the rejection then.
  end.catch(() => {});
  return end;
}

const RESYNC = new Set([
  'syncstatenotfound',
  'syncstateinvalid',
  'resyncrequired',
  'errorinvalidsyncstatedata',
]);
const NO_MAILBOX = new Set([
  'mailboxnotenabledforrestapi',
  'resourcenotfound',
  'errorinvaliduser',
  'errornonexistentmailbox',
  'request_resourcenotfound',
]);
const THROTTLED = new Set([
  'applicationthrottled',
  'toomanyrequests',
  'activitylimitreached',
  'throttledrequest',
]);

/** The error in an answer, or in a part of a batch; undefined for a success. `body` is the result of `readJson`. */
export function errorOf(
  response: Pick<Response, 'ok' | 'status' | 'headers'>,
  body: unknown,
  retryAfterSeconds: number | undefined,
): GraphError | undefined {
  const parsed = graphErrorBody.safeParse(body);
  // Graph sometimes answers 200 with an error object. The body is right then.
  if (response.ok && !parsed.success) return undefined;
  const graphCode = parsed.success ? parsed.data.error.code : undefined;
  const details = {
    status: response.status,
    ...(graphCode !== undefined && { graphCode }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    graphRequestId: response.headers.get('request-id') ?? '',
  };
  return new GraphError(codeOf(response.status, graphCode?.toLowerCase() ?? '', retryAfterSeconds), details);
}

function codeOf(status: number, graphCode: string, retryAfterSeconds: number | undefined): GraphErrorCode {
  // Graph sends PascalCase where its documentation has camelCase, and 40x where that has 410.
  if (RESYNC.has(graphCode) || status === 410) return 'sync_state_lost';
  if (status === 429 || THROTTLED.has(graphCode)) return 'graph_throttled';
  if (status >= 500)
    return retryAfterSeconds !== undefined && status !== 500 ? 'graph_throttled' : 'graph_unavailable';
  if (status === 401) return 'graph_unauthorised';
  if (status === 403) return 'access_denied';
  if (status === 404) return NO_MAILBOX.has(graphCode) ? 'mailbox_not_found' : 'not_found';
  // 424: Graph did not try this part of a batch, because another part was throttled.
  if (status === 408 || status === 424) return 'graph_unavailable';
  if (status >= 300 && status < 400) return 'redirected';
  return status < 400 ? 'graph_unavailable' : 'graph_refused';
}
