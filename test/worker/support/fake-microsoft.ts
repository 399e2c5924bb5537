import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { vi } from 'vitest';
import { FakeDirectory } from './fake-directory.ts';
import { answerBatch, json, refusal } from './fake-graph.ts';
import { FakeMailbox } from './fake-mailbox.ts';
import { FakePeople } from './fake-people.ts';
import {
  API_CLIENT_ID,
  ENTRA_URL,
  EXTENSION_CLIENT_ID,
  GRAPH_URL,
  PERSON_ID,
  PROGRAM_CLIENT_ID,
  SALES_GROUP,
  TENANT_ID,
} from './settings.ts';

interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK & { kid: string };
}

type Fault = (request: Request, url: URL) => Response | undefined | Promise<Response | undefined>;

/** Entra and Graph for one tenant, in place of the global `fetch`. */
export class FakeMicrosoft {
  readonly mailboxes = new Map<string, FakeMailbox>();
  readonly directory = new FakeDirectory();
  /** Every request to Graph, in order. */
  readonly graphRequests: Request[] = [];
  /** Every request to Entra's token endpoint, and how often the keys were fetched. */
  readonly tokenForms: URLSearchParams[] = [];
  keyFetches = 0;
  /** Secrets in the app's registration; undefined when the app may not read it. */
  passwordCredentials: { hint: string; endDateTime: string }[] | undefined;
  /** Groups that contain the person, according to Graph. */
  memberOf: string[] = [];
  /** Groups that the person owns, according to Graph. */
  ownerOf: string[] = [];
  /** Consulted before each answer; the first fault that gives one wins. */
  faults: Fault[] = [];
  /** Persons who consent, with their tokens. */
  readonly people = new FakePeople((claims) => this.sign(claims));
  #keys: SigningKey;

  private constructor(keys: SigningKey) {
    this.#keys = keys;
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
      this.#answer(new Request(input, init)),
    );
  }

  static async start(): Promise<FakeMicrosoft> {
    return new FakeMicrosoft(await makeKeys('k1'));
  }

  /** From now on Entra signs with a new key and publishes no other. */
  async rotateKeys(kid: string): Promise<void> {
    this.#keys = await makeKeys(kid);
  }

  mailbox(address: string): FakeMailbox {
    let mailbox = this.mailboxes.get(address);
    if (!mailbox) {
      mailbox = new FakeMailbox(address);
      this.mailboxes.set(address, mailbox);
    }
    return mailbox;
  }

  /** Paths of requests to Graph below the mailbox, without query. */
  get paths(): string[] {
    return this.graphRequests.map((request) => new URL(request.url).pathname.replace('/v1.0/users/', ''));
  }

  /** Gives this answer to the next request with a matching path. */
  failOnce(pattern: RegExp, answer: () => Response | Promise<Response>): void {
    const fault: Fault = (_request, url) => {
      if (!pattern.test(url.pathname + url.search)) return undefined;
      this.faults = this.faults.filter((other) => other !== fault);
      return answer();
    };
    this.faults.push(fault);
  }

  async sign(claims: Record<string, unknown>, header: Record<string, unknown> = {}): Promise<string> {
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.#keys.jwk.kid, ...header })
      .sign(this.#keys.privateKey);
  }

  personToken(changes: Record<string, unknown> = {}): Promise<string> {
    return this.sign({ ...personClaims(), ...changes });
  }

  programToken(changes: Record<string, unknown> = {}): Promise<string> {
    const { scp: _scp, name: _name, groups: _groups, ...rest } = personClaims();
    const own = {
      azp: PROGRAM_CLIENT_ID,
      sub: PERSON_ID,
      idtyp: 'app',
      roles: ['Directory.Read.All'],
      azpacr: '1',
    };
    return this.sign({ ...rest, ...own, ...changes });
  }

  get jwks(): { keys: JWK[] } {
    return { keys: [this.#keys.jwk] };
  }

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.origin === GRAPH_URL) this.graphRequests.push(request);
    for (const fault of this.faults) {
      const answer = await fault(request, url);
      if (answer) return answer;
    }
    if (url.origin === ENTRA_URL) return await this.#entra(request, url);
    if (url.origin !== GRAPH_URL) throw new Error(`not expected: ${url.origin}`);
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
    if (token !== 'graph-token' && !this.people.accessTokens.has(token))
      return refusal(401, 'InvalidAuthenticationToken');
    if (url.pathname === `/v1.0/applications(appId='${API_CLIENT_ID}')`) {
      const { passwordCredentials } = this;
      return passwordCredentials
        ? json({ passwordCredentials })
        : refusal(403, 'Authorization_RequestDenied');
    }
    if (url.pathname === '/v1.0/$batch') return await answerBatch(request, (part) => this.#answer(part));
    if (url.pathname.startsWith('/v1.0/subscriptions')) return await grant(request);
    if (/^\/v1\.0\/(contacts|groups|users\/(delta|\$count))/.test(url.pathname))
      return this.directory.answer(request, url);
    const [, user = '', path = ''] = /^\/v1\.0\/users\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
    if (path === '/checkMemberGroups') {
      const { groupIds } = await request.json<{ groupIds: string[] }>();
      return json({ value: groupIds.filter((id) => this.memberOf.includes(id)) });
    }
    if (path === '/ownedObjects/microsoft.graph.group')
      return json({ value: this.ownerOf.map((id) => ({ id })) });
    const mailbox = this.mailboxes.get(decodeURIComponent(user));
    if (mailbox) return await mailbox.answer(path, url);
    return this.directory.users.objects.has(user)
      ? this.directory.answer(request, url)
      : refusal(404, 'ResourceNotFound');
  }

  async #entra(request: Request, url: URL): Promise<Response> {
    if (url.pathname === `/${TENANT_ID}/discovery/v2.0/keys`) {
      this.keyFetches++;
      return json(this.jwks);
    }
    if (url.pathname !== `/${TENANT_ID}/oauth2/v2.0/token`) throw new Error(`not expected: ${url.pathname}`);
    const form = new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()));
    this.tokenForms.push(form);
    if (form.get('grant_type') !== 'client_credentials') return await this.people.token(form);
    return json({ token_type: 'Bearer', expires_in: 3599, access_token: 'graph-token' });
  }
}

async function makeKeys(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

/** A subscription for as long as it was asked for. Tests that look closer put `FakeSubscriptions` before it. */
async function grant(request: Request): Promise<Response> {
  if (request.method === 'DELETE') return new Response(null, { status: 204 });
  const { expirationDateTime } = await request.json<{ expirationDateTime: string }>();
  return json({ id: '5ub5cr1p-0000-4000-8000-000000000001', expirationDateTime }, 201);
}

export function personClaims() {
  const now = Math.floor(Date.now() / 1000);
  return {
    aud: API_CLIENT_ID,
    iss: `${ENTRA_URL}/${TENANT_ID}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    azp: EXTENSION_CLIENT_ID,
    azpacr: '0',
    name: 'Rieke Reception',
    oid: PERSON_ID,
    sub: 'pairwise-subject',
    scp: 'Directory.Read',
    tid: TENANT_ID,
    ver: '2.0',
    groups: [SALES_GROUP],
  };
}
