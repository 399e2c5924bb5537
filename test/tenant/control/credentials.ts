/** Secrets and certificates of an app registration, as an administrator manages them in Entra. */
import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type AppCertificate, type AppSecret, endOf, makeCertificate, makeSecret } from '../credentials.ts';
import { API_CLIENT_ID } from '../ids.ts';
import type { Registration } from '../model.ts';
import { badRequest, notFound } from './failure.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days by the tenant's clock; at 0 or less the credential has expired. */
const endsInDays = z.number().min(-3650).max(3650);

const newSchema = z.union([
  z.strictObject({
    app: z.string().optional(),
    secret: z.string().min(1),
    displayName: z.string().optional(),
    endsInDays: endsInDays.optional(),
  }),
  z.strictObject({
    app: z.string().optional(),
    certificate: z.string().min(1),
    displayName: z.string().optional(),
    endsInDays: endsInDays.optional(),
  }),
]);

export function listCredentials(parts: TenantParts, app: string | null): unknown {
  const { secrets, certificates } = requireRegistration(parts, app ?? undefined);
  return {
    secrets: secrets.map((secret) => tell(parts, secret)),
    certificates: certificates.map((certificate) => tell(parts, certificate)),
  };
}

/** A certificate expires at the date in it, unless the request names another. */
export function addCredential(parts: TenantParts, body: unknown): unknown {
  const input = readBody(newSchema, body);
  const registration = requireRegistration(parts, input.app);
  const options = { now: parts.clock.now(), displayName: input.displayName, endsInDays: input.endsInDays };
  if ('secret' in input) {
    const secret = makeSecret(input.secret, options);
    registration.secrets.push(secret);
    return tell(parts, secret);
  }
  const endsAt = readEnd(input.certificate);
  const ownDays = (endsAt - options.now) / DAY_MS;
  const certificate = makeCertificate(input.certificate, {
    ...options,
    endsInDays: options.endsInDays ?? ownDays,
  });
  registration.certificates.push(certificate);
  return tell(parts, certificate);
}

const changeSchema = z.strictObject({ endsInDays });

export function changeCredential(parts: TenantParts, keyId: string, body: unknown): unknown {
  const { credential } = locate(parts, keyId);
  const now = parts.clock.now();
  credential.endsAt = endOf({ now, endsInDays: readBody(changeSchema, body).endsInDays });
  credential.startsAt = Math.min(credential.startsAt, credential.endsAt - DAY_MS);
  return tell(parts, credential);
}

export function removeCredential(parts: TenantParts, keyId: string): void {
  const { registration } = locate(parts, keyId);
  registration.secrets = registration.secrets.filter((secret) => secret.keyId !== keyId);
  registration.certificates = registration.certificates.filter((one) => one.keyId !== keyId);
}

function locate(
  parts: TenantParts,
  keyId: string,
): { registration: Registration; credential: AppSecret | AppCertificate } {
  for (const registration of parts.model.registrations.values()) {
    const all = [...registration.secrets, ...registration.certificates];
    const credential = all.find((one) => one.keyId === keyId);
    if (credential) return { registration, credential };
  }
  throw notFound('credential', keyId);
}

function requireRegistration(parts: TenantParts, app: string = API_CLIENT_ID): Registration {
  const registration = parts.model.registrations.get(app.toLowerCase());
  if (!registration) throw notFound('application', app);
  return registration;
}

function readEnd(pem: string): number {
  try {
    return Date.parse(new X509Certificate(pem).validTo);
  } catch {
    throw badRequest('certificate: not a PEM certificate.');
  }
}

function tell({ clock }: TenantParts, { keyId, displayName, startsAt, endsAt }: AppSecret | AppCertificate) {
  return {
    keyId,
    displayName,
    startDateTime: new Date(startsAt).toISOString(),
    endDateTime: new Date(endsAt).toISOString(),
    isExpired: endsAt <= clock.now(),
  };
}
