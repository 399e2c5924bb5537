import { createGraph, type Graph, type GraphOptions } from '../../tenant/graph/graph.ts';
import { Mailboxes } from '../../tenant/graph/mailboxes.ts';
import type { TenantModel, TenantUser } from '../../tenant/model.ts';
import { API_CLIENT_ID, TENANT_ID } from './settings.ts';

/** What the worker's app may do. */
const ROLES = ['Contacts.Read'];

/** The local tenant's Graph with these users in it, without delay, limits and tokens: the fakes see to tokens. */
export function openGraph(users: TenantUser[], options: Pick<GraphOptions, 'send'> = {}): Graph {
  const model: TenantModel = {
    id: TENANT_ID,
    domain: 'nordwind.example',
    users: new Map(users.map((user) => [user.id, user])),
    groups: new Map(),
    registrations: new Map(),
  };
  const generate = () => {
    throw new Error('not expected: a generated contact');
  };
  const now = () => Date.now();
  return createGraph({
    data: { model, mailboxes: new Mailboxes(model, generate, now), orgContacts: new Map() },
    verifyGraphToken: async () => ({ ok: true, clientId: API_CLIENT_ID, roles: ROLES }),
    throttling: false,
    latencyMs: 0,
    now,
    ...options,
  });
}

export function mailboxOwner(address: string): TenantUser {
  return {
    id: crypto.randomUUID(),
    userPrincipalName: address,
    password: '',
    displayName: address,
    givenName: null,
    surname: null,
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
    accountEnabled: false,
    userType: 'Member',
    showInAddressList: null,
    mailbox: 'shared',
    licensed: false,
    aliases: [],
    photo: null,
    delegates: new Set(),
    apiRoles: [],
  };
}
