import { base64url } from 'jose';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Log } from '../log.ts';
import type { Notification } from './notification.ts';
import {
  createSubscription,
  deleteSubscription,
  type Granted,
  renewSubscription,
} from './subscription-calls.ts';
import { SubscriptionStore } from './subscription-store.ts';
import type { WatchTarget } from './watch-target.ts';

const MIN_BACK_OFF_MS = 60_000;
const MAX_BACK_OFF_MS = 6 * 60 * 60_000;
const MAX_RENEWAL_GAP_MS = 7 * 24 * 60 * 60_000;
/** Notifications start a run at most this often, however many come. */
const RUN_GAP_MS = 60_000;

/** Times in milliseconds since 1970. */
export interface SubscriptionStatus {
  /** `unsupported`: Graph has refused for good, and only another configuration helps. */
  readonly state: 'off' | 'active' | 'failing' | 'unsupported';
  readonly expiresAt?: number;
  /** Why Graph refused. */
  readonly code?: string;
  readonly lastNotifiedAt?: number;
}

/** Keeps a source subscribed to Graph's change notifications, and tells genuine notifications from forged ones. */
export class SubscriptionKeeper {
  readonly #store: SubscriptionStore;
  readonly #now: () => number;
  readonly #log: Log;

  constructor(sql: SqlStorage, deps: { now: () => number; log: Log }) {
    this.#store = new SubscriptionStore(sql);
    this.#now = deps.now;
    this.#log = deps.log;
  }

  /** When `step` is due: at once, if the target has changed since the last step. */
  nextMs(target: WatchTarget | undefined): number | undefined {
    const row = this.#store.read();
    return row?.target === keyOf(target) ? (row?.due_at ?? undefined) : this.#now();
  }

