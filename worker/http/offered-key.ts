import type { HonoRequest } from 'hono';

/** An API key as a request brings it, unchecked. */
export interface OfferedKey {
  readonly text: string;
  readonly isInQuery: boolean;
}

/**
 * Reads the API key of a request: from `Authorization: Bearer`, Basic (any user, the key as password), `X-Api-Key`, or
 * `?key=` for devices that can set only an address. Undefined when `Authorization` holds something else, which then counts.
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

/** The password of Basic authentication, if it looks like a key. */
function readPassword(authorization: string): string | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return /^[^:]*:(rc_.*)$/s.exec(atob(encoded))?.[1];
  } catch (error) {
    // The text is not valid base64.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
