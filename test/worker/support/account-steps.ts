import { type Account, account, type ConsentLink, consentLink } from '#shared/admin-api.ts';
import type { Visit } from './fake-people.ts';
import type { World } from './world.ts';

/** Steps of administrators and persons with delegated accounts, through the worker's routes. */

export async function administer(
  world: World,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const token = await world.microsoft.personToken({ roles: ['Directory.Admin'] });
  return await world.app().request(`/v1/admin${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

export async function addAccount(world: World, id = 'main'): Promise<ConsentLink> {
  const response = await administer(world, 'POST', '/accounts', { id, label: 'Main account' });
  return consentLink.parse(await response.json());
}

export async function reconnect(world: World, id = 'main'): Promise<ConsentLink> {
  return consentLink.parse(await (await administer(world, 'POST', `/accounts/${id}/reconnect`)).json());
}

export async function readAccount(world: World, id = 'main'): Promise<Account> {
  return account.parse(await (await administer(world, 'GET', `/accounts/${id}`)).json());
}

/** The person follows the link, consents, and returns to the worker. */
export async function consent(
  world: World,
  link: ConsentLink,
  visit: Visit = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  return await world.app().request(world.microsoft.people.visit(link.authorizeUrl, visit), { headers });
}

export async function connectAccount(world: World, id = 'main'): Promise<void> {
  await consent(world, await addAccount(world, id));
}
