/** An answer as it goes over the line, for a socket and for `fetch` alike. Pure. */
import { toBytes } from './encoding.ts';
import type { GraphResponse, WireFault } from './message.ts';
import type { Sleep } from './sleep.ts';

const JSON_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** A lead byte without its continuation byte. */
const INVALID_UTF8 = [0xc3, 0x28];

/** The connection is to be reset instead of answered. */
export class DroppedConnection extends Error {}

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

export function toWire(response: GraphResponse, nowMs: number): WireAnswer {
  const requestId = crypto.randomUUID();
  const isJson = response.body !== null && !(response.body instanceof Uint8Array);
  const headers: Record<string, string> = {
    Date: new Date(nowMs).toUTCString(),
    'request-id': requestId,
    'client-request-id': requestId,
    ...(isJson ? { 'Content-Type': JSON_TYPE } : {}),
    ...response.headers,
  };
  const body = spoil(bytesOf(response.body), response.wire?.bytes);
  return { status: response.status, headers, body };
}

function bytesOf(body: unknown): Uint8Array {
  if (body === null) return new Uint8Array();
  return body instanceof Uint8Array ? body : toBytes(JSON.stringify(body));
}

function spoil(body: Uint8Array, fault: WireFault['bytes']): Uint8Array {
  if (fault === 'bom') return Uint8Array.from([...BYTE_ORDER_MARK, ...body]);
  if (fault === 'truncated') return body.subarray(0, body.length >> 1);
  if (fault !== 'invalid-utf8') return body;
  // Inside the first name, so that everything else can still be read.
  const name = '"displayName":"';
  const at = new TextDecoder('latin1').decode(body).indexOf(name);
  const position = at < 0 ? body.length : at + name.length;
  return Uint8Array.from([...body.subarray(0, position), ...INVALID_UTF8, ...body.subarray(position)]);
}

/** Yields the body in the pieces that a fault orders; throws `DroppedConnection` where the fault breaks it off. */
export async function* pieces(body: Uint8Array, fault: WireFault, sleep: Sleep): AsyncGenerator<Uint8Array> {
  const end = Math.min(body.length, fault.dropAfterBytes ?? body.length);
  if (fault.dripMs === undefined) yield body.subarray(0, end);
  else
    for (let at = 0; at < end; at++) {
      yield body.subarray(at, at + 1);
      await sleep(fault.dripMs);
    }
  if (fault.dropAfterBytes !== undefined) throw new DroppedConnection();
}
