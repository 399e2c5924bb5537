import { env, exports } from 'cloudflare:workers';
import { expect, it, vi } from 'vitest';
import { problem } from '#shared/api.ts';
import { makeKey } from '../support/key-steps.ts';
import { apiKeysStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

it('the deployed worker knows keys, notes their use, and stops a burst', async () => {
  const { key, secret } = await makeKey(world);
  const ask = async (path: string) =>
    await exports.default.fetch(`https://worker.example${path}`, { headers: { 'x-api-key': secret } });
  expect((await ask('/v1/status')).status).toBe(200);
  await vi.waitFor(async () => expect((await apiKeysStub().find(key.id))?.lastUsedAt).toBeDefined());
  // The platform's rate limit runs on the real clock: its period may end between the two steps, but not every time.
  const stopped = await vi.waitFor(async () => {
    while ((await env.BURST.limit({ key: `key:${key.id}` })).success);
    const response = await ask('/v1/search?q=anna');
    expect(response.status).toBe(429);
    return problem.parse(await response.json());
  });
  expect(stopped).toMatchObject({ budget: 'burst', retryAfterSeconds: 10 });
});
