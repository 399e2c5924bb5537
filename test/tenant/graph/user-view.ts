/** A user and a group as Graph answers them. Pure. */
import type { TenantGroup, TenantUser } from '../model.ts';
import { refusals } from './errors.ts';

export type Json = Record<string, unknown>;

/** Graph gives all other properties on `$select` only. */
const USER_DEFAULTS = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];
/** Properties of Graph's schema that are empty in this tenant. */
const USER_EMPTY = [
  'aboutMe',
  'ageGroup',
  'birthday',
  'deletedDateTime',
  'employeeType',
  'onPremisesSyncEnabled',
  'onPremisesExtensionAttributes',
  'usageLocation',
];
/** Collections and delta refuse these, which live in another store: https://learn.microsoft.com/graph/delta-query-overview */
const USER_ELSEWHERE = [
  'mailboxSettings',
  'aboutMe',
  'skills',
  'interests',
  'schools',
  'responsibilities',
  'hireDate',
];

export function userProperties(user: TenantUser): Json {
  const { id, userPrincipalName, displayName, givenName, surname, mail, jobTitle, department, companyName } =
    user;
  return {
    businessPhones: user.businessPhones.slice(0, 1),
    displayName,
    givenName,
    jobTitle,
    mail,
    mobilePhone: user.mobilePhone,
    officeLocation: user.officeLocation,
    preferredLanguage: user.licensed ? 'de-DE' : null,
    surname,
    userPrincipalName,
    id,
    department,
    companyName,
    streetAddress: user.streetAddress,
    city: user.city,
    state: user.state,
    postalCode: user.postalCode,
    country: user.country,
    employeeId: user.employeeId,
    faxNumber: user.faxNumber,
    accountEnabled: user.accountEnabled,
    userType: user.userType,
    showInAddressList: user.showInAddressList,
    mailNickname: userPrincipalName.split('@')[0],
    proxyAddresses: [...(mail ? [`SMTP:${mail}`] : []), ...user.aliases.map((alias) => `smtp:${alias}`)],
    otherMails: [],
    imAddresses: mail && user.mailbox === 'user' ? [mail] : [],
    assignedLicenses: user.licensed
      ? [{ disabledPlans: [], skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06' }]
      : [],
    ...Object.fromEntries(USER_EMPTY.map((name) => [name, null])),
  };
}

export function selectUser(properties: Json, select: string[] | null, isCollection: boolean): Json {
  for (const name of select ?? []) {
    if (isCollection && USER_ELSEWHERE.includes(name)) throw refusals.notImplemented();
    if (!(name in properties)) {
      throw refusals.directoryBadRequest(
        `Could not find a property named '${name}' on type 'microsoft.graph.user'.`,
      );
    }
  }
  const names = select ? (select.includes('id') || isCollection ? [...select, 'id'] : select) : USER_DEFAULTS;
  return pick(properties, names);
}

export function groupProperties(group: TenantGroup): Json {
  const isUnified = group.kind === 'microsoft-365';
  return {
    id: group.id,
    deletedDateTime: null,
    classification: null,
    createdDateTime: '2021-03-01T08:00:00Z',
    description: null,
    displayName: group.displayName,
    groupTypes: isUnified ? ['Unified'] : [],
    mail: group.mail,
    mailEnabled: group.kind !== 'security',
    mailNickname: group.mail?.split('@')[0] ?? group.id.slice(0, 8),
    securityEnabled: !isUnified,
    visibility: isUnified ? 'Private' : null,
  };
}

export function pick(properties: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}
