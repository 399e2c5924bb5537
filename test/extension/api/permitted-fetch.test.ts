import { describe, expect, it } from 'vitest';
import { createApiClient, readHealth } from '../../../extension/api/api-client.ts';
import { permittedFetch } from '../../../extension/api/permitted-fetch.ts';

function browserThatGrants(granted: string[]) {
  const asked: string[] = [];
  const fetchLike = permittedFetch(
    async (origins) => origins.every((origin) => granted.includes(origin)),
    async (input) => {
      asked.push(String(input));
      throw new TypeError('Failed to fetch');
    },
  );
  return { asked, fetchLike };
}

describe('the worker’s address', () => {
  it('gets no request, and so no token, before the browser grants it; the failure says so', async () => {
    const { asked, fetchLike } = browserThatGrants(['https://other.example/*']);
    const client = createApiClient({
      fetch: fetchLike,
      workerUrl: 'https://ringcard.example',
      accessToken: async () => ({ ok: true, value: 'TOKEN' }),
    });
    const refused = { ok: false, failure: { code: 'worker_not_permitted' } };
    expect(await client.ask('status', {})).toEqual(refused);
    expect(await readHealth('https://ringcard.example', fetchLike)).toEqual(refused);
    expect(asked).toEqual([]);
  });

  it('is unreachable, not ungranted, when it is granted and silent', async () => {
    const { asked, fetchLike } = browserThatGrants(['https://ringcard.example/*']);
    expect(await readHealth('https://ringcard.example', fetchLike)).toEqual({
      ok: false,
      failure: { code: 'worker_unreachable' },
    });
    expect(asked).toHaveLength(1);
  });
});
