import type { Contact } from '../contact.ts';

/**
 * Company match: no contact carries the number, so the answer is the company whose numbers begin alike, never one of its
 * contacts. Three rules decide: XPhone's for contacts that stand for a company, estos's for any one contact of a company, and
 * trunks that two numbers prove.
 */

export interface CompanyMatchRule {
  /** `companies`: contacts that stand for a company, and trunks. `colleagues`: also a single contact of a company. */
  mode: 'companies' | 'colleagues';
  /** How many trailing digits of either number may differ; 5 where extensions are dialled through, 0 in North America. */
  maxDigits: number;
}

/** Less in common than a country and an area code proves nothing. */
export const MIN_COMMON_DIGITS = 6;

/**
 * XPhone's rule: company set and both names empty; or name set, company and first name empty; or name equal to company
 * and first name empty.
 */
export function standsForCompany({ company, surname, givenName }: Contact): boolean {
  if (givenName !== undefined) return false;
  if (company !== undefined) return surname === undefined || surname === company;
  return surname !== undefined;
}

/** Name of the contact's company. A contact that stands for a company without naming one gives its own name. */
export function companyOf(contact: Contact): string | undefined {
  return contact.company ?? (standsForCompany(contact) ? contact.surname : undefined);
}

/** The company alone, made from one of its contacts: without that contact's name, numbers and addresses. */
function companyContact(contact: Contact): Contact {
  if (standsForCompany(contact)) return contact;
  const company = companyOf(contact) ?? contact.displayName;
  return {
    id: contact.id,
    displayName: company,
    company,
    ...(contact.town === undefined ? {} : { town: contact.town }),
    emails: [],
    categories: [],
    numbers: [],
  };
}

export function commonDigits(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let common = 0;
  while (common < length && a[common] === b[common]) common++;
  return common;
}

/** A number of the index near the requested one. */
export interface Neighbour {
  digits: string;
  /** Digits before the extension, where the writer marked it with a hyphen; 0 where not. */
  trunk: number;
  /** A mobile, home or pager number: it tells whose it is, but proves no trunk. */
  isPersonal: boolean;
  /** Folded name of the contact's company. */
  company: string | undefined;
  contact(): Contact;
}

export interface CompanyFound {
  contact: Contact;
  /** Trailing digits of the requested number that no number of the company shares. */
  droppedDigits: number;
  commonDigits: number;
}

/**
 * The company that the number belongs to, judged by the numbers around it, in any order, and by the nearest numbers of
 * contacts that stand for a company. Undefined when no company is certain: a nearer private number speaks against one.
 */
export function matchCompany(
  digits: string,
  rule: CompanyMatchRule,
  around: readonly Neighbour[],
  centres: readonly Neighbour[],
): CompanyFound | undefined {
  const near = around.map((neighbour) => ({ neighbour, common: commonDigits(digits, neighbour.digits) }));
  const found = [byCentre(digits, rule, near, centres), byTrunk(digits, rule, near)].filter(
    (each) => each !== undefined,
  );
  found.sort((a, b) => b.commonDigits - a.commonDigits);
  return found[0];
}

interface Near {
  neighbour: Neighbour;
  common: number;
}

function byCentre(
  digits: string,
  rule: CompanyMatchRule,
  near: readonly Near[],
  centres: readonly Neighbour[],
): CompanyFound | undefined {
  let best: Near | undefined;
  for (const neighbour of centres) {
    const common = commonDigits(digits, neighbour.digits);
    if (!isWithin(digits, neighbour, common, rule) || common < neighbour.trunk) continue;
    if (!best || common > best.common) best = { neighbour, common };
  }
  if (!best) return undefined;
  const { neighbour, common } = best;
  // Somebody else's number is nearer than the company's.
  if (near.some((other) => other.common > common && other.neighbour.company !== neighbour.company))
    return undefined;
  return {
    contact: companyContact(neighbour.contact()),
    droppedDigits: digits.length - common,
    commonDigits: common,
  };
}

/** The longest prefix that enough numbers of one company share, and no other number. */
function byTrunk(digits: string, rule: CompanyMatchRule, near: readonly Near[]): CompanyFound | undefined {
  const needed = linesNeeded(rule);
  const lengths = [...new Set(near.map(({ common }) => common))].sort((a, b) => b - a);
  for (const common of lengths) {
    const sharing = near.filter((each) => each.common >= common);
    const company = sharing[0]?.neighbour.company;
    if (company === undefined || sharing.some(({ neighbour }) => neighbour.company !== company))
      return undefined;
    const lines = sharing.filter(({ neighbour }) => !neighbour.isPersonal);
    if (new Set(lines.map(({ neighbour }) => neighbour.digits)).size < needed) continue;
    const nearest = lines.find((each) => isWithin(digits, each.neighbour, common, rule));
    if (!nearest) return undefined;
    return {
      contact: companyContact(nearest.neighbour.contact()),
      droppedDigits: digits.length - common,
      commonDigits: common,
    };
  }
  return undefined;
}

/** How many lines of a company prove its trunk. */
export function linesNeeded({ mode }: CompanyMatchRule): number {
  return mode === 'colleagues' ? 1 : 2;
}

export function isWithin(
  digits: string,
  neighbour: Neighbour,
  common: number,
  { maxDigits }: CompanyMatchRule,
): boolean {
  const longest = Math.max(digits.length, neighbour.digits.length);
  return common >= MIN_COMMON_DIGITS && longest - common <= maxDigits;
}
