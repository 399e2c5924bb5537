import {
  type CompanyMatchRule,
  commonDigits,
  isWithin,
  linesNeeded,
  MIN_COMMON_DIGITS,
  matchCompany,
  type Neighbour,
} from './company-match.ts';

/** Pure. Explains why a number was, or was not, matched to a company. Agrees with the decisions of company-match.ts. */

export type CompanyOutcome =
  | 'matched'
  /** The source does not match companies. */
  | 'off'
  | 'nobody_near'
  /** The nearest number has less than a country and an area code in common. */
  | 'too_little_in_common'
  /** More trailing digits differ than the source allows. */
  | 'too_many_digits_differ'
  /** The company's main number is longer than the digits in common, so its extensions lie elsewhere. */
  | 'outside_trunk'
  | 'somebody_else_nearer'
  /** The nearest number is a private one. */
  | 'no_company'
  /** Numbers of different companies begin alike. */
  | 'several_companies'
  /** One number of a company proves no trunk. */
  | 'single_number';

export interface CompanyVerdict {
  readonly outcome: CompanyOutcome;
  /** Digits in common with the matched company, else with the nearest number. */
  readonly commonDigits?: number;
  readonly droppedDigits?: number;
}

export function judgeCompany(
  digits: string,
  rule: CompanyMatchRule,
  around: readonly Neighbour[],
  centres: readonly Neighbour[],
): CompanyVerdict {
  const match = matchCompany(digits, rule, around, centres);
  if (match) {
    const { commonDigits, droppedDigits } = match;
    return { outcome: 'matched', commonDigits, droppedDigits };
  }
  const nearest = nearestOf(digits, [...centres, ...around]);
  if (!nearest) return { outcome: 'nobody_near' };
  const { common } = nearest;
  const outcome = refusal(digits, rule, around, centres, nearest);
  return { outcome, commonDigits: common, droppedDigits: digits.length - common };
}

interface Near {
  readonly neighbour: Neighbour;
  readonly common: number;
}

function nearestOf(digits: string, neighbours: readonly Neighbour[]): Near | undefined {
  const near = neighbours.map((neighbour) => ({ neighbour, common: commonDigits(digits, neighbour.digits) }));
  return near.sort((a, b) => b.common - a.common)[0];
}

function refusal(
  digits: string,
  rule: CompanyMatchRule,
  around: readonly Neighbour[],
  centres: readonly Neighbour[],
  nearest: Near,
): CompanyOutcome {
  if (nearest.common < MIN_COMMON_DIGITS) return 'too_little_in_common';
  const reachable = centres.filter((centre) =>
    isWithin(digits, centre, commonDigits(digits, centre.digits), rule),
  );
  if (reachable.some((centre) => commonDigits(digits, centre.digits) >= centre.trunk))
    return 'somebody_else_nearer';
  if (reachable.length > 0) return 'outside_trunk';
  if (!isWithin(digits, nearest.neighbour, nearest.common, rule)) return 'too_many_digits_differ';
  const { company } = nearestOf(digits, around)?.neighbour ?? nearest.neighbour;
  if (company === undefined) return 'no_company';
  const lines = around.filter((each) => each.company === company && !each.isPersonal);
  const lengths = new Map(lines.map((line) => [line.digits, commonDigits(digits, line.digits)]));
  const proven = [...lengths.values()].sort((a, b) => b - a)[linesNeeded(rule) - 1];
  // With enough lines, somebody else's number among them was the reason.
  return proven !== undefined && isWithin(digits, nearest.neighbour, proven, rule)
    ? 'several_companies'
    : 'single_number';
}
