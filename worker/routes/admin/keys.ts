import type { NewKey } from '#shared/admin-api.ts';
import { readAddressRange } from '../../access/address-range.ts';
import type { AppDeps } from '../../deps.ts';
import type { Handlers } from '../../http/mount-operations.ts';
import { RequestFailure } from '../../http/problem.ts';

/** `/v1/admin/keys`: API keys of devices. Only the answer that makes a key holds its secret. */
export function keyRoutes(
  deps: AppDeps,
): Pick<Handlers, 'listKeys' | 'addKey' | 'readKey' | 'revokeKey' | 'rotateKey'> {
  const before = () => requireKeys(deps);
  return {
    listKeys: {
      before,
      answer: async () => ({ keys: await deps.apiKeys().list() }),
    },

    addKey: {
      before,
      answer: async ({ body: wanted, context }) => {
        requireSense(deps, wanted);
        const issued = await deps.apiKeys().add(wanted);
        deps.log('key_added', { requestId: context.get('requestId'), keyId: issued.key.id });
        return issued;
      },
    },

    readKey: {
      before,
      answer: async ({ path }) => (await deps.apiKeys().find(path.id)) ?? unknownKey(),
    },

    revokeKey: {
      before,
      answer: async ({ path: { id }, context }) => {
        if (!(await deps.apiKeys().revoke(id))) unknownKey();
        deps.log('key_revoked', { requestId: context.get('requestId'), keyId: id });
        return undefined;
      },
    },

    rotateKey: {
      before,
      answer: async ({ path, context }) => {
        const issued = (await deps.apiKeys().rotate(path.id)) ?? unknownKey();
        deps.log('key_rotated', { requestId: context.get('requestId'), keyId: issued.key.id });
        return issued;
      },
    },
  };
}

/** Throws RequestFailure if the worker is not configured for API keys. */
export function requireKeys({ configuration }: Pick<AppDeps, 'configuration'>): void {
  if (configuration.apiKeyPeppers.length > 0) return;
  throw new RequestFailure('internal', {
    status: 503,
    detail: 'API keys need the worker’s variable API_KEYS_PEPPER.',
    reason: 'keys_not_configured',
  });
}

/** Checks that the schema cannot make. */
function requireSense({ configuration }: AppDeps, { sources, addresses }: NewKey): void {
  const known = new Set(configuration.sources.map(({ id }) => id));
  if (!sources.every((id) => known.has(id)))
    throw new RequestFailure('bad_request', {
      detail: 'The property "sources" names one that does not exist.',
    });
  if (!addresses.every((text) => readAddressRange(text)))
    throw new RequestFailure('bad_request', {
      detail: 'The property "addresses" holds what is neither an address nor a range such as 203.0.113.0/24.',
    });
}

function unknownKey(): never {
  throw new RequestFailure('not_found', { detail: 'There is no API key with this id.' });
}
