import type { GraphErrorCode } from '../graph/graph-error.ts';

/** What an administrator can do when a source cannot be read. English; clients translate by the code. */
const REMEDIES: Readonly<Record<GraphErrorCode, string>> = {
  graph_throttled: 'Nothing to do: Microsoft 365 has asked for a pause, after which the source goes on.',
  graph_unavailable: 'Nothing to do: Microsoft 365 does not answer at the moment, and is tried again.',
  graph_unauthorised: 'Check that the app registration is enabled and may use Microsoft Graph.',
  graph_refused:
    'Microsoft 365 refuses the request. The log has its code and request id for Microsoft’s support.',
  access_denied:
    'Grant the app access to the mailbox: an Exchange role assignment (Application Contacts.Read) whose scope holds it.',
  mailbox_not_found: 'Check the address of the mailbox, and that it is an Exchange Online mailbox.',
  not_found: 'Check the folders of the source: at least one of them is gone.',
  sync_state_lost: 'Nothing to do: the source is read from the start.',
  answer_unreadable: 'Nothing to do: the answer could not be read, and is asked for again.',
  answer_too_large: 'A contact holds more data than Ringcard reads. The log names the request.',
  foreign_link:
    'Microsoft 365 named an address outside itself, which is not followed. Ask Microsoft’s support.',
  link_loop:
    'Microsoft 365 answered with pages that lead in a circle. It is asked again; if it stays, ask Microsoft’s support.',
  redirected: 'Microsoft 365 redirected the request, which is not followed. Check GRAPH_URL.',
  entra_unavailable: 'Nothing to do: the sign-in service does not answer at the moment, and is tried again.',
  credentials_rejected: 'Store a new client secret of the app registration (its value, not its id).',
  credentials_expired: 'The client secret has expired: create another one and store it.',
  certificate_unknown: 'Upload the certificate to the app registration.',
  certificate_unreadable: 'Store certificate and private key as PEM (PKCS #8).',
  reconnect_needed: 'Connect the account again: its consent was withdrawn, or it has to sign in anew.',
  tenant_unknown: 'Check TENANT_ID.',
  app_unknown: 'Check API_CLIENT_ID, and that the app registration is in this tenant.',
  app_disabled: 'Enable the app under Enterprise applications.',
  consent_missing: 'An administrator must consent to the app’s permissions.',
  sign_in_blocked: 'A Conditional Access policy blocks the app: exclude it, or allow this network.',
  token_refused: 'The sign-in service refuses the app. The log has its code.',
};

const BY_CODE: ReadonlyMap<string, string> = new Map(Object.entries(REMEDIES));
const OTHER = 'Try again; if it stays, the log has the details.';

export function remedyOf(code: string): string {
  return BY_CODE.get(code) ?? OTHER;
}

export function remedyOfHold(kind: 'empty' | 'drop'): string {
  return kind === 'empty'
    ? 'The source is suddenly empty. If that is meant, confirm the removal; until then the old contacts are shown.'
    : 'Many contacts are gone at once. If that is meant, confirm the removal; it also happens by itself when three full readings over six hours agree.';
}
