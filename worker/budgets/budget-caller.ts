import type { Caller } from '../access/caller.ts';
import type { Device } from '../access/device.ts';

/** Whose budget it is: a person, by object id, or an API key. */
export interface BudgetCaller {
  readonly kind: 'person' | 'key';
  readonly id: string;
}

/** Programs have none: whoever gave one the role to read everything meant everything. */
export function budgetCallerOf(caller: Caller | Device): BudgetCaller | undefined {
  if (caller.kind === 'device') return { kind: 'key', id: caller.keyId };
  return caller.kind === 'person' ? { kind: 'person', id: caller.objectId } : undefined;
}

export function budgetName({ kind, id }: BudgetCaller): string {
  return `${kind}:${id}`;
}

/** Objects that share the callers, so that none of them meets every request. */
const SHARDS = 16;

export const SHARD_NAMES: readonly string[] = Array.from({ length: SHARDS }, (_, at) => `shard-${at}`);

export function shardOf(caller: BudgetCaller): string {
  const hash = Array.from(budgetName(caller)).reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0,
    0,
  );
  return `shard-${hash % SHARDS}`;
}
