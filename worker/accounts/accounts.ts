import { DurableObject } from 'cloudflare:workers';
import type { Account } from '#shared/admin-api.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { type Configuration, ConfigurationError, configurationOf } from '../configuration.ts';
import { entraApp } from '../graph/app-graph.ts';
import { GraphError, type GraphErrorCode } from '../graph/graph-error.ts';
import { oneAtATime } from '../graph/one-at-a-time.ts';
import type { TokenAnswer } from '../graph/schemas.ts';
import { type GraphTokens, keepTokens } from '../graph/token.ts';
import { consoleLog } from '../log.ts';
import { AccountStore, createTables } from './account-store.ts';
import { type ConsentAnswer, type ConsentOutcome, type RedeemedConsent, redeemConsent } from './consent.ts';
import {
  ACCOUNT_PERMISSION,
  accountScope,
  authorizeUrl,
  createProof,
  hashOf,
  readScopes,
} from './consent-request.ts';
import { ConsentStore } from './consent-store.ts';
import { TokenCipher } from './token-cipher.ts';

export const ACCOUNTS_NAME = 'accounts';

/** How long a person has to sign in and consent. */
const CONSENT_LIFE_MS = 10 * 60_000;

export interface ConsentInvitation {
  readonly account: Account;
  readonly authorizeUrl: string;
  readonly expiresAtMs: number;
}

/** Why there is no access token, as fields of a GraphError. */
export interface AccountTokenFailure {
  readonly code: GraphErrorCode;
  readonly graphCode?: string;
  readonly retryAfterSeconds?: number;
}

/**
 * Delegated accounts: their persons consented once that shared mailboxes are read on their behalf. It is a single object,
 * so that a refresh token is never used twice at a time. Refresh tokens are stored encrypted and go only to Entra. Methods
 * throw ConfigurationError while ACCOUNTS_KEY or PUBLIC_URL is missing.
 */
