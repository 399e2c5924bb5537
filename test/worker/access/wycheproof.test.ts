import { createLocalJWKSet } from 'jose';
import { expect, inject, it } from 'vitest';
import * as z from 'zod/mini';
import { verifyToken } from '../../../worker/access/verify-token.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const vectors = z.object({
  testGroups: z.array(
    z.object({
      public: z.object({ kty: z.string(), kid: z.string(), n: z.string(), e: z.string(), alg: z.string() }),
      tests: z.array(z.object({ tcId: z.number(), jws: z.string(), result: z.enum(['valid', 'invalid']) })),
    }),
  ),
});

/** Codes of a bad signature. Any other refusal means that the signature held, but the token is not for us. */
const NOT_SIGNED = ['signature', 'malformed', 'unknown_key', 'no_token'];

it('Wycheproof’s RS256 signatures are judged as expected: 233 of 233', async () => {
  const { testGroups } = vectors.parse(JSON.parse(inject('wycheproofRs256')));
  const disagreements: string[] = [];
  let agreements = 0;
  for (const group of testGroups) {
    const keys = createLocalJWKSet({ keys: [group.public] });
    for (const { tcId, jws, result } of group.tests) {
      const judged = await verifyToken(jws, { ...world.policy(), keys });
      const reason = judged.ok ? 'ok' : judged.failure.reason;
      if ((result === 'invalid') === NOT_SIGNED.includes(reason)) agreements++;
      else disagreements.push(`${tcId} is ${result}, judged ${reason}`);
    }
  }
  expect(disagreements).toEqual([]);
  expect(agreements).toBe(233);
});
