/** The app registrations: the extension, the API with its Graph rights, and a program that asks the API. */
import { makeSecret } from '../credentials.ts';
import {
  ACCOUNTS_REDIRECT,
  API_CLIENT_ID,
  API_CLIENT_SECRET,
  EXTENSION_CLIENT_ID,
  EXTENSION_REDIRECT,
  FIREFOX_REDIRECT,
  PROGRAM_CLIENT_ID,
  PROGRAM_CLIENT_SECRET,
} from '../ids.ts';
import type { Registration } from '../model.ts';
import { addressOf, IMPORT_MAILBOX, SHARED_MAILBOXES, SHARED_USER } from './people.ts';

/** `now` is the time when the secrets were made. */
export function registrations(now: number): Map<string, Registration> {
  const all: Registration[] = [
    {
      ...blank(EXTENSION_CLIENT_ID, 'Ringcard extension'),
      platform: 'spa',
      redirectUris: [EXTENSION_REDIRECT, FIREFOX_REDIRECT],
    },
    {
      ...blank(API_CLIENT_ID, 'Ringcard API'),
      redirectUris: [ACCOUNTS_REDIRECT],
      secrets: [makeSecret(API_CLIENT_SECRET, { now, displayName: 'Ringcard' })],
      graphRoles: [
        'OrgContact.Read.All',
        'User.Read.All',
        'GroupMember.Read.All',
        'ProfilePhoto.Read.All',
        'Application.ReadWrite.OwnedBy',
      ],
      mailboxes: [...Object.values(SHARED_MAILBOXES), SHARED_USER, IMPORT_MAILBOX].map(([name]) =>
        addressOf(name),
      ),
    },
    {
      ...blank(PROGRAM_CLIENT_ID, 'Nightly report'),
      secrets: [makeSecret(PROGRAM_CLIENT_SECRET, { now })],
      apiRoles: ['Directory.Read.All'],
    },
  ];
  return new Map(all.map((registration) => [registration.clientId, registration]));
}

function blank(clientId: string, displayName: string): Registration {
  return {
    clientId,
    displayName,
    platform: 'confidential',
    redirectUris: [],
    secrets: [],
    certificates: [],
    graphRoles: [],
    mailboxes: [],
    apiRoles: [],
  };
}
