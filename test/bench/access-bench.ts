import { parseArgs } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { SourceConfig } from '#shared/source-config.ts';
import type { Work } from './access/authorise.ts';
import { percentile } from './jobs/ask.ts';
import { aligned, time } from './report.ts';
import { bundle } from './worker/bundle.ts';
import { startMiniflare } from './worker/local-worker.ts';

/** The time that authorisation adds to a warm look-up. */

export const HELP = `npm run bench -- access [--json]

  --json     one JSON line per figure on standard output; the table then goes to standard error`;

const ENTRY = `
  import { answer } from './test/bench/access/authorise.ts';
  export default { fetch: answer };`;
const TOKENS = 100;
const TENANT_ID = idOf('11', 0);
const API_CLIENT_ID = idOf('22', 0);
const EXTENSION_CLIENT_ID = idOf('33', 0);

interface Figure {
  bench: 'access';
  class: string;
  p50us: number;
  p99us: number;
  /** The number of tokens. */
  k: number;
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  // Both variables are needed, or Miniflare and wrangler look up hosts.
  process.env.WRANGLER_SEND_METRICS = 'false';
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  const miniflare = await startMiniflare(await bundle(ENTRY));
  try {
    const figures: Figure[] = [];
    for (const [name, work] of await workOfClasses()) {
      const init = { method: 'POST', body: JSON.stringify(work) };
      const response = await miniflare.dispatchFetch('http://worker/', init);
      if (!response.ok) throw new Error(`the worker answered ${response.status}: ${await response.text()}`);
      const us = ((await response.json()) as number[]).sort((a, b) => a - b);
      figures.push({
        bench: 'access',
        class: name,
        p50us: Math.round(percentile(us, 0.5)),
        p99us: Math.round(percentile(us, 0.99)),
        k: us.length,
      });
    }
    const lines = figures.map((row) => [row.class, time(row.p50us), time(row.p99us), String(row.k)]);
    const table = aligned([['class', 'warm p50', 'p99', 'k'], ...lines]);
    if (values.json) {
      console.error(table);
      for (const figure of figures) console.log(JSON.stringify(figure));
    } else console.log(table);
  } finally {
    await miniflare.dispose();
  }
}

async function workOfClasses(): Promise<[name: string, work: Work][]> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const { n = '', e = '' } = await exportJWK(publicKey);
  const nowMs = Date.now();
  const common = {
    policy: {
      entraUrl: 'https://login.microsoftonline.com',
      tenantId: TENANT_ID,
      audience: API_CLIENT_ID,
      clients: [EXTENSION_CLIENT_ID],
    },
    key: { kty: 'RSA', use: 'sig', kid: 'k1', n, e } as const,
    nowMs,
    sources: Array.from({ length: 10 }, (_, i) => sourceFor(i)),
    revoked: Array.from({ length: 1000 }, (_, i): [string, number] => [idOf('ee', i + 1000), nowMs]),
    memberOf: idOf('ff', 0),
    isSignatureAlone: false,
  };
  const sign = (claims: object) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'k1' }).sign(privateKey);
  const seconds = Math.floor(nowMs / 1000);
  const tokensWith = (claims: object) =>
    Promise.all(
      Array.from({ length: TOKENS }, (_, i) => sign({ ...claimsOf(idOf('ee', i), seconds), ...claims })),
    );
  const groups = (count: number) => Array.from({ length: count }, (_, i) => idOf('ff', i));
  const ofPerson = await tokensWith({ groups: groups(20) });
  return [
    ['person, 20 groups', { ...common, tokens: ofPerson }],
    ['person, 200 groups', { ...common, tokens: await tokensWith({ groups: groups(200) }) }],
    [
      'person, groups by Graph',
      { ...common, tokens: await tokensWith({ _claim_names: { groups: 'src1' } }) },
    ],
    [
      'program',
      {
        ...common,
        tokens: await tokensWith({ scp: undefined, idtyp: 'app', roles: ['Directory.Read.All'] }),
      },
    ],
    ['signature alone', { ...common, tokens: ofPerson, isSignatureAlone: true }],
  ];
}

function claimsOf(oid: string, nowSeconds: number): object {
  return {
    aud: API_CLIENT_ID,
    iss: `https://login.microsoftonline.com/${TENANT_ID}/v2.0`,
    iat: nowSeconds,
    nbf: nowSeconds,
    exp: nowSeconds + 3600,
    azp: EXTENSION_CLIENT_ID,
    azpacr: '0',
    name: 'Rieke Reception',
    oid,
    sub: 'pairwise-subject',
    scp: 'Directory.Read',
    tid: TENANT_ID,
    ver: '2.0',
  };
}

function sourceFor(i: number): SourceConfig {
  return {
    id: `source-${i}`,
    name: `Source ${i}`,
    kind: 'org-contacts',
    groups: [idOf('ff', i), idOf('dd', i)],
    priority: i,
    country: 'DE',
  };
}

/** An invented GUID. */
function idOf(kind: string, i: number): string {
  return `${kind.repeat(4)}-0000-4000-8000-${String(i).padStart(12, '0')}`;
}
