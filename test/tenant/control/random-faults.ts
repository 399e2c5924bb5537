/** Lets a share of all requests to Graph fail, chosen from one seed, until stopped. */
import { z } from 'zod';
import { pickFrom, type Random, randomOf } from '../company/random.ts';
import type { Fault } from './fault.ts';

const kindSchema = z.union([
  z.literal(429),
  z.literal(500),
  z.literal(502),
  z.literal(503),
  z.literal(504),
  z.literal('drop'),
]);

export const randomFaultsSchema = z.strictObject({
  seed: z.number().int(),
  /** Share of the requests, 0 to 1. */
  rate: z.number().min(0).max(1),
  kinds: z.array(kindSchema).min(1),
  /** Ends after this many failures; without it, only when stopped. */
  times: z.number().int().min(1).optional(),
});
export type RandomFaultsOrder = z.infer<typeof randomFaultsSchema>;
type Kind = z.infer<typeof kindSchema>;

const CODES: Record<Exclude<Kind, 'drop'>, string> = {
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

export class RandomFaults {
  #order: RandomFaultsOrder | undefined;
  #random: Random = randomOf('random faults');

  start(order: RandomFaultsOrder): void {
    this.#order = { ...order };
    this.#random = randomOf('random faults', order.seed);
  }

  stop(): void {
    this.#order = undefined;
  }

  /** The running order, with the `times` that are left; undefined: none runs. */
  current(): RandomFaultsOrder | undefined {
    return this.#order && { ...this.#order };
  }

  next(): Fault | undefined {
    const order = this.#order;
    if (!order || this.#random() >= order.rate) return undefined;
    if (order.times !== undefined && --order.times === 0) this.stop();
    return faultOf(pickFrom(order.kinds, this.#random));
  }
}

function faultOf(kind: Kind): Fault {
  const turn = { match: { path: '/' }, after: 0, times: 1 };
  if (kind === 'drop') return { ...turn, drop: true };
  const body = { error: { code: CODES[kind], message: 'A random fault of the local tenant.' } };
  // Throttled and unavailable answers say when to come back, the others do not.
  const headers = kind === 429 || kind === 503 ? { 'Retry-After': '1' } : {};
  return { ...turn, status: kind, headers, body };
}
