/** An app registration as Graph answers it. */
import { guidOf } from '../company/random.ts';
import type { AppCertificate, AppSecret } from '../credentials.ts';
import type { Registration } from '../model.ts';
import { fromBase64, toBase64 } from './encoding.ts';
import type { Json } from './user-view.ts';

/** Object id of the registration itself; its enterprise application has another. */
export function applicationId(clientId: string): string {
  return guidOf('application', clientId);
}

export async function applicationProperties(registration: Registration): Promise<Json> {
  const { clientId, displayName, platform, redirectUris, secrets, certificates } = registration;
  return {
    id: applicationId(clientId),
    deletedDateTime: null,
    appId: clientId,
    createdDateTime: '2025-01-06T08:00:00Z',
    displayName,
    identifierUris: [],
    publisherDomain: null,
    signInAudience: 'AzureADMyOrg',
    web: { redirectUris: platform === 'confidential' ? redirectUris : [] },
    spa: { redirectUris: platform === 'spa' ? redirectUris : [] },
    passwordCredentials: secrets.map(passwordCredential),
    keyCredentials: await Promise.all(certificates.map(keyCredential)),
  };
}

/** Graph shows a secret's text once, when it is made; afterwards only its first characters. */
function passwordCredential({ keyId, displayName, startsAt, endsAt, text }: AppSecret): Json {
  return {
    customKeyIdentifier: null,
    displayName,
    endDateTime: new Date(endsAt).toISOString(),
    hint: text.slice(0, 3),
    keyId,
    secretText: null,
    startDateTime: new Date(startsAt).toISOString(),
  };
}

async function keyCredential({ keyId, displayName, startsAt, endsAt, pem }: AppCertificate): Promise<Json> {
  return {
    customKeyIdentifier: await thumbprint(pem),
    displayName,
    endDateTime: new Date(endsAt).toISOString(),
    key: null,
    keyId,
    startDateTime: new Date(startsAt).toISOString(),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  };
}

/** SHA-1 of the certificate, base64. */
async function thumbprint(pem: string): Promise<string> {
  const der = fromBase64(pem.replace(/-----[^-]+-----|\s/g, '')) ?? new Uint8Array();
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-1', Uint8Array.from(der))));
}
