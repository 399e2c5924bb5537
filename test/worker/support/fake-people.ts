import { base64url } from 'jose';
import { json } from './fake-graph.ts';
import { API_CLIENT_ID, ENTRA_URL, TENANT_ID } from './settings.ts';

export const MAIN_ACCOUNT_ID = 'e0000001-0000-4000-8000-000000000001';
const GRANTED = 'openid profile https://graph.microsoft.com/Contacts.Read.Shared';

/** Differences from a person of the tenant who consents to everything. */
export interface Visit {
  /** Claims of the id token. */
  readonly claims?: Record<string, unknown>;
  readonly scope?: string;
  readonly hasNoRefreshToken?: boolean;
}

/** Entra's side of delegated access: sign-in pages, codes, and refresh tokens that change with each use. */
export class FakePeople {
  /** Tokens that Graph accepts. */
  readonly accessTokens = new Set<string>();
  /** The scope that each refresh grants. */
  scope = GRANTED;
  #issued = 0;
  #refreshToken: string | undefined;
  readonly #codes = new Map<string, Visit & { question: URLSearchParams }>();
  readonly #sign: (claims: Record<string, unknown>) => Promise<string>;

  constructor(sign: (claims: Record<string, unknown>) => Promise<string>) {
    this.#sign = sign;
  }

  get refreshToken(): string | undefined {
    return this.#refreshToken;
  }

  /** The person withdraws the consent, or an administrator ends the person's sessions. */
  withdraw(): void {
    this.#refreshToken = undefined;
    this.accessTokens.clear();
  }

  /** Signs in and consents. Returns the path and query of the redirect back. */
  visit(authorizeUrl: string, visit: Visit = {}): string {
    const url = new URL(authorizeUrl);
    if (url.origin + url.pathname !== `${ENTRA_URL}/${TENANT_ID}/oauth2/v2.0/authorize`)
      throw new Error(`not expected: ${url.pathname}`);
    const question = url.searchParams;
    const code = `code-${++this.#issued}`;
    this.#codes.set(code, { ...visit, question });
    const callback = new URL(question.get('redirect_uri') ?? '');
    callback.search = new URLSearchParams({ code, state: question.get('state') ?? '' }).toString();
    return callback.pathname + callback.search;
  }

  async token(form: URLSearchParams): Promise<Response> {
    if (form.get('grant_type') === 'refresh_token') {
      if (this.#refreshToken === undefined || form.get('refresh_token') !== this.#refreshToken)
        return refuse('invalid_grant', 50173);
      return json(this.#issue(this.scope, true));
    }
    const code = form.get('code') ?? '';
    const visit = this.#codes.get(code);
    this.#codes.delete(code);
    if (!visit) return refuse('invalid_grant', 54005);
    const { question, claims = {}, scope = GRANTED, hasNoRefreshToken = false } = visit;
    const hash = await crypto.subtle.digest(
      'SHA-256',
      new TextEncoder().encode(form.get('code_verifier') ?? ''),
    );
    const isProven = base64url.encode(new Uint8Array(hash)) === question.get('code_challenge');
    if (!isProven || question.get('code_challenge_method') !== 'S256') return refuse('invalid_grant', 501481);
    if (form.get('redirect_uri') !== question.get('redirect_uri')) return refuse('invalid_grant', 500112);
    const idToken = await this.#sign({
      iss: `${ENTRA_URL}/${TENANT_ID}/v2.0`,
      aud: API_CLIENT_ID,
      tid: TENANT_ID,
      oid: MAIN_ACCOUNT_ID,
      preferred_username: 'main@nordwind.example',
      nonce: question.get('nonce'),
      exp: Math.floor(Date.now() / 1000) + 3600,
      ...claims,
    });
    return json({ ...this.#issue(scope, !hasNoRefreshToken), id_token: idToken });
  }

  #issue(scope: string, hasRefreshToken: boolean) {
    const number = ++this.#issued;
    const accessToken = `delegated-token-${number}`;
    this.accessTokens.add(accessToken);
    if (hasRefreshToken) this.#refreshToken = `refresh-token-${number}-of-a-person`;
    return {
      token_type: 'Bearer',
      expires_in: 3599,
      scope,
      access_token: accessToken,
      ...(hasRefreshToken && { refresh_token: this.#refreshToken }),
    };
  }
}

function refuse(error: string, number: number): Response {
  return json({ error, error_codes: [number], error_description: `AADSTS${number}: invented` }, 400);
}
