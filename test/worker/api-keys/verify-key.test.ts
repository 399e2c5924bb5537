import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { createKeyVerifier } from '../../../worker/api-keys/verify-key.ts';
import { administer } from '../support/account-steps.ts';
import { askAs, makeKey, rotateKey } from '../support/key-steps.ts';
import { VARIABLES } from '../support/settings.ts';
import { advanceSeconds, apiKeysStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const { API_KEYS_PEPPER: PEPPER, API_KEYS_PEPPER_PREVIOUS: BEFORE } = VARIABLES;

/** A separate isolate, and the number of times that it asked the store. */
function isolate(peppers: readonly string[] = [PEPPER, BEFORE]) {
  const asked = { checks: 0, isDown: false, isNotYetKnown: false };
  const store = () => {
    const stub = apiKeysStub();
    return {
      check: async (id: string, digests: ArrayBuffer[]) => {
        asked.checks += 1;
        if (asked.isDown) throw new Error('the store is down');
        return asked.isNotYetKnown ? undefined : await stub.check(id, digests);
      },
      noteUse: (id: string) => stub.noteUse(id),
    };
  };
  const verifyKey = createKeyVerifier({
    peppers,
    store,
    now: () => Date.now(),
    later: (work) => world.later.push(work),
    onUseLost: () => {
      throw new Error('not expected: the use of a key is lost');
    },
  });
  return { asked, verifyKey, app: world.app({ verifyKey }) };
}

async function storedDigest(): Promise<number[]> {
  return await runInDurableObject(apiKeysStub(), (_instance, { storage }) => {
    const row = storage.sql.exec<{ digest: ArrayBuffer }>('SELECT digest FROM secrets').one();
    return [...new Uint8Array(row.digest)];
  });
}

describe('an isolate', () => {
  it('asks the store about a key once in half a minute', async () => {
    const { secret } = await makeKey(world);
    const { asked, app } = isolate();
    for (let i = 0; i < 5; i++) expect(await askAs(world, secret, { app })).toBe('200');
    advanceSeconds(29);
    expect(await askAs(world, secret, { app })).toBe('200');
    expect(asked.checks).toBe(1);
    advanceSeconds(1);
    expect(await askAs(world, secret, { app })).toBe('200');
    expect(asked.checks).toBe(2);
  });

  it('refuses a key within a minute of its revocation', async () => {
    const { key, secret } = await makeKey(world);
    const { app } = isolate();
    const revokedAt = Date.now();
    expect(await askAs(world, secret, { app })).toBe('200');
    await administer(world, 'DELETE', `/keys/${key.id}`);
    while ((await askAs(world, secret, { app })) === '200') advanceSeconds(1);
    expect((Date.now() - revokedAt) / 1000).toBe(30);
    expect(await askAs(world, secret, { app: isolate().app })).toBe('401 token_rejected');
  });

  it('refuses a cached key from the moment in which its secret expires', async () => {
    const { secret } = await makeKey(world, { days: 1 });
    const { app } = isolate();
    advanceSeconds(24 * 60 * 60 - 1);
    expect(await askAs(world, secret, { app })).toBe('200');
    advanceSeconds(1);
    expect(await askAs(world, secret, { app })).toBe('401 token_rejected');
  });

  it('caches no refusal: a key works as soon as the store knows it', async () => {
    const { secret } = await makeKey(world);
    const { asked, app } = isolate();
    asked.isNotYetKnown = true;
    expect(await askAs(world, secret, { app })).toBe('401 token_rejected');
    asked.isNotYetKnown = false;
    expect(await askAs(world, secret, { app })).toBe('200');
  });

  it('lets nobody in on an old yes while the store is unreachable', async () => {
    const { secret } = await makeKey(world);
    const { asked, app } = isolate();
    expect(await askAs(world, secret, { app })).toBe('200');
    asked.isDown = true;
    expect(await askAs(world, secret, { app })).toBe('200');
    advanceSeconds(30);
    const response = await app.request('/v1/status', { headers: { 'x-api-key': secret } });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('30');
    expect(world.lines.some((line) => line.includes('key_store_unavailable'))).toBe(true);
    asked.isDown = false;
    expect(await askAs(world, secret, { app })).toBe('200');
  });
});

describe('the work to verify a key', () => {
  it('is the same for an unknown id, a wrong secret, a wrong secret of a rotated key, and the right one', async () => {
    const { key, secret } = await makeKey(world);
    const { key: rotated } = await makeKey(world);
    await rotateKey(world, rotated.id);
    const signs = vi.spyOn(crypto.subtle, 'sign');
    const comparisons = vi.spyOn(crypto.subtle, 'timingSafeEqual');
    const works = [];
    const wrong = 'A'.repeat(43);
    for (const text of [
      `rc_aaaaaaaa_${wrong}`,
      `rc_${key.id}_${wrong}`,
      `rc_${rotated.id}_${wrong}`,
      secret,
    ]) {
      signs.mockClear();
      comparisons.mockClear();
      const { asked, verifyKey } = isolate();
      const { ok } = await verifyKey(text);
      works.push({
        ok,
        checks: asked.checks,
        hmacs: signs.mock.calls.filter(([algorithm]) => algorithm === 'HMAC').length,
        comparisons: comparisons.mock.calls.length,
        lengths: [...new Set(comparisons.mock.calls.flat().map(({ byteLength }) => byteLength))],
      });
    }
    vi.restoreAllMocks();
    const work = { checks: 1, hmacs: 2, comparisons: 4, lengths: [32] };
    expect(works).toEqual([
      { ok: false, ...work },
      { ok: false, ...work },
      { ok: false, ...work },
      { ok: true, ...work },
    ]);
  });
});

describe('the pepper', () => {
  it('rotates by use: a key stored under the old pepper is stored again under the new one', async () => {
    const { secret } = await makeKey(world);
    const before = await storedDigest();
    const NEXT = btoa('the-invented-pepper-of-next-year'.slice(0, 32));
    expect(await isolate([NEXT]).verifyKey(secret)).toMatchObject({ ok: false });
    expect(await isolate([NEXT, PEPPER]).verifyKey(secret)).toMatchObject({ ok: true });
    expect(await storedDigest()).not.toEqual(before);
    expect(await isolate([NEXT]).verifyKey(secret)).toMatchObject({ ok: true });
    expect(await isolate([PEPPER]).verifyKey(secret)).toMatchObject({ ok: false });
  });
});
