/**
 * Identity's limit per app and tenant, a bucket of resource units that refills within ten seconds:
 * https://learn.microsoft.com/graph/throttling-limits
 */
import { GraphRefusal } from './errors.ts';
import type { GraphRequest } from './message.ts';

const REFILL_MS = 10_000;
/** The cost of a request, by method and template; everything else costs one unit. */
const COSTS: Record<string, number> = {
  'GET /users': 2,
  'GET /applications': 2,
  'GET /groups/{group}/members': 3,
  'GET /groups/{group}/members/microsoft.graph.user': 3,
  'GET /groups/{group}/transitiveMembers': 5,
  'GET /groups/{group}/transitiveMembers/microsoft.graph.user': 5,
  'POST /users/{user}/checkMemberGroups': 4,
  'POST /users/{user}/getMemberGroups': 2,
  'GET /users/{user}/transitiveMemberOf/microsoft.graph.group': 2,
};

interface Bucket {
  units: number;
  at: number;
}

export class DirectoryThrottle {
  readonly #buckets = new Map<string, Bucket>();
  readonly #isOn: boolean;
  readonly #now: () => number;
  readonly #countUsers: () => number;

  constructor(isOn: boolean, now: () => number, countUsers: () => number) {
    this.#isOn = isOn;
    this.#now = now;
    this.#countUsers = countUsers;
  }

  /** Charges the cost of the request, and returns the headers that report it. Throws 429 when too few units are left. */
  charge(clientId: string, template: string, request: GraphRequest): Record<string, string> {
    const cost = costOf(template, request);
    const capacity = capacityFor(this.#countUsers());
    const now = this.#now();
    const bucket = this.#buckets.get(clientId) ?? { units: capacity, at: now };
    this.#buckets.set(clientId, bucket);
    bucket.units = Math.min(capacity, bucket.units + ((now - bucket.at) / REFILL_MS) * capacity);
    bucket.at = now;
    if (this.#isOn && bucket.units < cost) {
      const seconds = Math.max(1, Math.ceil(((cost - bucket.units) / capacity) * (REFILL_MS / 1000)));
      throw new GraphRefusal(429, 'TooManyRequests', 'Too many requests.', {
        'Retry-After': String(seconds),
      });
    }
    bucket.units = Math.max(0, bucket.units - cost);
    const used = 1 - bucket.units / capacity;
    return {
      'x-ms-resource-unit': String(cost),
      ...(used >= 0.8 ? { 'x-ms-throttle-limit-percentage': used.toFixed(2) } : {}),
    };
  }
}

/** Units in ten seconds, by the size of the tenant. */
function capacityFor(users: number): number {
  if (users < 50) return 3_500;
  return users <= 500 ? 5_000 : 8_000;
}

function costOf(template: string, { method, query }: GraphRequest): number {
  const top = query.get('$top');
  const changes =
    (query.has('$select') ? -1 : 0) +
    (query.has('$expand') ? 1 : 0) +
    (top !== null && Number(top) < 20 ? -1 : 0);
  return Math.max(1, (COSTS[`${method} ${template}`] ?? 1) + changes);
}