export class Accounts extends DurableObject<object> {
  readonly #accounts: AccountStore;
  readonly #consents: ConsentStore;
  readonly #tokens = new Map<string, GraphTokens>();

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    createTables(ctx.storage);
    this.#accounts = new AccountStore(ctx.storage.sql);
    this.#consents = new ConsentStore(ctx.storage.sql);
  }

  async list(): Promise<Account[]> {
    return this.#accounts.list();
  }

  async find(id: string): Promise<Account | undefined> {
    return this.#accounts.get(id);
  }

  /** Undefined when the id is taken. */
  async add(id: string, label: string): Promise<ConsentInvitation | undefined> {
    return this.#accounts.add(id, label, Date.now()) ? await this.invite(id) : undefined;
  }

  /** Makes a new address at which the account's person consents, and voids an earlier one. Undefined for an unknown account. */
  async invite(id: string): Promise<ConsentInvitation | undefined> {
    const { configuration, publicUrl } = this.#settings();
    const proof = await createProof();
    const account = this.#accounts.get(id);
    if (!account) return undefined;
    const expiresAtMs = Date.now() + CONSENT_LIFE_MS;
    const { verifier, nonce, stateHash } = proof;
    this.#consents.begin(stateHash, { account: id, verifier, nonce }, expiresAtMs);
    const person = account.person?.userPrincipalName;
    return { account, authorizeUrl: authorizeUrl(configuration, publicUrl, proof, person), expiresAtMs };
  }

  /** Handles the parameters with which Entra sent the person's browser back. The state is the only proof, and valid once. */
  async finishConsent(answer: ConsentAnswer): Promise<ConsentOutcome> {
    const { configuration, publicUrl, cipher } = this.#settings();
    const consent = this.#consents.take(await hashOf(answer.state), Date.now());
    if (!consent) return { code: 'consent_unknown' };
    const id = consent.account;
    const redeemed = await redeemConsent(answer, consent, {
      configuration,
      publicUrl,
      app: entraApp(configuration),
      nowMs: Date.now(),
    });
    const outcome = redeemed.ok ? await this.#connect(id, redeemed.value, cipher) : redeemed.failure;
    if (outcome.code !== 'connected') this.#accounts.noteFailedConsent(id, outcome.graphCode ?? outcome.code);
    consoleLog('account_consent', { accountId: id, code: outcome.code });
    return outcome;
  }

  /** False when there was none. Entra keeps the consent until the person or an administrator withdraws it there. */
  async remove(id: string): Promise<boolean> {
    this.#consents.forget(id);
    this.#tokens.delete(id);
    return this.#accounts.remove(id);
  }

  /** An access token for Graph, other than `rejected`, which Graph has refused. */
  async accessToken(id: string, rejected?: string): Promise<Result<string, AccountTokenFailure>> {
    const account = this.#accounts.get(id);
    if (!account) return err({ code: 'reconnect_needed', graphCode: 'account_unknown' });
    if (account.state !== 'connected')
      return err({ code: 'reconnect_needed', graphCode: account.code ?? account.state });
    const tokens = this.#tokensOf(id);
    try {
      return ok(rejected === undefined ? await tokens.current() : await tokens.renew(rejected));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      const { code, graphCode, retryAfterSeconds } = error;
      return err({
        code,
        ...(graphCode !== undefined && { graphCode }),
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      });
    }
  }

  async #connect(
    id: string,
    { person, scopes, refreshToken }: RedeemedConsent,
    cipher: TokenCipher,
  ): Promise<ConsentOutcome> {
    const sealed = await cipher.seal(refreshToken, id);
    const account = this.#accounts.get(id);
    if (!account) return { code: 'consent_unknown' };
    // A click on somebody else's link must not change the person on whose behalf mailboxes are read.
    if (account.person && account.person.objectId !== person.objectId) return { code: 'other_person' };
    this.#accounts.connect(id, { ...person, scopes, refreshToken: sealed }, Date.now());
    this.#tokens.delete(id);
    return { code: 'connected' };
  }

  #tokensOf(id: string): GraphTokens {
    let tokens = this.#tokens.get(id);
    if (!tokens) {
      tokens = keepTokens(
        oneAtATime(() => this.#refresh(id)),
        () => Date.now(),
      );
      this.#tokens.set(id, tokens);
    }
    return tokens;
  }

  /** Throws GraphError. */
  async #refresh(id: string): Promise<TokenAnswer> {
    const { configuration, cipher } = this.#settings();
    const sealed = this.#accounts.refreshToken(id);
    if (!sealed) throw new GraphError('reconnect_needed');
    const refreshToken = await cipher.open(sealed, id);
    if (refreshToken === undefined) throw this.#reconnect(id, sealed, 'key_changed');
    let answer: TokenAnswer;
    try {
      answer = await entraApp(configuration).requestToken({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        scope: accountScope(configuration.graphUrl),
      });
    } catch (error) {
      if (!(error instanceof GraphError) || error.code !== 'reconnect_needed') throw error;
      throw this.#reconnect(id, sealed, error.graphCode ?? error.code);
    }
    if (!readScopes(answer.scope).includes(ACCOUNT_PERMISSION))
      throw this.#reconnect(id, sealed, 'scope_missing');
    // Store it before the access token is used. Even an unchanged token is sealed anew, so that a rotated key takes over.
    const next = await cipher.seal(answer.refresh_token ?? refreshToken, id);
    this.#accounts.replaceRefreshToken(id, sealed, next);
    return answer;
  }

  #reconnect(id: string, sealed: ArrayBuffer, code: string): GraphError {
    this.#accounts.requireReconnect(id, sealed, code, Date.now());
    consoleLog('account_needs_reconnect', { accountId: id, code });
    return new GraphError('reconnect_needed', { graphCode: code });
  }

  #settings(): { configuration: Configuration; publicUrl: string; cipher: TokenCipher } {
    const configuration = configurationOf(this.env);
    const { accounts } = configuration;
    if (!accounts) throw new ConfigurationError('ACCOUNTS_KEY', 'set, for there are delegated accounts');
    return { configuration, publicUrl: accounts.publicUrl, cipher: new TokenCipher(accounts.keys) };
  }
}