  /** Creates, renews or deletes the subscription. A refusal by Graph is recorded, and the step is retried later. */
  async step(graph: GraphClient, target: WatchTarget | undefined): Promise<void> {
    const key = keyOf(target);
    const row = this.#store.read();
    if (row && row.target !== key) {
      // Forget it first: it is useless now, and expires by itself if Graph cannot be reached.
      this.#store.forget();
      if (row.id !== null) await this.#tryToDelete(graph, row.id);
    }
    if (!target || key === undefined) return;
    // Plan the next step first: an interrupted step must not be due again at once.
    this.#store.plan(key, this.#now() + MIN_BACK_OFF_MS);
    try {
      if (!(await this.#renew(graph))) await this.#create(graph, target);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      this.#recordRefusal(error, target);
    }
  }

  /** When a run that notifications have requested is due. */
  nextRunMs(): number | undefined {
    return this.#store.read()?.run_at ?? undefined;
  }

  /** True when that run is due. It then counts as begun: the calling code has to start it. */
  takeRun(): boolean {
    const now = this.#now();
    const isDue = (this.nextRunMs() ?? Number.POSITIVE_INFINITY) <= now;
    if (isDue) this.#store.update({ run_at: null, run_began_at: now });
    return isDue;
  }

  /** Plans what the genuine notifications require: a run, a step, or both. */
  async accept(notifications: readonly Notification[]): Promise<void> {
    const digested = await Promise.all(
      notifications.map(async (item) => ({ ...item, digest: await digestOf(item.clientState) })),
    );
    // Await nothing from here on, so that no step comes in between.
    const row = this.#store.read();
    const genuine = digested.filter((item) => isGenuine(item, row));
    const rejected = notifications.length - genuine.length;
    if (rejected > 0) this.#log('notifications_rejected', { rejected });
    if (!row) return;
    this.#store.update({ rejected: row.rejected + rejected });
    if (genuine.length === 0) return;
    const now = this.#now();
    const events = genuine.map(({ lifecycleEvent }) => lifecycleEvent);
    this.#store.update({ notified_at: now });
    if (events.includes('subscriptionRemoved')) {
      this.#store.update({ id: null, client_state: null, expires_at: null, due_at: now });
    } else if (events.includes('reauthorizationRequired')) {
      // A renewal also reauthorises the subscription.
      this.#store.update({ due_at: now });
    }
    if (events.every((event) => event === 'reauthorizationRequired')) return;
    // A planned run covers these notifications; a run that has begun may already have read past the change.
    this.#store.update({ run_at: row.run_at ?? Math.max(now, (row.run_began_at ?? 0) + RUN_GAP_MS) });
  }

  status(): SubscriptionStatus {
    const row = this.#store.read();
    if (!row) return { state: 'off' };
    return {
      state: this.#stateOf(row),
      ...(row.expires_at !== null && { expiresAt: row.expires_at }),
      ...(row.code !== null && { code: row.code }),
      ...(row.notified_at !== null && { lastNotifiedAt: row.notified_at }),
    };
  }

  #stateOf(row: { code: string | null; due_at: number | null; expires_at: number | null }) {
    if (row.code !== null) return row.due_at === null ? 'unsupported' : 'failing';
    if (row.expires_at === null) return 'off';
    return row.expires_at > this.#now() ? 'active' : 'failing';
  }

  /** False when there is no subscription to renew. */
  async #renew(graph: GraphClient): Promise<boolean> {
    const row = this.#store.read();
    if (!row || row.id === null || (row.expires_at ?? 0) <= this.#now()) return false;
    const renewed = await renewSubscription(graph, row.id, this.#now());
    // Graph may have removed the subscription meanwhile. Its notification is newer than this answer.
    if (!renewed || this.#store.read()?.id !== row.id) return false;
    this.#recordGrant(renewed);
    return true;
  }

  async #create(graph: GraphClient, target: WatchTarget): Promise<void> {
    const clientState = base64url.encode(crypto.getRandomValues(new Uint8Array(32)));
    const digest = await digestOf(clientState);
    const granted = await createSubscription(graph, target, { clientState, nowMs: this.#now() });
    this.#store.update({ id: granted.id, client_state: digest });
    this.#recordGrant(granted);
  }

  #recordGrant({ expiresAtMs }: Granted): void {
    const halfLifeMs = Math.floor((expiresAtMs - this.#now()) / 2);
    const waitMs = Math.min(Math.max(halfLifeMs, MIN_BACK_OFF_MS), MAX_RENEWAL_GAP_MS);
    this.#store.update({ expires_at: expiresAtMs, due_at: this.#now() + waitMs, refusals: 0, code: null });
  }

  #recordRefusal(error: GraphError, target: WatchTarget): void {
    const { code, status, graphCode, graphRequestId, retryAfterSeconds = 0 } = error;
    const refusals = (this.#store.read()?.refusals ?? 0) + 1;
    const backOffMs = Math.min(MIN_BACK_OFF_MS * 2 ** (refusals - 1), MAX_BACK_OFF_MS);
    const isFinal = target.isDelegated && status === 403;
    const dueAtMs = this.#now() + Math.max(backOffMs, retryAfterSeconds * 1000);
    this.#store.update({ refusals, code, due_at: isFinal ? null : dueAtMs });
    this.#log('subscription_refused', {
      code,
      ...(status !== undefined && { graphStatus: status }),
      ...(graphCode !== undefined && { graphCode }),
      ...(graphRequestId !== undefined && { graphRequestId }),
    });
  }

  async #tryToDelete(graph: GraphClient, id: string): Promise<void> {
    try {
      await deleteSubscription(graph, id);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      this.#log('subscription_not_deleted', { code: error.code });
    }
  }
}

function keyOf(target: WatchTarget | undefined): string | undefined {
  return target && JSON.stringify(target);
}

async function digestOf(clientState: string): Promise<ArrayBuffer> {
  return await crypto.subtle.digest('SHA-256', new TextEncoder().encode(clientState));
}

function isGenuine(
  item: { subscriptionId: string; digest: ArrayBuffer },
  row: { id: string | null; client_state: ArrayBuffer | null } | undefined,
): boolean {
  if (!row?.client_state) return false;
  return crypto.subtle.timingSafeEqual(item.digest, row.client_state) && item.subscriptionId === row.id;
}
