import { Hono } from 'hono';
import { type IssuedKey, type KeysAnswer, type NewKey, newKey } from '#shared/admin-api.ts';
import { readAddressRange } from '../../access/address-range.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { RequestFailure } from '../../http/problem.ts';
import { readBody } from '../../http/read-body.ts';

/** `/v1/admin/keys`: API keys of devices. A secret is in the answer that made it, and nowhere else. */
export function keyRoutes(deps: AppDeps): Hono<AppEnv> {
  const keys = new Hono<AppEnv>();

  keys.use(async (_context, next) => {
    if (deps.configuration.apiKeyPeppers.length === 0) {
      throw new RequestFailure('internal', {
        status: 503,
        detail: 'API keys need the worker’s variable API_KEYS_PEPPER.',
        reason: 'keys_not_configured',
      });
    }
    await next();
  });

  keys.get('/', async (context) => {
    const answer: KeysAnswer = { keys: await deps.apiKeys().list() };
    return context.json(answer);
  });

  keys.post('/', async (context) => {
    const wanted = await readBody(context.req, newKey);
    requireSense(deps, wanted);
    const answer: IssuedKey = await deps.apiKeys().add(wanted);
    deps.log('key_added', { requestId: context.get('requestId'), keyId: answer.key.id });
    return context.json(answer, 201);
  });

  keys.get('/:id', async (context) => {
    return context.json((await deps.apiKeys().find(context.req.param('id'))) ?? unknownKey());
  });

  keys.delete('/:id', async (context) => {
    const id = context.req.param('id');
    if (!(await deps.apiKeys().revoke(id))) unknownKey();
    deps.log('key_revoked', { requestId: context.get('requestId'), keyId: id });
    return context.body(null, 204);
  });

  keys.post('/:id/rotate', async (context) => {
    const answer: IssuedKey = (await deps.apiKeys().rotate(context.req.param('id'))) ?? unknownKey();
    deps.log('key_rotated', { requestId: context.get('requestId'), keyId: answer.key.id });
    return context.json(answer, 201);
  });

  return keys;
}

/** What the schema cannot know. */
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
