import * as z from 'zod/mini';
import { blockName } from '#shared/directory/store.ts';
import type { Failure, FailureCode } from '#shared/failure.ts';
import { type OfflineAnswer, type OfflineSource, offlineSource } from '#shared/offline.ts';
import { err, type Result } from '#shared/result.ts';
import type { OfflineState } from '../messages/offline-state.ts';
import { type Person, person } from '../messages/sign-in-messages.ts';
import { createOfflineAnswers, type OfflineAnswers } from './offline-answers.ts';
import { type OfflineStore, placeOf } from './offline-store.ts';

/**
 * Makes, refreshes and deletes the copy of the directory on this device. Losing the right to the copy deletes it at once. It
 * answers for at most a week after the worker last confirmed the right to each source.
 */

export const MAX_AGE_MS = 7 * 24 * 60 * 60_000;
const MAX_BYTES = 200_000_000;
/** The copy may take this share of the storage that the browser still offers. */
const QUOTA_SHARE = 0.8;
/** Assumed for a block of unknown size. */
const BLOCK_BYTES = 256 * 1024;
const MAX_AT_ONCE = 2;
/** How often to retry a refused request, each time after the delay that the worker names. */
const MAX_WAITS = 20;
const LONGEST_WAIT_SECONDS = 15;

/** Failures that mean: the person has lost the right to the copy, or nobody is signed in. */
const LOST: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'signed_out',
  'token_expired',
  'token_rejected',
  'wrong_tenant',
  'access_revoked',
  'not_in_allowed_group',
  'owner_not_member',
  'key_not_allowed',
  'admin_only',
  'not_configured',
]);

export function isRightLost({ code }: Failure): boolean {
  return LOST.has(code);
}

/** The worker, tenant and client that a copy belongs to. */
const owner = z.object({ worker: z.string(), tenant: z.string(), client: z.string() });
export type Owner = z.infer<typeof owner>;

const catalogue = z.object({
  format: z.literal(1),
  owner,
  person,
  confirmedAt: z.number(),
  sources: z.array(offlineSource),
});
type Catalogue = z.infer<typeof catalogue>;

export interface OfflineCopyOptions {
  store: OfflineStore;
  /** The owner that the settings allow now; undefined when the setting is off or nothing is configured. */
  owner(): Promise<Owner | undefined>;
  /** Renews the token first, so that lost group memberships show. */
  person(): Promise<Result<Person, Failure>>;
  readOffline(): Promise<Result<OfflineAnswer, Failure>>;
  readBlock(source: string, hash: string): Promise<Result<Uint8Array, Failure>>;
  estimate(): Promise<{ quota?: number; usage?: number }>;
  now: () => number;
  wait(seconds: number): Promise<void>;
  maxBytes?: number;
}

export interface OfflineCopy {
  /** Brings the copy up to date, or deletes what the person may not keep. Concurrent requests share one refresh. */
  refresh(): Promise<OfflineState>;
  wipe(): Promise<void>;
  /** The copy's answers and the person whom it belongs to; undefined when there is no usable copy. */
  open(): Promise<{ answers: OfflineAnswers; person: Person; confirmedAt: number } | undefined>;
  state(): Promise<OfflineState>;
}

const NOTHING = { bytes: 0, contacts: 0, sources: [] };

