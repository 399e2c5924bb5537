/** The answer that a fault gives instead of the real one. Pure. */
import { fromBase64, toBytes } from '../graph/encoding.ts';
import type { Fault } from './fault.ts';

export interface FaultAnswer {
  status: number;
  headers: Record<string, string>;
  /** Bytes are sent as they are, anything else as JSON; null is an empty body. */
  body: unknown;
}

/** undefined: the fault leaves the real answer standing. `selfUrl` is the request's own address. */
export function answerOf(fault: Fault, nowMs: number, selfUrl: string): FaultAnswer | undefined {
  const { status, text, base64 } = fault;
  if (status === undefined) return undefined;
  const body = text === undefined ? base64 && fromBase64(base64) : toBytes(text);
  const headers = Object.entries(fault.headers ?? {}).map(([name, value]) => [
    name,
    fill(value, nowMs, selfUrl),
  ]);
  return { status, headers: Object.fromEntries(headers), body: body ?? fault.body ?? null };
}

function fill(value: string, nowMs: number, selfUrl: string): string {
  return value
    .replaceAll('{self}', selfUrl)
    .replace(/\{now(?:\+(\d+)s)?\}/g, (_whole, seconds: string | undefined) =>
      new Date(nowMs + Number(seconds ?? 0) * 1000).toUTCString(),
    );
}
