import { z } from 'zod';
import { API_CLIENT_ID, API_CLIENT_SECRET } from '../../ids.ts';
import type { RunningEntra } from '../start.ts';
import { Browser, type Page, send } from './browser.ts';
import { signInAndConsent } from './headless.ts';

const CALLBACK = 'http://localhost:8787/v1/accounts/callback';
export const SHARED_SCOPE =
  'https://graph.microsoft.com/Contacts.Read.Shared https://graph.microsoft.com/User.Read offline_access';

const tokens = z.object({
  token_type: z.literal('Bearer'),
  scope: z.string(),
  expires_in: z.number(),
  access_token: z.string(),
  refresh_token: z.string().optional(),
});
export type WebTokens = z.infer<typeof tokens>;

/** A confidential web application that acts for users, as the worker does for a person who adds an account. */
export class WebApp {
  readonly browser: Browser;
  private readonly ca: string;
  private readonly entra: RunningEntra;

  constructor(entra: RunningEntra, ca: string) {
    this.entra = entra;
    this.ca = ca;
    this.browser = new Browser(ca, entra.url);
  }

  authorizeUrl(changes: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: API_CLIENT_ID,
      response_type: 'code',
      redirect_uri: CALLBACK,
      response_mode: 'query',
      scope: SHARED_SCOPE,
      state: 'state-of-the-worker',
      ...changes,
    });
    return `${this.entra.issuer.replace('/v2.0', '/oauth2/v2.0/authorize')}?${query}`;
  }

  /** The parameters with which the browser comes back. */
  async authorize(account: string, changes: Record<string, string> = {}): Promise<URLSearchParams> {
    const back = await signInAndConsent(this.browser, this.authorizeUrl(changes), account);
    return new URL(back).searchParams;
  }

  async connect(account: string, changes: Record<string, string> = {}): Promise<WebTokens> {
    const code = (await this.authorize(account, changes)).get('code') ?? '';
    const redirect_uri = changes.redirect_uri ?? CALLBACK;
    return readWebTokens(await this.token({ grant_type: 'authorization_code', code, redirect_uri }));
  }

  async refresh(refreshToken = '', changes: Record<string, string> = {}): Promise<Page> {
    return await this.token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...changes });
  }

  async token(form: Record<string, string>): Promise<Page> {
    const url = this.entra.issuer.replace('/v2.0', '/oauth2/v2.0/token');
    const client = { client_id: API_CLIENT_ID, client_secret: API_CLIENT_SECRET };
    return await send(this.ca, url, { form: { ...client, ...form } });
  }
}

export function readWebTokens(page: Page): WebTokens {
  return tokens.parse(JSON.parse(page.text));
}
