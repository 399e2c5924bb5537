/** Secrets and certificates of app registrations. Pure. */
import { guidOf } from './company/random.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Entra's longest life of a secret made in its admin centre. */
const TWO_YEARS_DAYS = 730;

interface Credential {
  keyId: string;
  displayName: string | null;
  /** Milliseconds since the epoch. */
  startsAt: number;
  endsAt: number;
}

export interface AppSecret extends Credential {
  text: string;
}

export interface AppCertificate extends Credential {
  /** Its key may sign client assertions. */
  pem: string;
}

export interface CredentialOptions {
  now: number;
  /** Default 730; 0 or less has expired. */
  endsInDays?: number | undefined;
  displayName?: string | undefined;
}

export function makeSecret(text: string, options: CredentialOptions): AppSecret {
  return { ...lifeOf(`secret ${text}`, options), text };
}

export function makeCertificate(pem: string, options: CredentialOptions): AppCertificate {
  return { ...lifeOf(`certificate ${pem}`, options), pem };
}

export function endOf({ now, endsInDays = TWO_YEARS_DAYS }: CredentialOptions): number {
  return now + endsInDays * DAY_MS;
}

function lifeOf(seed: string, options: CredentialOptions): Credential {
  const endsAt = endOf(options);
  return {
    keyId: guidOf(seed),
    displayName: options.displayName ?? null,
    startsAt: Math.min(options.now, endsAt - DAY_MS),
    endsAt,
  };
}
