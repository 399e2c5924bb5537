import * as z from 'zod/mini';
import { err, ok, type Result } from '#shared/result.ts';

/** The app's proof of identity for Entra. Logs and status answers name it by the variable that holds it. */
export type Credential =
  | {
      readonly kind: 'secret';
      readonly variable: string;
      readonly secret: string;
      /** The date that the administrator configured; Entra tells it only to readers of the app registration. */
      readonly expiresOn: string | undefined;
    }
  | {
      readonly kind: 'certificate';
      readonly variable: string;
      readonly certificatePem: string;
      readonly privateKeyPem: string;
      readonly algorithm: AssertionAlgorithm;
    };

export type AssertionAlgorithm = 'PS256' | 'RS256';

const pem = (label: string) =>
  z.optional(
    z
      .string()
      .check(
        z.regex(new RegExp(`-----BEGIN ${label}-----`), `PEM that begins with -----BEGIN ${label}-----`),
      ),
  );
const date = z.optional(z.iso.date('a date such as 2027-01-31'));

export const credentialVariables = {
  GRAPH_CERTIFICATE: pem('CERTIFICATE'),
  GRAPH_PRIVATE_KEY: pem('PRIVATE KEY'),
  GRAPH_CERTIFICATE_NEXT: pem('CERTIFICATE'),
  GRAPH_PRIVATE_KEY_NEXT: pem('PRIVATE KEY'),
  ASSERTION_ALGORITHM: z._default(z.enum(['PS256', 'RS256'], '"PS256" or "RS256"'), 'PS256'),
  API_CLIENT_SECRET: z.optional(z.string()),
  API_CLIENT_SECRET_EXPIRES: date,
  API_CLIENT_SECRET_NEXT: z.optional(z.string()),
  API_CLIENT_SECRET_NEXT_EXPIRES: date,
};
const variables = z.object(credentialVariables);

interface Missing {
  readonly variable: string;
  readonly expected: string;
}

/** Every credential in the order of trying: certificates first, and each credential before its successor. */
export function readCredentials(is: z.infer<typeof variables>): Result<readonly Credential[], Missing> {
  const credentials: Credential[] = [];
  for (const suffix of ['', '_NEXT'] as const) {
    const certificatePem = is[`GRAPH_CERTIFICATE${suffix}`];
    const privateKeyPem = is[`GRAPH_PRIVATE_KEY${suffix}`];
    if (certificatePem === undefined) continue;
    if (privateKeyPem === undefined) {
      const expected = `the private key of GRAPH_CERTIFICATE${suffix}, PEM, PKCS #8`;
      return err({ variable: `GRAPH_PRIVATE_KEY${suffix}`, expected });
    }
    const algorithm = is.ASSERTION_ALGORITHM;
    const variable = `GRAPH_CERTIFICATE${suffix}`;
    credentials.push({ kind: 'certificate', variable, certificatePem, privateKeyPem, algorithm });
  }
  for (const variable of ['API_CLIENT_SECRET', 'API_CLIENT_SECRET_NEXT'] as const) {
    const secret = is[variable];
    if (secret) credentials.push({ kind: 'secret', variable, secret, expiresOn: is[`${variable}_EXPIRES`] });
  }
  if (credentials.length > 0) return ok(credentials);
  const expected = 'a client secret of API_CLIENT_ID, or set GRAPH_CERTIFICATE';
  return err({ variable: 'API_CLIENT_SECRET', expected });
}
