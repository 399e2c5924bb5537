import { type IssuedKey, issuedKey } from '#shared/admin-api.ts';
import { administer } from './account-steps.ts';
import type { World } from './world.ts';

/** Steps of administrators and devices with API keys, through the worker's routes. */

/** A key for every route, from the documentation network and from loopback, where the tests' requests come from. */
const ANY_DEVICE = {
  label: 'Desk phones, second floor',
  sources: ['sales'],
  routes: ['lookup', 'search', 'photo', 'status'],
  addresses: ['127.0.0.1', '203.0.113.0/24', '2001:db8::/32'],
};

export async function makeKey(world: World, changes: Record<string, unknown> = {}): Promise<IssuedKey> {
  const response = await administer(world, 'POST', '/keys', { ...ANY_DEVICE, ...changes });
  return issuedKey.parse(await response.json());
}

export async function rotateKey(world: World, id: string): Promise<IssuedKey> {
  return issuedKey.parse(await (await administer(world, 'POST', `/keys/${id}/rotate`)).json());
}

export interface DeviceRequest {
  readonly app?: ReturnType<World['app']>;
  readonly path?: string;
  readonly headers?: Record<string, string>;
}

/** Sends a request with the key in `X-Api-Key`. Returns the status and, for a problem, its code. */
export async function askAs(world: World, secret: string, request: DeviceRequest = {}): Promise<string> {
  const { app = world.app(), path = '/v1/status', headers = {} } = request;
  return await outcomeOf(await app.request(path, { headers: { 'x-api-key': secret, ...headers } }));
}

export async function outcomeOf(response: Response): Promise<string> {
  const body: unknown = await response.json();
  const code = typeof body === 'object' && body && 'code' in body ? ` ${body.code}` : '';
  return `${response.status}${code}`;
}
