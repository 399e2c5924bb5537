/** The living subscriptions to changes. No I/O. */
import { GraphRefusal } from './errors.ts';

const MINUTE_MS = 60_000;
/** Graph raises a shorter life to this: https://learn.microsoft.com/graph/change-notifications-overview */
const SHORTEST_MS = 45 * MINUTE_MS;
/** Longest life by watched collection: seven days for contacts, 29 days for users. */
const LONGEST_MINUTES = { contacts: 10_080, users: 41_760 } as const;

export type ChangeType = 'created' | 'updated' | 'deleted';

export type Watched = { kind: 'contacts'; ownerId: string } | { kind: 'users' };

export interface Subscription {
  id: string;
  applicationId: string;
  /** Object id of the user, or of the app's service principal. */
  creatorId: string;
  changeTypes: ChangeType[];
  clientState: string | null;
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  /** As the client wrote it. */
  resource: string;
  watched: Watched;
  expiresAt: number;
  /** Ids in notifications are of the kind that the creating request preferred. */
  isImmutable: boolean;
  latestSupportedTlsVersion: string;
  reauthorizedAt: number | null;
  deliveries: DeliveryCounts;
}

export interface DeliveryCounts {
  /** POSTs: first tries and retries. */
  attempts: number;
  delivered: number;
  /** Given up after the last try. */
  failed: number;
  /** Never sent, because the control surface says so. */
  dropped: number;
}

export class Subscriptions {
  /** Of the list, as Microsoft's: https://learn.microsoft.com/graph/api/subscription-list */
  pageSize = 100;
  readonly #byId = new Map<string, Subscription>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(subscription: Subscription): void {
    this.#byId.set(subscription.id, subscription);
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  /** The subscriptions that have not expired. */
  all(): Subscription[] {
    const now = this.#now();
    for (const { id, expiresAt } of this.#byId.values()) if (expiresAt <= now) this.#byId.delete(id);
    return [...this.#byId.values()];
  }

  find(id: string): Subscription | undefined {
    return this.all().find((subscription) => subscription.id === id);
  }

  watching(watched: Watched, change: ChangeType): Subscription[] {
    return this.all().filter(
      (subscription) => isSame(subscription.watched, watched) && subscription.changeTypes.includes(change),
    );
  }

  /** One app may not have the same changes sent to the same address twice. */
  requireNew(
    wanted: Pick<Subscription, 'applicationId' | 'watched' | 'changeTypes' | 'notificationUrl'>,
  ): void {
    const isThere = this.all().some(
      (one) =>
        one.applicationId === wanted.applicationId &&
        one.notificationUrl === wanted.notificationUrl &&
        isSame(one.watched, wanted.watched) &&
        [...one.changeTypes].sort().join() === [...wanted.changeTypes].sort().join(),
    );
    if (isThere) throw new GraphRefusal(409, 'Conflict', 'A subscription for this resource already exists.');
  }

  /** The moment of expiry that a request for `wanted` gets; throws 400 outside the limits. */
  expiry(kind: Watched['kind'], wanted: string): number {
    const now = this.#now();
    const at = Date.parse(wanted);
    const most = LONGEST_MINUTES[kind];
    if (Number.isNaN(at) || at <= now) {
      throw new GraphRefusal(400, 'InvalidRequest', 'Subscription expiration must be in the future.');
    }
    if (at > now + most * MINUTE_MS) {
      throw new GraphRefusal(
        400,
        'InvalidRequest',
        `Subscription expiration can only be ${most} minutes in the future.`,
      );
    }
    return Math.max(at, now + SHORTEST_MS);
  }
}

function isSame(a: Watched, b: Watched): boolean {
  if (a.kind === 'contacts' && b.kind === 'contacts') return a.ownerId === b.ownerId;
  return a.kind === b.kind;
}
