/** Takes the orders for faults. */
import { badRequest } from './failure.ts';
import { type Fault, faultSchema } from './fault.ts';
import { hasEffect } from './faults.ts';
import { type RandomFaultsOrder, randomFaultsSchema } from './random-faults.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

export function orderFault({ faults }: TenantParts, body: unknown): Fault {
  const fault = readBody(faultSchema, body);
  if (!hasEffect(fault)) throw badRequest('A fault needs an effect, e.g. status, drop, delayMs or page.');
  faults.add(fault);
  return fault;
}

export function orderRandomFaults({ faults }: TenantParts, body: unknown): RandomFaultsOrder {
  const order = readBody(randomFaultsSchema, body);
  faults.random.start(order);
  return order;
}

export function listFaults({ faults }: TenantParts): unknown {
  return { faults: faults.list(), random: faults.random.current() ?? null };
}
