import type { Device } from '../access/device.ts';
import type { Principal } from '../access/principal.ts';

/** The owner of a budget: a person, by object id, or an API key. */
export interface BudgetPrincipal {
  readonly kind: 'person' | 'key';
  readonly id: string;
}

/** Programs have no budget: the administrator who gave a program its role meant it to read everything. */
export function budgetPrincipalOf(principal: Principal | Device): BudgetPrincipal | undefined {
  if (principal.kind === 'device') return { kind: 'key', id: principal.keyId };
  return principal.kind === 'person' ? { kind: 'person', id: principal.objectId } : undefined;
}

export function budgetName({ kind, id }: BudgetPrincipal): string {
  return `${kind}:${id}`;
}

/** Principals are spread over this many objects, so that no object serves every request. */
const SHARDS = 16;

export const SHARD_NAMES: readonly string[] = Array.from({ length: SHARDS }, (_, at) => `shard-${at}`);

export function shardOf(principal: BudgetPrincipal): string {
  const hash = Array.from(budgetName(principal)).reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0,
    0,
  );
  return `shard-${hash % SHARDS}`;
}
