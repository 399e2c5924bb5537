import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import {
  API_SCOPE,
  DEMO_PASSWORD,
  EXTENSION_CLIENT_ID,
  EXTENSION_ID,
  EXTENSION_REDIRECT,
} from '../../ids.ts';
import type { RunningEntra } from '../start.ts';
import { Browser, type Page, type Send, send } from './browser.ts';

const ORIGIN = `chrome-extension://${EXTENSION_ID}`;
const SCOPE = `${API_SCOPE} openid profile offline_access`;

const tokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
  client_info: z.string(),
  expires_in: z.number(),
  ext_expires_in: z.number(),
  refresh_token_expires_in: z.number(),
  scope: z.string(),
  token_type: z.literal('Bearer'),
});
export type Tokens = z.infer<typeof tokens>;

const failure = z.object({
  error: z.string(),
  error_description: z.string(),
  error_codes: z.array(z.number()),
  suberror: z.string().optional(),
});
export type Failure = z.infer<typeof failure>;

export interface Attempt {
  url: string;
  verifier: string;
}

/** Signs in as MSAL does in the extension, without MSAL. */
export class Extension {
  readonly browser: Browser;
  private readonly ca: string;
  private readonly entra: RunningEntra;

  constructor(entra: RunningEntra, ca: string) {
    this.entra = entra;
    this.ca = ca;
    this.browser = new Browser(ca, entra.url);
  }

  attempt(changes: Record<string, string> = {}): Attempt {
    const verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
      client_id: EXTENSION_CLIENT_ID,
      scope: SCOPE,
      redirect_uri: EXTENSION_REDIRECT,
      response_type: 'code',
      response_mode: 'fragment',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      client_info: '1',
      nonce: 'nonce-of-msal',
      state: 'state-of-msal',
      // MSAL asks for this on its own.
      claims: '{"id_token":{"signin_state":{}}}',
      ...changes,
    });
    return { url: `${this.entra.issuer.replace('/v2.0', '/oauth2/v2.0/authorize')}?${query}`, verifier };
  }

  /** Fills the sign-in page in. */
  async submit(page: Page, account: string, password = DEMO_PASSWORD): Promise<Page> {
    return await this.browser.open(page.url, { form: { loginfmt: account, passwd: password } });
  }

  async signIn(account: string, changes: Record<string, string> = {}): Promise<Tokens> {
    const attempt = this.attempt(changes);
    const back = await this.submit(await this.browser.open(attempt.url), account);
    return await this.redeem(attempt, back);
  }

  async redeem(attempt: Attempt, back: Page): Promise<Tokens> {
    return readTokens(await this.token(codeForm(attempt, answerOf(back).get('code') ?? '')));
  }

  async refresh(refreshToken: string): Promise<Page> {
    return await this.token({
      client_id: EXTENSION_CLIENT_ID,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      scope: SCOPE,
      client_info: '1',
    });
  }

  async token(
    form: NonNullable<Send['form']>,
    headers: Record<string, string> = { origin: ORIGIN },
  ): Promise<Page> {
    const url = this.entra.issuer.replace('/v2.0', '/oauth2/v2.0/token');
    return await send(this.ca, url, { form, headers });
  }
}

export function codeForm(attempt: Attempt, code: string): Record<string, string> {
  return {
    client_id: EXTENSION_CLIENT_ID,
    grant_type: 'authorization_code',
    code,
    code_verifier: attempt.verifier,
    redirect_uri: EXTENSION_REDIRECT,
    scope: SCOPE,
    client_info: '1',
  };
}

/** The parameters with which the browser came back to the extension. */
export function answerOf(page: Page): URLSearchParams {
  return new URLSearchParams(new URL(page.sentTo ?? 'about:blank').hash.slice(1));
}

export function readTokens(page: Page): Tokens {
  return tokens.parse(JSON.parse(page.text));
}

export function readFailure(page: Page): Failure {
  return failure.parse(JSON.parse(page.text));
}

export function claimsOf(token: string): JWTPayload {
  return decodeJwt(token);
}
