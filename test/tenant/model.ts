/** The content of the local Microsoft 365 tenant. Entra and Graph both read it; the control surface changes it. */

import { guidOf } from './company/random.ts';
import type { AppCertificate, AppSecret } from './credentials.ts';
import type { PhotoOverrides } from './graph/image.ts';

export interface TenantUser extends PhotoOverrides {
  /** Object id (GUID). */
  id: string;
  userPrincipalName: string;
  /** Sign-in password; the same for every generated user. */
  password: string;
  displayName: string;
  givenName: string | null;
  surname: string | null;
  mail: string | null;
  jobTitle: string | null;
  department: string | null;
  companyName: string | null;
  officeLocation: string | null;
  streetAddress: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
  employeeId: string | null;
  businessPhones: string[];
  mobilePhone: string | null;
  faxNumber: string | null;
  accountEnabled: boolean;
  userType: 'Member' | 'Guest';
  showInAddressList: boolean | null;
  /** The answer to `mailboxSettings/userPurpose`; null: the account has no mailbox. */
  mailbox: 'user' | 'shared' | null;
  licensed: boolean;
  /** Further addresses of the mailbox. */
  aliases: string[];
  photo: Uint8Array | null;
  /** Object ids of the people who may open this mailbox's contacts beside its owner. */
  delegates: Set<string>;
  /** App roles of the Ringcard API that are assigned to the person, e.g. `Directory.Admin`. */
  apiRoles: string[];
}

export interface TenantGroup {
  id: string;
  displayName: string;
  mail: string | null;
  kind: 'security' | 'mail-enabled-security' | 'microsoft-365';
  /** Object ids of users that are direct members. */
  members: Set<string>;
  /** Object ids of groups nested in this one. */
  nested: Set<string>;
  /** Owners that are not members get nothing from ownership, as in Entra. */
  owners: Set<string>;
}

/** One app registration together with its enterprise application. */
export interface Registration {
  clientId: string;
  displayName: string;
  /** `spa`: public client with a browser origin. `confidential`: secret or certificate. */
  platform: 'spa' | 'confidential';
  redirectUris: string[];
  /** Several may be valid at once, so that one can replace another. */
  secrets: AppSecret[];
  certificates: AppCertificate[];
  /** Application permissions for Graph that an administrator has consented to, e.g. `OrgContact.Read.All`. */
  graphRoles: string[];
  /** Mailbox addresses that Exchange RBAC lets the app read without an Entra role; `all` when unscoped. */
  mailboxes: 'all' | string[];
  /** Mailboxes that the app may also write (Exchange role "Application Contacts.ReadWrite"); absent: none. */
  writableMailboxes?: 'all' | string[];
  /** Roles of the Ringcard API that the app holds, e.g. `Directory.Read.All`. */
  apiRoles: string[];
}

export interface TenantModel {
  /** Tenant id (GUID). */
  id: string;
  domain: string;
  users: Map<string, TenantUser>;
  groups: Map<string, TenantGroup>;
  registrations: Map<string, Registration>;
}

/** User by object id, UPN or mail address, upper or lower case. */
export function findUser(tenant: TenantModel, key: string): TenantUser | undefined {
  const direct = tenant.users.get(key.toLowerCase());
  if (direct) return direct;
  const wanted = key.toLowerCase();
  for (const user of tenant.users.values()) {
    if (user.userPrincipalName.toLowerCase() === wanted || user.mail?.toLowerCase() === wanted) return user;
  }
  return undefined;
}

/** Ids of every group that the user belongs to, nested ones included, in a fixed order. Owners do not count. */
export function transitiveGroupIds(tenant: TenantModel, userId: string): string[] {
  const found = new Set<string>();
  for (const group of tenant.groups.values()) if (group.members.has(userId)) found.add(group.id);
  for (let grew = true; grew; ) {
    grew = false;
    for (const group of tenant.groups.values()) {
      if (found.has(group.id) || ![...group.nested].some((id) => found.has(id))) continue;
      found.add(group.id);
      grew = true;
    }
  }
  return [...found].sort();
}

/** Object id of a registration's enterprise application, always the same for the same client. */
export function servicePrincipalId(clientId: string): string {
  return guidOf('service principal', clientId);
}
