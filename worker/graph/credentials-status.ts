import type { CredentialStatus } from '#shared/admin-api.ts';
import type { Log } from '../log.ts';
import { fromPem, readNotAfter } from './certificate.ts';
import type { GraphClient } from './client.ts';
import type { Credential } from './credential.ts';
import type { EntraApp } from './entra-app.ts';
import { GraphError } from './graph-error.ts';
import { applicationAnswer } from './schemas.ts';

const DAY_MS = 24 * 60 * 60_000;
const KEEP_MS = 6 * 60 * 60_000;
const HINT_LENGTH = 3;
const WARN_AT_DAYS = new Set([30, 14, 7, 1]);

export type CredentialsStatus = () => Promise<CredentialStatus[]>;

interface StatusOptions {
  readonly clientId: string;
  readonly credentials: readonly Credential[];
  readonly app: EntraApp;
  readonly graph: GraphClient;
  readonly now: () => number;
}

interface SecretAtGraph {
  readonly hint: string;
  readonly endMs: number;
}

/**
 * When each credential ends. A certificate holds its own date. A secret's date is in the app registration, which the app
 * may read with Application.Read.All or OwnedBy; without that right the date that the administrator configured counts.
 */
export function createCredentialsStatus(options: StatusOptions): CredentialsStatus {
  const { clientId, credentials, app, graph, now } = options;
  let kept: { secrets: readonly SecretAtGraph[]; untilMs: number } | undefined;

  async function secretsAtGraph(): Promise<readonly SecretAtGraph[]> {
    if (kept && now() < kept.untilMs) return kept.secrets;
    try {
      kept = { secrets: await readSecrets(graph, clientId), untilMs: now() + KEEP_MS };
      return kept.secrets;
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      // The usual case: the app may not read its registration, so another request would change nothing.
      if (error.code === 'access_denied') kept = { secrets: [], untilMs: now() + KEEP_MS };
      return [];
    }
  }

  return async () => {
    const secrets = credentials.some(({ kind }) => kind === 'secret') ? await secretsAtGraph() : [];
    return credentials.map((credential) => {
      const { kind, variable } = credential;
      const { endMs, source } = endOf(credential, secrets, now());
      const refusal = app.refusals.find((one) => one.variable === variable);
      return {
        variable,
        kind,
        source,
        ...(endMs !== undefined && {
          expiresAt: new Date(endMs).toISOString(),
          daysLeft: Math.floor((endMs - now()) / DAY_MS),
        }),
        ...(refusal && {
          refused: { code: refusal.code, since: new Date(refusal.sinceMs).toISOString() },
        }),
      };
    });
  };
}

/** Logs credentials that end in 30, 14, 7 or 1 days, and expired ones. Expects to run once a day. */
export async function warnOfExpiry(status: CredentialsStatus, log: Log): Promise<void> {
  for (const { variable, daysLeft } of await status()) {
    if (daysLeft === undefined) continue;
    if (daysLeft < 0) log('credential_expired', { variable, daysLeft });
    else if (WARN_AT_DAYS.has(daysLeft)) log('credential_expires', { variable, daysLeft });
  }
}

function endOf(
  credential: Credential,
  secrets: readonly SecretAtGraph[],
  nowMs: number,
): { endMs?: number; source: CredentialStatus['source'] } {
  if (credential.kind === 'certificate') return certificateEnd(credential.certificatePem);
  const hint = credential.secret.slice(0, HINT_LENGTH);
  const ends = secrets
    .filter((secret) => secret.hint === hint)
    .map(({ endMs }) => endMs)
    .sort((a, b) => a - b);
  // A hint of three characters may fit several secrets. The first future end warns early; a past one would warn for ever.
  const endMs = ends.find((end) => end > nowMs) ?? ends.at(-1);
  if (endMs !== undefined) return { endMs, source: 'graph' };
  if (credential.expiresOn === undefined) return { source: 'unknown' };
  return { endMs: Date.parse(credential.expiresOn), source: 'configured' };
}

function certificateEnd(pem: string): { endMs?: number; source: CredentialStatus['source'] } {
  try {
    return { endMs: readNotAfter(fromPem(pem)), source: 'certificate' };
  } catch (error) {
    if (error instanceof GraphError && error.code === 'certificate_unreadable') return { source: 'unknown' };
    throw error;
  }
}

async function readSecrets(graph: GraphClient, clientId: string): Promise<SecretAtGraph[]> {
  const path = `/applications(appId='${clientId}')`;
  const { passwordCredentials } = await graph.get(path, applicationAnswer, {
    query: { $select: 'passwordCredentials' },
  });
  return passwordCredentials.flatMap(({ hint, endDateTime }) => {
    const endMs = Date.parse(endDateTime ?? '');
    return hint && !Number.isNaN(endMs) ? [{ hint, endMs }] : [];
  });
}
