/** Graph's check that the subscriber really answers at the address that it gave. */
import { GraphRefusal } from './errors.ts';

export type SendRequest = (request: Request) => Promise<Response>;

const PATIENCE_MS = 10_000;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Throws 400. Microsoft takes https only; here an address on this machine may be http. */
export function requireNotificationUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:') return;
  if (url?.protocol === 'http:' && LOOPBACK.test(url.hostname)) return;
  throw new GraphRefusal(400, 'InvalidRequest', 'The notification URL must be an absolute https address.');
}

/** The endpoint must answer with the token in plain text within ten seconds; throws 400. */
export async function requireValidEndpoint(url: string, send: SendRequest): Promise<void> {
  // Spaces and colons as in Graph's own tokens reveal a client that forgets to decode.
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${crypto.randomUUID()}`;
  const address = `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams({ validationToken: token })}`;
  const problem = await problemOf(address, token, send);
  if (problem) {
    throw new GraphRefusal(400, 'ValidationError', `Subscription validation request failed. ${problem}`);
  }
}

async function problemOf(address: string, token: string, send: SendRequest): Promise<string | undefined> {
  try {
    const response = await send(
      new Request(address, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    );
    const text = await response.text();
    if (response.status !== 200)
      return 'Notification endpoint must respond with 200 OK to validation request.';
    const isPlain = response.headers.get('content-type')?.toLowerCase().startsWith('text/plain');
    return isPlain && text === token
      ? undefined
      : 'Response must exactly match validationToken query parameter.';
  } catch {
    // No answer, or a late one: Graph makes no difference.
    return 'The request was timed out or the connection failed.';
  }
}
