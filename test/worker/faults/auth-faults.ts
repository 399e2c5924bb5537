import { expect } from 'vitest';
import { sourceStub } from '../support/source-runner.ts';
import { deltaOf, type FaultCase, MINUTE } from './fault-case.ts';

export const AUTH_FAULTS: readonly FaultCase[] = [
  {
    id: 'F35',
    says: 'a token that expires within a run: one new token, and the same page again',
    async play(world) {
      await world.importAll();
      await world.edit();
      world.microsoft.graph.forgetDeltaTokens();
      const tokens = world.microsoft.tokenCalls.length;
      const from = world.microsoft.asked.length;
      const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
      world.microsoft.fault({ match: deltaOf('customers'), after: 4, status: 401, headers });
      await world.conductor.runFor(5 * MINUTE);
      const asked = world.microsoft.asked.slice(from);
      const refused = asked.filter(({ status }) => status === 401);
      expect(refused).toHaveLength(1);
      const isSame = ({ path, search }: { path: string; search: string }) =>
        path === refused[0]?.path && search === refused[0]?.search;
      expect(asked.filter(isSame)).toHaveLength(2);
      expect(world.microsoft.tokenCalls.length - tokens).toBe(1);
    },
  },
  {
    id: 'F36',
    says: 'an expired secret is reported, and old data is still served',
    async play(world) {
      await world.importAll();
      await world.edit();
      world.microsoft.revokeTokens();
      const body = { error: 'invalid_client', error_codes: [7000222] };
      world.microsoft.tokenInstead = () => Response.json(body, { status: 401 });
      await world.conductor.runFor(10 * MINUTE);
      for (const id of world.ids) {
        expect((await sourceStub(id).status()).problem).toMatchObject({ code: 'credentials_expired' });
      }
      expect(world.readers.findings.unavailable).toBe(0);
    },
  },
  {
    id: 'F37',
    says: 'sign-in fails, then hangs: old data is served, and reading resumes afterwards',
    async play(world) {
      await world.importAll();
      await world.edit();
      world.microsoft.revokeTokens();
      world.microsoft.tokenInstead = () => new Response('', { status: 503 });
      await world.conductor.runFor(10 * MINUTE);
      world.microsoft.tokenInstead = (_url, request) =>
        world.time.hang(request.signal).then(() => new Response('', { status: 504 }));
      await world.conductor.runFor(20 * MINUTE);
      expect(world.readers.findings.unavailable).toBe(0);
    },
  },
  {
    id: 'F39',
    says: 'clocks that are ten minutes apart',
    async play(world) {
      for (const skewMs of [-600_000, 300_000, -300_000, 600_000]) {
        world.microsoft.skewMs = skewMs;
        if (skewMs === -600_000) await world.importAll();
        await world.edit();
        await world.conductor.runFor(10 * MINUTE);
        await world.expectTruth();
      }
    },
  },
];
