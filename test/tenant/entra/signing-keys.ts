import {
  createHash,
  createHmac,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';
import { type JWTPayload, jwtVerify } from 'jose';

export type Claims = Record<string, unknown>;

interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** A key as Entra publishes it: there is no `alg`, so a verifier has to fix the algorithm itself. */
interface PublishedKey {
  kty: 'RSA';
  use: 'sig';
  kid: string;
  n: string;
  e: string;
  issuer: string;
}

export interface SigningKeys {
  published(issuer: string): PublishedKey[];
  /** The private signing key, which oidc-provider needs. */
  privateJwk(): JsonWebKey & { kid: string };
  /** A signed token; `header` is merged over the honest header, and null removes a member. */
  sign(claims: Claims, header?: Record<string, unknown>): string;
  /** The claims of a token signed by any key made here, in time and for `audience`; otherwise undefined. */
  verify(token: string, audience: string[]): Promise<JWTPayload | undefined>;
  rotate(): void;
  dropOld(): void;
}

export function createSigningKeys(now: () => number): SigningKeys {
  let keys = [createKey()];
  const current = (): SigningKey => {
    const key = keys.at(-1);
    if (!key) throw new Error('a signing key is always there');
    return key;
  };
  return {
    published: (issuer) => keys.map((key) => publish(key, issuer)),
    privateJwk: () => ({ ...current().privateKey.export({ format: 'jwk' }), kid: current().kid }),
    sign: (claims, header = {}) => signToken(current(), claims, header),
    async verify(token, audience) {
      try {
        const verified = await jwtVerify(token, ({ kid }) => findKey(keys, kid), {
          algorithms: ['RS256'],
          audience,
          currentDate: new Date(now()),
          requiredClaims: ['exp', 'tid'],
        });
        return verified.payload;
      } catch {
        // The reason does not matter: the answer is 401 either way.
        return undefined;
      }
    },
    rotate() {
      keys.push(createKey());
    },
    dropOld() {
      keys = [current()];
    },
  };
}

function createKey(): SigningKey {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
  return { ...pair, kid: createHash('sha1').update(spki).digest('base64url') };
}

function findKey(keys: SigningKey[], kid: string | undefined): KeyObject {
  const key = keys.find((candidate) => candidate.kid === kid);
  if (!key) throw new Error('no such key');
  return key.publicKey;
}

function publish({ kid, publicKey }: SigningKey, issuer: string): PublishedKey {
  const { n, e } = publicKey.export({ format: 'jwk' });
  if (!n || !e) throw new Error('an RSA key has a modulus and an exponent');
  return { kty: 'RSA', use: 'sig', kid, n, e, issuer };
}

function signToken(key: SigningKey, claims: Claims, header: Record<string, unknown>): string {
  const merged = mergeClaims({ typ: 'JWT', alg: 'RS256', kid: key.kid }, header);
  const input = `${encode(merged)}.${encode(claims)}`;
  return `${input}.${signature(key, merged.alg, input)}`;
}

/**
 * Two algorithms yield the forgery that a verifier must refuse: `none` gets no signature, HS256 an HMAC whose secret
 * is the public key. Under any other name the signature is an honest RS256 one.
 */
function signature(key: SigningKey, algorithm: unknown, input: string): string {
  if (typeof algorithm === 'string' && algorithm.toLowerCase() === 'none') return '';
  if (algorithm === 'HS256') {
    const secret = key.publicKey.export({ type: 'spki', format: 'pem' });
    return createHmac('sha256', secret).update(input).digest('base64url');
  }
  return sign('sha256', Buffer.from(input), key.privateKey).toString('base64url');
}

/** Lays `changes` over `base`; null removes a member. */
export function mergeClaims(base: Claims, changes: Claims): Claims {
  return Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== null));
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
