import type { Log } from '../log.ts';
import type { AuditEntry, AuditQuery, KeptEntry } from './audit.ts';
import type { NumberHash } from './number-hash.ts';

/** Facts that a route adds to the entry of its request. */
export interface AuditedFacts {
  readonly hits?: number;
  /** In E.164. Only its keyed hash is stored, or nothing without AUDIT_KEY. */
  readonly number?: string;
}

export type AuditedRequest = Omit<AuditEntry, 'hits' | 'number'> &
  AuditedFacts & { readonly requestId: string };

export interface AuditTrail {
  /** Off the critical path: an answer neither waits for its entry nor fails with it. Lost entries are counted and logged. */
  record(request: AuditedRequest): void;
  /** For answers that must leave a trace. Throws when the entry cannot be written. */
  recordFirst(request: AuditedRequest): Promise<void>;
  /** Newest first. */
  read(query: AuditQuery): Promise<{ entries: KeptEntry[]; lost: number }>;
  /** Undefined without AUDIT_KEY: then no entry has a number. */
  readonly hashOf: NumberHash | undefined;
}

interface TrailDeps {
  /** Makes a new stub each time: a stub stays broken once its object has failed. */
  readonly store: () => {
    add(entry: AuditEntry, lost: number): Promise<void>;
    read(query: AuditQuery): Promise<{ entries: KeptEntry[]; lost: number }>;
  };
  readonly hashOf: NumberHash | undefined;
  /** Keeps the isolate alive until the work is done. */
  readonly waitUntil: (work: Promise<void>) => void;
  readonly log: Log;
}

export function createAuditTrail({ store, hashOf, waitUntil, log }: TrailDeps): AuditTrail {
  let lost = 0;

  const write = async ({ requestId, hits, number, ...facts }: AuditedRequest): Promise<void> => {
    // Two entries that are written at the same time must not both report the same loss.
    const reported = lost;
    lost = 0;
    try {
      const hash = number === undefined ? undefined : await hashOf?.(number);
      await store().add({ ...facts, hits, number: hash }, reported);
    } catch (error) {
      lost += reported + 1;
      log('audit_lost', { requestId, route: facts.route, entries: lost });
      throw error;
    }
  };

  return {
    record: (request) => waitUntil(write(request).catch(() => undefined)),
    recordFirst: write,
    read: (query) => store().read(query),
    hashOf,
  };
}