export function createOfflineCopy(options: OfflineCopyOptions): OfflineCopy {
  const { store, now } = options;
  let refreshing: Promise<void> | undefined;
  let last: Pick<OfflineState, 'failure' | 'bytes'> & { phase?: OfflineState['phase'] } = { bytes: 0 };
  let progress: OfflineState['progress'];
  let opened: { of: string; answers: OfflineAnswers } | undefined;

  async function wipe(): Promise<void> {
    opened = undefined;
    progress = undefined;
    await store.clear();
  }

  /** The stored catalogue if it may be used; deletes the copy otherwise. */
  async function usable(): Promise<Catalogue | undefined> {
    const read: unknown = await store.readCatalogue();
    if (read === undefined) return undefined;
    const { data } = catalogue.safeParse(read);
    const wanted = await options.owner();
    const age = data ? now() - data.confirmedAt : Number.NaN;
    // A negative age means that the clock was set back, which proves nothing.
    if (data && wanted && isSame(data.owner, wanted) && age >= 0 && age < MAX_AGE_MS) return data;
    await wipe();
    return undefined;
  }

  async function refresh(): Promise<void> {
    const mine = store.begin();
    last = { bytes: 0 };
    const wanted = await options.owner();
    if (!wanted) return await wipe();
    const given = await options.person();
    if (!given.ok) return await giveUp(given.failure);
    const before = await usable();
    // `usable` has deleted the old copy, so start again as a new one.
    if (mine !== store.begin()) return await refresh();
    // The copy belongs to another person.
    if (before && before.person.username !== given.value.username) {
      await wipe();
      return await refresh();
    }
    const listed = await options.readOffline();
    if (!listed.ok) return await giveUp(listed.failure);
    const { sources } = listed.value;
    const bytes = sizeOf(sources);
    const room = await roomFor();
    if (sources.length === 0 || bytes > room) {
      await wipe();
      last = { bytes, phase: sources.length === 0 ? 'not-allowed' : 'too-large' };
      return;
    }
    const next: Catalogue = {
      format: 1,
      owner: wanted,
      person: given.value,
      confirmedAt: now(),
      sources,
    };
    if (before) await confirm(mine, before, next);
    const failure = await fetchMissing(mine, next);
    if (failure) return await giveUp(failure);
    await store.writeCatalogue(mine, next);
    await keepOnly(mine, sources);
  }

  async function giveUp(failure: Failure): Promise<void> {
    if (isRightLost(failure)) await wipe();
    last = { bytes: 0, failure };
  }

  /** Applies the worker's current rights at once, before any block is fetched. */
  async function confirm(mine: number, before: Catalogue, next: Catalogue): Promise<void> {
    const left = before.sources.filter(({ id }) => next.sources.some((source) => source.id === id));
    opened = undefined;
    await store.writeCatalogue(mine, { ...before, sources: left, confirmedAt: next.confirmedAt });
    await keepOnly(mine, [...left, ...next.sources]);
  }

  async function keepOnly(mine: number, sources: readonly OfflineSource[]): Promise<void> {
    const kept = new Set(placesOf(sources));
    const superfluous = [...(await store.list())].filter((place) => !kept.has(place));
    await store.remove(mine, superfluous);
  }

  /** Fetches the missing blocks. They stay even after a failure, so that the next refresh goes on from there. */
  async function fetchMissing(mine: number, { sources }: Catalogue): Promise<Failure | undefined> {
    const here = await store.list();
    const missing = sources.flatMap(({ id, blocks }) =>
      blocks
        .filter(({ hash }) => !here.has(placeOf(id, hash)))
        .map(({ hash, bytes = BLOCK_BYTES }) => ({ source: id, hash, bytes })),
    );
    let done = 0;
    let failed: Failure | undefined;
    const total = missing.reduce((sum, { bytes }) => sum + bytes, 0);
    progress = { done, total };
    const worker = async () => {
      for (let next = missing.shift(); next && !failed; next = missing.shift()) {
        const { source, hash, bytes } = next;
        const block = await fetchBlock(source, hash);
        if (mine !== store.begin()) failed ??= { code: 'signed_out' };
        else if (!block.ok) failed ??= block.failure;
        else await store.writeBlock(mine, source, hash, block.value);
        done += bytes;
        if (!failed) progress = { done, total };
      }
    };
    try {
      await Promise.all(Array.from({ length: MAX_AT_ONCE }, worker));
    } finally {
      progress = undefined;
    }
    return failed;
  }

  async function fetchBlock(source: string, hash: string): Promise<Result<Uint8Array, Failure>> {
    for (let waits = 0; ; waits++) {
      const block = await options.readBlock(source, hash);
      if (block.ok) {
        const isGenuine = (await blockName(block.value, sha256)) === hash;
        return isGenuine ? block : err({ code: 'not_a_worker' });
      }
      const { code, retryAfterSeconds = 0 } = block.failure;
      const isSoon = code === 'too_many_requests' && retryAfterSeconds <= LONGEST_WAIT_SECONDS;
      if (!isSoon || waits >= MAX_WAITS) return block;
      await options.wait(retryAfterSeconds);
    }
  }

  async function roomFor(): Promise<number> {
    const { quota, usage = 0 } = await options.estimate();
    const here = await store.list();
    const limit = options.maxBytes ?? MAX_BYTES;
    // An existing copy already has its room.
    if (quota === undefined || here.size > 0) return limit;
    return Math.min(limit, (quota - usage) * QUOTA_SHARE);
  }

  async function state(): Promise<OfflineState> {
    if (!(await options.owner())) return { phase: 'off', ...NOTHING };
    const here = await usable();
    const more = { ...(progress && { progress }), ...(last.failure && { failure: last.failure }) };
    if (!here) return { ...NOTHING, phase: last.phase ?? 'none', bytes: last.bytes, ...more };
    return {
      phase: 'ready',
      bytes: sizeOf(here.sources),
      contacts: here.sources.reduce((sum, { contacts }) => sum + contacts, 0),
      sources: here.sources.map(({ name }) => name),
      confirmedAt: here.confirmedAt,
      ...more,
    };
  }

  return {
    async refresh() {
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      await refreshing;
      return await state();
    },
    wipe,
    async open() {
      const here = await usable();
      if (!here) return undefined;
      const of = JSON.stringify(here);
      if (opened?.of !== of)
        opened = {
          of,
          answers: createOfflineAnswers({ sources: here.sources, readBlock: store.readBlock, now }),
        };
      return { answers: opened.answers, person: here.person, confirmedAt: here.confirmedAt };
    },
    state,
  };
}

function placesOf(sources: readonly OfflineSource[]): string[] {
  return sources.flatMap(({ id, blocks }) => blocks.map(({ hash }) => placeOf(id, hash)));
}

function sizeOf(sources: readonly OfflineSource[]): number {
  return sources.flatMap(({ blocks }) => blocks).reduce((sum, { bytes = BLOCK_BYTES }) => sum + bytes, 0);
}

function isSame(one: Owner, other: Owner): boolean {
  return one.worker === other.worker && one.tenant === other.tenant && one.client === other.client;
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
