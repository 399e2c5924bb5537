import type { KeyRoute } from '#shared/admin-api.ts';
import { isInRange, readAddressRange } from '../access/address-range.ts';
import { type Device, KEY_ROUTES } from '../access/device.ts';
import { KeyStoreUnavailable } from '../api-keys/verify-key.ts';
import type { AppDeps } from '../deps.ts';
import type { OfferedKey } from './offered-key.ts';
import { RequestFailure } from './problem.ts';

export interface KeyUse {
  readonly route: KeyRoute;
  /** The client's address, as Cloudflare reports it. */
  readonly address: string;
}

export type DeviceDeps = Pick<AppDeps, 'verifyKey'>;

/** Identifies a device by its key. Throws RequestFailure when the key is invalid, or was not made for this use. */
export async function authenticateDevice(
  deps: DeviceDeps,
  offered: OfferedKey,
  use: KeyUse,
): Promise<Device> {
  const { route, address } = use;
  const verified = await verify(deps, offered.text);
  if (!verified.ok) {
    const { code, reason } = verified.failure;
    throw new RequestFailure(code, { reason, detail: 'The API key is not one for this directory.' });
  }
  const { key } = verified.value;
  // Only the holder of a valid key may learn what the key was made for.
  if (offered.isInQuery && !(key.query && KEY_ROUTES[route].allowsQuery))
    refuse('key_in_query', 'The API key may not stand in the address here. Send it in a header.');
  if (!key.routes.includes(route)) refuse('key_route', 'The API key was not made for this address.');
  if (!key.addresses.some((text) => isWithin(address, text)))
    refuse('key_address', 'The API key may not be used from this network.');
  return { kind: 'device', keyId: key.id, sources: key.sources };
}

async function verify(deps: DeviceDeps, text: string) {
  try {
    return await deps.verifyKey(text);
  } catch (error) {
    if (!(error instanceof KeyStoreUnavailable)) throw error;
    throw new RequestFailure('directory_unavailable', {
      detail: 'API keys cannot be checked at the moment.',
      retryAfterSeconds: 30,
      reason: error.code,
      cause: error,
    });
  }
}

function isWithin(address: string, text: string): boolean {
  const range = readAddressRange(text);
  return range !== undefined && isInRange(address, range);
}

function refuse(reason: string, detail: string): never {
  throw new RequestFailure('key_not_allowed', { reason, detail });
}
