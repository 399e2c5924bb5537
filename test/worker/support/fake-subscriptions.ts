import { json, refusal } from './fake-graph.ts';
import { GRAPH_URL } from './settings.ts';

export interface FakeSubscription {
  readonly id: string;
  readonly resource: string;
  readonly changeType: string;
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string;
  readonly clientState: string;
  expirationDateTime: string;
}

/** Graph's `/v1.0/subscriptions`: one per address, counted ids, a list in pages of two. */
export class FakeSubscriptions {
  readonly kept = new Map<string, FakeSubscription>();
  /** Method and path of each request, in order. */
  readonly requests: string[] = [];
  /** The longest life that Graph grants. */
  maxLifeMs = 10_080 * 60_000;
  #made = 0;

  readonly answer = async (request: Request, url: URL): Promise<Response | undefined> => {
    const [, id] = /^\/v1\.0\/subscriptions(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    if (url.origin !== GRAPH_URL || !url.pathname.startsWith('/v1.0/subscriptions')) return undefined;
    this.requests.push(`${request.method} ${url.pathname.replace('/v1.0', '')}`);
    if (id === undefined) return request.method === 'POST' ? await this.#create(request) : this.#list(url);
    const subscription = this.kept.get(decodeURIComponent(id));
    if (!subscription) return refusal(404, 'ResourceNotFound');
    if (request.method === 'DELETE') {
      this.kept.delete(subscription.id);
      return new Response(null, { status: 204 });
    }
    const { expirationDateTime } = await request.json<FakeSubscription>();
    subscription.expirationDateTime = this.#granted(expirationDateTime);
    return json(subscription);
  };

  get only(): FakeSubscription {
    const [subscription, ...others] = this.kept.values();
    if (!subscription || others.length > 0) throw new Error(`not expected: ${this.kept.size} subscriptions`);
    return subscription;
  }

  /** Adds a subscription of another source. */
  leave(sourceId: string): void {
    const notificationUrl = `https://ringcard.example/v1/notifications/${sourceId}`;
    this.kept.set(sourceId, {
      id: sourceId,
      resource: `/users/${sourceId}@nordwind.example/contacts`,
      changeType: 'created,updated,deleted',
      notificationUrl,
      lifecycleNotificationUrl: `${notificationUrl}/lifecycle`,
      clientState: 'forgotten',
      expirationDateTime: new Date(Date.now() + this.maxLifeMs).toISOString(),
    });
  }

  async #create(request: Request): Promise<Response> {
    if (request.headers.get('prefer') !== 'IdType="ImmutableId"')
      return refusal(400, 'not expected: no Prefer');
    const asked = await request.json<FakeSubscription>();
    const isTaken = [...this.kept.values()].some((other) => other.notificationUrl === asked.notificationUrl);
    if (isTaken) return refusal(409, 'ExtensionError');
    this.#made++;
    const id = `5ub5cr1p-0000-4000-8000-${String(this.#made).padStart(12, '0')}`;
    const subscription = {
      ...asked,
      id,
      expirationDateTime: this.#granted(asked.expirationDateTime),
    };
    this.kept.set(id, subscription);
    return json(subscription, 201);
  }

  #list(url: URL): Response {
    const from = Number(url.searchParams.get('$skiptoken') ?? 0);
    const value = [...this.kept.values()].slice(from, from + 2);
    const next = `${url.origin}${url.pathname}?$skiptoken=${from + 2}`;
    return json({ value, ...(from + 2 < this.kept.size && { '@odata.nextLink': next }) });
  }

  /** A time with seven decimals, as Graph writes it. */
  #granted(asked: string): string {
    const ms = Math.min(Date.parse(asked), Date.now() + this.maxLifeMs);
    return new Date(ms).toISOString().replace('Z', '0000Z');
  }
}
