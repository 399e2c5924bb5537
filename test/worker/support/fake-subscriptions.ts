import type { Graph } from '../../tenant/graph/graph.ts';
import type { Subscription } from '../../tenant/graph/subscriptions.ts';
import { mailboxOwner, openGraph } from './open-graph.ts';
import { API_CLIENT_ID, GRAPH_URL } from './settings.ts';

const CHANGE_TYPES: Subscription['changeTypes'] = ['created', 'updated', 'deleted'];

/** `/v1.0/subscriptions` of the local tenant's Graph, whose handshakes all succeed; the list comes in pages of two. */
export class FakeSubscriptions {
  /** Method and path of every request, in order. */
  readonly requests: string[] = [];
  /** The longest life that Graph grants. */
  maxLifeMs = 10_080 * 60_000;
  readonly #owner = mailboxOwner('sales@nordwind.example');
  readonly #graph: Graph = openGraph([this.#owner], { send: shakeHands });

  constructor() {
    this.#graph.data.subscriptions.pageSize = 2;
  }

  readonly answer = async (request: Request, url: URL): Promise<Response | undefined> => {
    if (url.origin !== GRAPH_URL || !url.pathname.startsWith('/v1.0/subscriptions')) return undefined;
    this.requests.push(`${request.method} ${url.pathname.replace('/v1.0', '')}`);
    return await this.#graph.fetch(await this.#shortened(request));
  };

  get all(): Subscription[] {
    return this.#graph.data.subscriptions.all();
  }

  get only(): Subscription & { notificationUrl: string; clientState: string } {
    const [subscription, ...others] = this.all;
    if (!subscription || others.length > 0) throw new Error(`not expected: ${this.all.length} subscriptions`);
    const { clientState } = subscription;
    if (clientState === null) throw new Error('not expected: no secret');
    return { ...subscription, clientState };
  }

  /** Graph forgets every subscription. */
  clear(): void {
    for (const { id } of this.all) this.#graph.data.subscriptions.remove(id);
  }

  /** Adds a subscription of another source. */
  leave(sourceId: string): void {
    const notificationUrl = `https://ringcard.example/v1/notifications/${sourceId}`;
    this.#graph.data.subscriptions.add({
      id: sourceId,
      applicationId: API_CLIENT_ID,
      creatorId: API_CLIENT_ID,
      changeTypes: CHANGE_TYPES,
      clientState: 'forgotten',
      notificationUrl,
      lifecycleNotificationUrl: `${notificationUrl}/lifecycle`,
      resource: `/users/${sourceId}@nordwind.example/contacts`,
      watched: { kind: 'contacts', ownerId: this.#owner.id },
      expiresAt: Date.now() + this.maxLifeMs,
      isImmutable: true,
      latestSupportedTlsVersion: 'v1_2',
      reauthorizedAt: null,
      deliveries: { attempts: 0, delivered: 0, failed: 0, dropped: 0 },
    });
  }

  /** The tenant refuses too long a life, and grants all others: a test's own limit has to be asked for. */
  async #shortened(request: Request): Promise<Request> {
    if (request.method !== 'POST' && request.method !== 'PATCH') return request;
    const asked = await request.clone().json<{ expirationDateTime: string }>();
    const ms = Math.min(Date.parse(asked.expirationDateTime), Date.now() + this.maxLifeMs);
    const body = JSON.stringify({ ...asked, expirationDateTime: new Date(ms).toISOString() });
    return new Request(request, { body });
  }
}

async function shakeHands(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get('validationToken');
  return new Response(token, { headers: { 'content-type': 'text/plain' } });
}
