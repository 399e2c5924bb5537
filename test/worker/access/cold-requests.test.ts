import { exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { json } from '../support/fake-graph.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

/** Asks through the worker's own entry, so that each request has its own I/O, as in production. */
async function ask(token: string, signal?: AbortSignal): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const init = { headers, ...(signal && { signal }) };
  const response = await exports.default.fetch('https://worker.example/v1/status', init);
  await response.arrayBuffer();
  return response.status;
}

// The worker keeps keys for the life of the isolate. This file has an isolate of its own, so it can start cold once.
it('twenty cold requests at once fetch the keys once, even if the request that began the fetch is aborted', async () => {
  const token = await world.microsoft.personToken();
  let fetches = 0;
  let isHeld = true;
  // Polls, because one request's context must not await a promise that belongs to another.
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await scheduler.wait(5);
  };
  world.microsoft.faults.push(async (_request, url) => {
    if (!url.pathname.endsWith('/keys')) return undefined;
    fetches++;
    await until(() => !isHeld);
    return json(world.microsoft.jwks);
  });
  const client = new AbortController();
  const first = ask(token, client.signal).catch((error: unknown) => error);
  await until(() => fetches > 0);
  const others = Array.from({ length: 19 }, () => ask(token));
  // Gives the other requests time to wait for the same keys.
  await scheduler.wait(100);
  client.abort();
  expect(await first).toMatchObject({ name: 'AbortError' });
  isHeld = false;
  expect(await Promise.all(others)).toEqual(Array.from({ length: 19 }, () => 200));
  expect(fetches).toBe(1);
  expect(await ask(token)).toBe(200);
  expect(fetches).toBe(1);
});
