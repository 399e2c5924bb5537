/** A Graph request and its answer, apart from HTTP: `$batch` makes them too. */

import { toBytes } from './encoding.ts';

export interface GraphRequest {
  method: string;
  /** Host and prefix the request came by, e.g. `http://127.0.0.1:8444/v1.0`; links continue with it. */
  base: string;
  /** Below the prefix, still percent-encoded, with a leading slash. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Damage to the bytes of an answer, apart from its content. */
export interface WireFault {
  bytes?: 'bom' | 'invalid-utf8' | 'truncated' | undefined;
  /** Milliseconds from byte to byte. */
  dripMs?: number | undefined;
  dropAfterBytes?: number | undefined;
}

export interface GraphResponse {
  status: number;
  headers?: Record<string, string>;
  /** Bytes are answered as they are; anything else as JSON; null is an empty body. */
  body: unknown;
  /** Damage on the line. */
  wire?: WireFault;
}

/** The app or person that asks, as Entra's token says. */
export interface Caller {
  clientId: string;
  /** Application roles, or the scopes of a delegated token. */
  roles: string[];
  userId?: string | undefined;
}

export function ok(body: unknown, headers: Record<string, string> = {}): GraphResponse {
  return { status: 200, headers, body };
}

/** The answer to `/$count`. */
export function plainText(text: string): GraphResponse {
  return ok(toBytes(text), { 'Content-Type': 'text/plain' });
}

const decoder = new TextDecoder();

export function readJson(request: GraphRequest): unknown {
  try {
    return JSON.parse(decoder.decode(request.body));
  } catch {
    return undefined;
  }
}
