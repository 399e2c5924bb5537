import { err, ok, type Result } from '#shared/result.ts';
import type { Configuration } from '../configuration.ts';
import type { EntraApp } from '../graph/entra-app.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { TokenAnswer } from '../graph/schemas.ts';
import { ACCOUNT_PERMISSION, accountScope, readScopes, redirectUri } from './consent-request.ts';
import type { Consent } from './consent-store.ts';
import { type Person, readIdToken } from './id-token.ts';

/** The parameters with which Entra sends a browser back: a code, or an error. */
export interface ConsentAnswer {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

export type ConsentCode =
  | 'connected'
  /** The state is unknown, used or expired. */
  | 'consent_unknown'
  /** The person or the tenant's rules refused the consent. */
  | 'consent_refused'
  | 'wrong_tenant'
  | 'other_person'
  | 'scope_missing'
  /** Entra refused the code, or its answer does not match the request. */
  | 'answer_rejected'
  /** Entra refused the app itself. */
  | 'app_refused'
  | 'entra_unavailable';

export interface ConsentOutcome {
  readonly code: ConsentCode;
  /** Entra's own code. */
  readonly graphCode?: string;
}

export interface RedeemedConsent {
  readonly person: Person;
  readonly scopes: readonly string[];
  readonly refreshToken: string;
}

interface RedeemOptions {
  readonly configuration: Configuration;
  readonly publicUrl: string;
  readonly app: EntraApp;
  readonly nowMs: number;
}

/** Exchanges the code for tokens, and checks the person and the granted permissions. */
export async function redeemConsent(
  answer: ConsentAnswer,
  { verifier, nonce }: Consent,
  { configuration, publicUrl, app, nowMs }: RedeemOptions,
): Promise<Result<RedeemedConsent, ConsentOutcome>> {
  if (answer.code === undefined) return err(refusalOf(answer.error));
  const { entraUrl, tenantId, apiClientId: clientId, graphUrl } = configuration;
  let tokens: TokenAnswer;
  try {
    tokens = await app.requestToken({
      grant_type: 'authorization_code',
      code: answer.code,
      redirect_uri: redirectUri(publicUrl),
      code_verifier: verifier,
      scope: accountScope(graphUrl),
    });
  } catch (error) {
    if (error instanceof GraphError) return err(outcomeOf(error));
    throw error;
  }
  const person = readIdToken(tokens.id_token ?? '', { entraUrl, tenantId, clientId, nonce, nowMs });
  if (!person.ok) return err({ code: person.failure });
  const scopes = readScopes(tokens.scope);
  if (!scopes.includes(ACCOUNT_PERMISSION) || tokens.refresh_token === undefined)
    return err({ code: 'scope_missing' });
  return ok({ person: person.value, scopes, refreshToken: tokens.refresh_token });
}

function refusalOf(error: string | undefined): ConsentOutcome {
  const isUnavailable = error === 'server_error' || error === 'temporarily_unavailable';
  return { code: isUnavailable ? 'entra_unavailable' : 'consent_refused' };
}

function outcomeOf({ code, graphCode, isTransient }: GraphError): ConsentOutcome {
  const detail = graphCode === undefined ? {} : { graphCode };
  if (isTransient) return { code: 'entra_unavailable', ...detail };
  return { code: code === 'reconnect_needed' ? 'answer_rejected' : 'app_refused', ...detail };
}
