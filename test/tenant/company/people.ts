/** The users of Nordwind Logistik: staff, guests, and the accounts behind shared mailboxes. */
import { DEMO_PASSWORD, DOMAIN } from '../ids.ts';
import type { TenantUser } from '../model.ts';
import { toAscii } from './firms.ts';
import { personName } from './names/languages.ts';
import { germanOddNumber } from './numbers.ts';
import { portrait } from './portrait.ts';
import { guidOf, pickFrom, randomOf } from './random.ts';
import { DEPARTMENTS, JOBS } from './work-words.ts';

const COMPANY_NAME = 'Nordwind Logistik';
const STAFF = 54;

/** Named people, each an example of one rule about access. */
export const DEMO_PEOPLE = {
  /** In Sales and Purchasing, not in the Partner Team. */
  anna: ['Anna', 'Berger', 'Vertrieb'],
  /** In no group. */
  jonas: ['Jonas', 'Keller', 'IT'],
  /** Owns the Partner Team without being a member. */
  petra: ['Petra', 'Lang', 'Geschäftsleitung'],
  /** In Sales through a nested group. */
  mia: ['Mia', 'Vogel', 'Vertrieb'],
  /** In Sales and in more groups than a token can hold. */
  oskar: ['Oskar', 'Brandt', 'Logistik'],
} as const;

export const SHARED_MAILBOXES = {
  customers: ['customers', 'Kundenkontakte'],
  suppliers: ['suppliers', 'Lieferantenkontakte'],
  partners: ['partners', 'Partnerkontakte'],
} as const;
/** A user mailbox, not a shared one, that several people share all the same. */
export const SHARED_USER = ['empfang', 'Empfang Nordwind'] as const;
export const IMPORT_MAILBOX = ['my.contacts', 'My contacts'] as const;

export function addressOf(name: string): string {
  return `${name}@${DOMAIN}`;
}

export function demoAddress(person: keyof typeof DEMO_PEOPLE): string {
  const [given, surname] = DEMO_PEOPLE[person];
  return addressOf(`${toAscii(given)}.${toAscii(surname)}`);
}

export function people(seed: number): Map<string, TenantUser> {
  const users = new Map<string, TenantUser>();
  const add = (user: TenantUser) => users.set(user.id, user);
  let line = 0;
  for (const [given, surname, department] of Object.values(DEMO_PEOPLE)) {
    add(staffMember(seed, given, surname, department, line++));
  }
  for (let at = 0; at < STAFF; at++) {
    const random = randomOf(seed, 'staff', at);
    const { givenName, surname } = personName(
      at % 9 === 8 ? 'turkish' : at % 11 === 10 ? 'polish' : 'german',
      random,
    );
    const user = staffMember(seed, givenName, surname, pickFrom(DEPARTMENTS.german, random), line++);
    const isTaken = [...users.values()].some((other) => other.userPrincipalName === user.userPrincipalName);
    if (!isTaken)
      add(
        at === 7
          ? { ...user, accountEnabled: false }
          : at === 11
            ? { ...user, showInAddressList: false }
            : user,
      );
  }
  add(guest(seed));
  for (const [name, displayName] of Object.values(SHARED_MAILBOXES)) add(sharedMailbox(name, displayName));
  add({ ...sharedMailbox(...SHARED_USER), mailbox: 'user', accountEnabled: true, licensed: true });
  share(users);
  return users;
}

/** Lets people open the contacts of other mailboxes, as sharing in Outlook does. */
function share(users: Map<string, TenantUser>): void {
  const byAddress = new Map([...users.values()].map((user) => [user.userPrincipalName, user]));
  const shares: [string, (keyof typeof DEMO_PEOPLE)[]][] = [
    [SHARED_USER[0], ['anna', 'petra']],
    [SHARED_MAILBOXES.customers[0], ['anna']],
    [SHARED_MAILBOXES.suppliers[0], ['anna']],
    [SHARED_MAILBOXES.partners[0], ['petra']],
  ];
  for (const [name, people] of shares) {
    const ids = people.flatMap((person) => byAddress.get(demoAddress(person))?.id ?? []);
    for (const id of ids) byAddress.get(addressOf(name))?.delegates.add(id);
  }
}

/** Shared mailboxes are disabled accounts without a licence. */
export function sharedMailbox(name: string, displayName: string): TenantUser {
  const address = addressOf(name);
  return {
    ...blank(guidOf('mailbox', name), address, displayName),
    mail: address,
    mailbox: 'shared',
    accountEnabled: false,
  };
}

function staffMember(
  seed: number,
  given: string,
  surname: string,
  department: string,
  line: number,
): TenantUser {
  const displayName = `${given} ${surname}`;
  const address = addressOf(`${toAscii(given)}.${toAscii(surname)}`);
  const random = randomOf(seed, 'work', address);
  const number = germanOddNumber(1, String(20 + line));
  return {
    // The address alone makes the id, so a demo user keeps it under every seed.
    ...blank(guidOf('user', address), address, displayName),
    givenName: given,
    surname,
    mail: address,
    jobTitle: pickFrom(JOBS.german, random),
    department,
    companyName: COMPANY_NAME,
    officeLocation: `Haus ${'ABC'[line % 3]}, ${1 + (line % 4)}. OG`,
    city: 'Hamburg',
    country: 'Deutschland',
    businessPhones:
      line % 6 === 5 ? [] : [`+49 ${number.area} ${number.groups.join('')}-${number.directDial}`],
    mailbox: 'user',
    licensed: true,
    photo: line % 3 === 0 ? portrait(address) : null,
  };
}

function guest(seed: number): TenantUser {
  const { givenName, surname } = personName('english', randomOf(seed, 'guest'));
  const local = `${toAscii(givenName)}_partner.example#EXT#`;
  return {
    ...blank(guidOf('user', 'guest'), `${local}@${DOMAIN}`, `${givenName} ${surname}`),
    mail: `${toAscii(givenName)}@partner.example`,
    userType: 'Guest',
  };
}

function blank(id: string, userPrincipalName: string, displayName: string): TenantUser {
  return {
    id,
    userPrincipalName,
    password: DEMO_PASSWORD,
    displayName,
    givenName: null,
    surname: null,
    mail: null,
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
    mailbox: null,
    licensed: false,
    aliases: [],
    photo: null,
    delegates: new Set(),
    apiRoles: [],
  };
}
