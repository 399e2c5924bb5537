import { beforeEach, describe, expect, inject, it } from 'vitest';
import * as z from 'zod/mini';
import { verifyToken } from '../../../worker/access/verify-token.ts';
import { json, person } from '../support/fake-graph.ts';
import { SUPPORT_GROUP, TENANT_ID } from '../support/settings.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

/** Tokens forged to look like Entra's, each with the statuses that may answer it. */
const attackSet = z.object({
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }),
  config: z.object({ tenant: z.string(), scope: z.string(), issuer: z.string(), apiClientId: z.string() }),
  tokens: z.array(
    z.object({
      name: z.string(),
      token: z.string(),
      expect: z.array(z.number()),
      send: z.optional(z.string()),
    }),
  ),
});
type AttackToken = z.infer<typeof attackSet>['tokens'][number];

const SALES_CANARY = 'Canary of Sales';
const SUPPORT_CANARY = 'Canary of Support';
/** Valid controls and harmless variants. No other token may open a contact … */
const SEE_SALES = ['ok-baseline', 'ok-unknown-claims', 'ok-lowercase-bearer', 'zip-def', 'payload-bom'];
/** … except these two, whose groups did not fit into the token: Graph is asked, and says Support. */
const SEE_SUPPORT = ['grp-overage', 'grp-overage-and-groups'];

/** How the attack set wants a token to be sent. */
function requestOf({ name, token }: AttackToken, baseline: string): [path: string, headers: HeadersInit] {
  const path = '/v1/lookup?number=03011111111';
  switch (name) {
    case 'ok-lowercase-bearer':
      return [path, { authorization: `bearer ${token}` }];
    case 'query-token':
      return [`${path}&access_token=${token}`, {}];
    case 'spoof-user-headers': {
      const names = ['X-MS-CLIENT-PRINCIPAL', 'X-Forwarded-User', 'X-User-Groups', 'Cf-Access-Jwt-Assertion'];
      return [path, Object.fromEntries(names.map((header) => [header, baseline]))];
    }
    default:
      return [path, { authorization: `Bearer ${token}` }];
  }
}

describe('forged tokens', () => {
  beforeEach(async () => {
    world.sales.put('default', person('a', SALES_CANARY, '+493011111111'));
    world.microsoft
      .mailbox('support@nordwind.example')
      .put('default', person('s', SUPPORT_CANARY, '+493011111111'));
    await runSync('sales');
    await runSync('support');
    world.microsoft.memberOf = [SUPPORT_GROUP];
  });

  it('get the expected answers and open no foreign source: 85 of 85', async () => {
    const { config, jwks, tokens } = attackSet.parse(JSON.parse(inject('attackTokens')));
    const entraUrl = new URL(config.issuer).origin;
    const configuration = { ...world.configuration, entraUrl };
    const asked: string[] = [];
    world.microsoft.faults.push((_request, url) => {
      asked.push(url.host);
      if (url.pathname.endsWith('/keys')) return json(jwks);
      const isForToken = url.pathname === `/${TENANT_ID}/oauth2/v2.0/token`;
      return isForToken
        ? json({ token_type: 'Bearer', expires_in: 3599, access_token: 'graph-token' })
        : undefined;
    });
    const policy = { ...world.policy(configuration), scope: config.scope };
    const baseline = tokens.find(({ name }) => name === 'ok-baseline')?.token ?? '';
    const disagreements: string[] = [];
    const sees = { sales: [] as string[], support: [] as string[] };
    let agreements = 0;
    for (const attack of tokens) {
      const app = world.app({ configuration, verify: (token) => verifyToken(token, policy) });
      const [path, headers] = requestOf(attack, baseline);
      const response = await app.request(path, { headers });
      const body = await response.text();
      if (attack.expect.includes(response.status)) agreements++;
      else disagreements.push(`${attack.name}: ${response.status}, not ${attack.expect}`);
      if (body.includes(SALES_CANARY)) sees.sales.push(attack.name);
      if (body.includes(SUPPORT_CANARY)) sees.support.push(attack.name);
    }
    expect(disagreements).toEqual([]);
    expect(agreements).toBe(85);
    expect(sees).toEqual({ sales: SEE_SALES, support: SEE_SUPPORT });
    // The worker never follows `jku` or `_claim_sources`.
    const hosts = [world.configuration.entraUrl, entraUrl, world.configuration.graphUrl];
    expect(asked.filter((host) => !hosts.some((known) => new URL(known).host === host))).toEqual([]);
  });
});
