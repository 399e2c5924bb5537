import { type AppSecret, makeCertificate, makeSecret } from '../../credentials.ts';
import {
  ACCOUNTS_REDIRECT,
  API_CLIENT_ID,
  API_CLIENT_SECRET,
  DEMO_PASSWORD,
  DOMAIN,
  EXTENSION_CLIENT_ID,
  EXTENSION_REDIRECT,
  PROGRAM_CLIENT_ID,
  PROGRAM_CLIENT_SECRET,
  TENANT_ID,
} from '../../ids.ts';
import type { Registration, TenantGroup, TenantModel, TenantUser } from '../../model.ts';

export const ANNA = '0a000000-0000-4000-8000-000000000001';
export const BEN = '0a000000-0000-4000-8000-000000000002';
export const SALES = '0b000000-0000-4000-8000-000000000001';
export const EVERYONE = '0b000000-0000-4000-8000-000000000002';
export const TELEPHONE = '0b000000-0000-4000-8000-000000000003';

/** A tenant of two people: Anna in Sales, which is nested in Everyone, and Ben in no group. */
export function smallTenant(certificates: string[] = []): TenantModel {
  const api = registration(API_CLIENT_ID, [makeSecret(API_CLIENT_SECRET, { now: Date.now() })]);
  const program = registration(PROGRAM_CLIENT_ID, [makeSecret(PROGRAM_CLIENT_SECRET, { now: Date.now() })]);
  const extension = registration(EXTENSION_CLIENT_ID, []);
  const registrations: Registration[] = [
    {
      ...api,
      certificates: certificates.map((pem) => makeCertificate(pem, { now: Date.now() })),
      redirectUris: [ACCOUNTS_REDIRECT],
      graphRoles: ['User.Read.All', 'OrgContact.Read.All'],
    },
    { ...program, apiRoles: ['Directory.Read.All'] },
    { ...extension, platform: 'spa', redirectUris: [EXTENSION_REDIRECT] },
  ];
  return {
    id: TENANT_ID,
    domain: DOMAIN,
    users: new Map([user(ANNA, 'Anna', 'Albers'), user(BEN, 'Ben', 'Brandt')].map((one) => [one.id, one])),
    groups: new Map(
      [group(SALES, [ANNA]), group(EVERYONE, [], [SALES]), group(TELEPHONE)].map((one) => [one.id, one]),
    ),
    registrations: new Map(registrations.map((one) => [one.clientId, one])),
  };
}

export function group(id: string, members: string[] = [], nested: string[] = []): TenantGroup {
  return {
    id,
    displayName: id,
    mail: null,
    kind: 'security',
    members: new Set(members),
    nested: new Set(nested),
    owners: new Set(),
  };
}

function user(id: string, givenName: string, surname: string): TenantUser {
  const address = `${givenName}.${surname}@${DOMAIN}`.toLowerCase();
  return {
    id,
    userPrincipalName: address,
    password: DEMO_PASSWORD,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    mail: address,
    jobTitle: null,
    department: null,
    companyName: null,
    officeLocation: null,
    streetAddress: null,
    city: null,
    state: null,
    postalCode: null,
    country: null,
    employeeId: null,
    businessPhones: [],
    mobilePhone: null,
    faxNumber: null,
    accountEnabled: true,
    userType: 'Member',
    showInAddressList: null,
    mailbox: 'user',
    licensed: true,
    aliases: [],
    photo: null,
    delegates: new Set(),
    apiRoles: [],
  };
}

function registration(clientId: string, secrets: AppSecret[]): Registration {
  return {
    clientId,
    displayName: clientId,
    platform: 'confidential',
    redirectUris: [],
    secrets,
    certificates: [],
    graphRoles: [],
    mailboxes: [],
    apiRoles: [],
  };
}
