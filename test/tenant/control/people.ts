/** Joiners, leavers and changed people, as an administrator would enter them. */
import { z } from 'zod';
import { guidOf } from '../company/random.ts';
import { DEMO_PASSWORD } from '../ids.ts';
import { findUser, type TenantUser } from '../model.ts';
import { requireUser } from './directory.ts';
import { ControlFailure } from './failure.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

const text = z.string().max(256).nullable();
/** Graph's names where Graph has one. `aliases` become proxy addresses. */
const fields = {
  displayName: z.string().max(256),
  givenName: text,
  surname: text,
  mail: text,
  jobTitle: text,
  department: text,
  companyName: text,
  officeLocation: text,
  streetAddress: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  employeeId: text,
  businessPhones: z.array(z.string().max(64)).max(1),
  mobilePhone: text,
  faxNumber: text,
  accountEnabled: z.boolean(),
  userType: z.enum(['Member', 'Guest']),
  showInAddressList: z.boolean().nullable(),
  mailbox: z.enum(['user', 'shared']).nullable(),
  licensed: z.boolean(),
  aliases: z.array(z.string()),
  apiRoles: z.array(z.string().max(120)).max(10),
};
const changeSchema = z.strictObject(fields).partial();
const newSchema = z.strictObject({
  ...changeSchema.shape,
  userPrincipalName: z.email(),
  displayName: fields.displayName,
});
type Change = z.infer<typeof changeSchema>;

/** The new user is a member with a licence and a mailbox, unless the request says otherwise. */
export function createUser(parts: TenantParts, body: unknown): unknown {
  const { userPrincipalName, ...change } = readBody(newSchema, body);
  if (findUser(parts.model, userPrincipalName))
    throw new ControlFailure(409, 'exists', `There is a user "${userPrincipalName}" already.`);
  const user = apply(blank(userPrincipalName, parts.clock.now()), change);
  parts.model.users.set(user.id, user);
  parts.graph.observeDirectory();
  return tell(user);
}

export function changeUser(parts: TenantParts, key: string, body: unknown): unknown {
  const user = requireUser(parts, key);
  apply(user, readBody(changeSchema, body));
  parts.graph.observeDirectory();
  return tell(user);
}

/** Moves the user to the recycle bin, or deletes for good: delta then says `changed` or `deleted`. */
export function deleteUser(parts: TenantParts, key: string, isPermanent: boolean): void {
  const user = requireUser(parts, key);
  if (isPermanent) parts.graph.data.userLog.markPurged(user.id);
  parts.model.users.delete(user.id);
  for (const group of parts.model.groups.values()) {
    group.members.delete(user.id);
    group.owners.delete(user.id);
  }
  parts.graph.observeDirectory();
}

function apply(user: TenantUser, change: Change): TenantUser {
  for (const [name, value] of Object.entries(change)) if (value !== undefined) Reflect.set(user, name, value);
  return user;
}

function blank(userPrincipalName: string, now: number): TenantUser {
  return {
    // A person who comes back after leaving gets a new id.
    id: guidOf('new user', userPrincipalName, now, crypto.randomUUID()),
    userPrincipalName,
    password: DEMO_PASSWORD,
    displayName: '',
    givenName: null,
    surname: null,
    mail: userPrincipalName,
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

function tell({ id, userPrincipalName, displayName }: TenantUser): unknown {
  return { id, userPrincipalName, displayName };
}
