/** Organisation mail contacts: the company's shared address list of outsiders. Read-only in Graph. */

import { firmAt, toAscii } from './firms.ts';
import type { Layout } from './layout.ts';
import { personName } from './names/languages.ts';
import { germanOddNumber } from './numbers.ts';
import { guidOf, pickFrom, randomOf } from './random.ts';
import { JOBS, SPEECH } from './work-words.ts';

export interface OrgContact {
  id: string;
  displayName: string;
  givenName: string | null;
  surname: string | null;
  companyName: string | null;
  department: string | null;
  jobTitle: string | null;
  mail: string;
  street: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
  officeLocation: string | null;
  /** Further mail addresses. */
  aliases: string[];
  /** At most one of each kind: Graph keeps no more. */
  phones: { type: 'mobile' | 'business' | 'businessFax'; number: string }[];
}

const ORG_CONTACTS = 40;

export function orgContacts(seed: number, layout: Layout): Map<string, OrgContact> {
  const all = Array.from({ length: ORG_CONTACTS }, (_, at): [string, OrgContact] => {
    const random = randomOf(seed, 'org contact', at);
    const place = layout.at(at * 7);
    const firm = firmAt(seed, 1_000_000 + at, place.country);
    const { givenName, surname } = personName(place.language, random);
    const id = guidOf(seed, 'org contact', at);
    const number = germanOddNumber(40 + at);
    return [
      id,
      {
        id,
        displayName: `${givenName} ${surname}`,
        givenName,
        surname,
        companyName: firm.name,
        department: null,
        jobTitle: pickFrom(JOBS[SPEECH[place.language]], random),
        mail: `${toAscii(givenName)}.${toAscii(surname)}@${firm.domain}`,
        street: null,
        city: firm.town,
        state: null,
        postalCode: null,
        country: firm.country,
        officeLocation: null,
        aliases: [],
        phones:
          at % 10 === 9 ? [] : [{ type: 'business', number: `+49 ${number.area} ${number.groups.join('')}` }],
      },
    ];
  });
  return new Map(all);
}

export function orgContactProperties(contact: OrgContact): Record<string, unknown> {
  const {
    id,
    displayName,
    givenName,
    surname,
    companyName,
    department,
    jobTitle,
    mail,
    street,
    city,
    state,
    postalCode,
    country,
    officeLocation,
    aliases,
    phones,
  } = contact;
  const address = { city, countryOrRegion: country, officeLocation, postalCode, state, street };
  return {
    id,
    deletedDateTime: null,
    companyName,
    department,
    displayName,
    givenName,
    jobTitle,
    mail,
    mailNickname: mail.split('@')[0],
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    proxyAddresses: [`SMTP:${mail}`, ...aliases.map((alias) => `smtp:${alias}`)],
    surname,
    addresses: Object.values(address).some((part) => part !== null) ? [address] : [],
    phones,
    onPremisesProvisioningErrors: [],
    serviceProvisioningErrors: [],
  };
}
