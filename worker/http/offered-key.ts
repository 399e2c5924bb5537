import type { HonoRequest } from 'hono';

/** An API key as a request brings it, unjudged. */
export interface OfferedKey {
  readonly text: string;
  readonly isInQuery: boolean;
}

/**
 * Where devices put their key: `Authorization: Bearer`, Basic (any user, the key as password), `X-Api-Key`, or `?key=` for
 * those that know addresses alone. Undefined when `Authorization` holds something else: then that is what counts.
 */
export function offeredKey(request: HonoRequest): OfferedKey | undefined {
  const authorization = request.header('authorization');
  if (authorization !== undefined) {
    const text = /^bearer +(rc_\S*)$/i.exec(authorization)?.[1] ?? readPassword(authorization);
    return text === undefined ? undefined : { text, isInQuery: false };
  }
  const header = request.header('x-api-key');
  if (header !== undefined) return { text: header, isInQuery: false };
  const parameter = request.query('key');
  return parameter === undefined ? undefined : { text: parameter, isInQuery: true };
}

/** The password of Basic authentication where it looks like a key. */
function readPassword(authorization: string): string | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return /^[^:]*:(rc_.*)$/s.exec(atob(encoded))?.[1];
  } catch (error) {
    // Not base64 after all.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
