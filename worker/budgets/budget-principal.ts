import type { Device } from '../access/device.ts';
import type { Principal } from '../access/principal.ts';

/** Whose budget it is: a person, by object id, or an API key. */
export interface BudgetPrincipal {
  readonly kind: 'person' | 'key';
  readonly id: string;
}

/** Programs have none: whoever gave one the role to read everything meant everything. */
export function budgetPrincipalOf(principal: Principal | Device): BudgetPrincipal | undefined {
  if (principal.kind === 'device') return { kind: 'key', id: principal.keyId };
  return principal.kind === 'person' ? { kind: 'person', id: principal.objectId } : undefined;
}

export function budgetName({ kind, id }: BudgetPrincipal): string {
  return `${kind}:${id}`;
}

/** Objects that share the principals, so that none of them meets every request. */
const SHARDS = 16;

export const SHARD_NAMES: readonly string[] = Array.from({ length: SHARDS }, (_, at) => `shard-${at}`);

export function shardOf(principal: BudgetPrincipal): string {
  const hash = Array.from(budgetName(principal)).reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0,
    0,
  );
  return `shard-${hash % SHARDS}`;
}
