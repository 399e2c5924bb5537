import { base64url } from 'jose';
import type { SourceConfig } from '#shared/source-config.ts';
import { createGroupMembership } from '../../../worker/access/group-membership.ts';
import { openSources } from '../../../worker/access/open-sources.ts';
import { createRevocations } from '../../../worker/access/revocations.ts';
import type { SigningKeys } from '../../../worker/access/signing-keys.ts';
import { createTenantKeys } from '../../../worker/access/tenant-keys.ts';
import { type TokenPolicy, verifyToken } from '../../../worker/access/verify-token.ts';
import { createGraphClient } from '../../../worker/graph/client.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';

/** Runs in workerd: authorises as the product does before a look-up, and takes the time. */

/** Repeats per token. workerd's clock counts whole milliseconds, and one authorisation takes about 0.1 ms. */
const REPEATS = 300;

export interface Work {
  policy: Omit<TokenPolicy, 'keys' | 'now'>;
  key: SigningKeys['keys'][number];
  nowMs: number;
  sources: SourceConfig[];
  revoked: [objectId: string, atMs: number][];
  /** The group that Graph names for a person with overage. */
  memberOf: string;
  tokens: string[];
  /** Measures WebCrypto's check of the signature alone, for comparison. */
  isSignatureAlone: boolean;
}

/** Answers with microseconds for each token. */
export async function answer(request: Request): Promise<Response> {
  const work: Work = await request.json();
  const authorise = work.isSignatureAlone ? await checkSignature(work) : product(work);
  const us: number[] = [];
  for (const token of work.tokens) {
    await authorise(token);
    us.push(await time(() => authorise(token)));
  }
  return Response.json(us);
}

type Authorise = (token: string) => Promise<void>;

function product({ policy, key, nowMs, sources, revoked, memberOf }: Work): Authorise {
  const now = () => nowMs;
  const published = { keys: [key], fetchedAtMs: nowMs };
  const whole = { ...policy, now, keys: createTenantKeys(async () => published, now) };
  const isRevoked = createRevocations({ read: async () => new Map(revoked), now, waitUntil: () => {} });
  const graph = createGraphClient({
    graphUrl: 'https://graph.microsoft.com',
    tokens: { current: async () => 'token', renew: async () => 'token' },
    gate: new MailboxGate(),
    fetch: async () => Response.json({ value: [memberOf] }),
    now,
    sleep: async () => {},
  });
  const membership = createGroupMembership({ graph, now });
  return async (token) => {
    const principal = await verifyToken(token, whole);
    if (!principal.ok) throw new Error(`refused: ${principal.failure.reason}`);
    if (await isRevoked(principal.value)) throw new Error('refused: revoked');
    const open = await openSources(principal.value, sources, membership);
    if (!open.ok) throw new Error(`refused: ${open.failure.code}`);
  };
}

async function checkSignature({ key }: Work): Promise<Authorise> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('jwk', key, algorithm, false, ['verify']);
  return async (token) => {
    const end = token.lastIndexOf('.');
    const signature = new Uint8Array(base64url.decode(token.slice(end + 1)));
    const signed = new TextEncoder().encode(token.slice(0, end));
    if (!(await crypto.subtle.verify(algorithm, imported, signature, signed))) throw new Error('not signed');
  };
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < REPEATS; i++) await work();
  return ((performance.now() - start) * 1000) / REPEATS;
}
