import type { Group } from './chunks.ts';
import { WEIGHTS } from './weights.ts';

/** What digits beside a number cost, and numbers beside each other. */

/** A number as far as its neighbours matter. */
interface Neighbour {
  isFull: boolean;
  isBare: boolean;
}

/** How the groups before were cut. */
interface WayBefore {
  numbers: readonly Neighbour[];
  endsInNumber: boolean;
}

/** Without a blank, a comma or a bracket, the digits on both sides belong together. */
function isTight(gap: string): boolean {
  return !/[\s,+()[\]]/.test(gap);
}

/** More digits than these make a number beside them no less likely. */
const MAX_LEFT_DIGITS = 15;

/** Whether nothing but a hyphen, a dot or a slash parts this group from the one before. */
export function isTornAt(groups: readonly Group[], at: number): boolean {
  const [before, behind] = [groups[at - 1], groups[at]];
  return (
    before !== undefined && behind !== undefined && /^[-.]$/.test(behind.gap) && !before.not && !behind.not
  );
}

/** Digits that belong to no number. */
export function costOfRest(groups: readonly Group[], from: number, to: number, way: WayBefore): number {
  const rest = groups.slice(from, to).filter(({ not }) => not === undefined);
  const [first, behind] = [groups[from], groups[to]];
  const isTorn =
    rest.some(({ hasPlus }) => hasPlus) ||
    (way.endsInNumber && isOneRow(groups, from - 1, from)) ||
    (behind !== undefined && isOneRow(groups, to - 1, to)) ||
    (way.endsInNumber && first?.not === undefined && way.numbers.at(-1)?.isBare) ||
    (from > 0 && isPartOfCode(first) && isTight(first?.gap ?? '')) ||
    (behind !== undefined && isPartOfCode(groups[to - 1]) && isTight(behind.gap));
  const isShort = way.endsInNumber && isPartOfCode(first) && !way.numbers.at(-1)?.isFull;
  const isTaken = rest.length > 0 ? WEIGHTS.left : 0;
  return (
    isTaken +
    WEIGHTS.leftDigit *
      Math.min(
        MAX_LEFT_DIGITS,
        rest.reduce((sum, { digits }) => sum + digits.length, 0),
      ) +
    (isTorn ? WEIGHTS.leftTight : 0) +
    (way.endsInNumber && rest.length > 0 && /^ ?- ?$/.test(first?.gap ?? '') ? WEIGHTS.leftDash : 0) +
    (isShort ? WEIGHTS.cutShort : 0)
  );
}

function isPartOfCode(group: Group | undefined): boolean {
  return group?.not === undefined || group.not === 'letters';
}

/** `0069 0302 3125 6900`: groups of one length with one separator are one thing. */
function isOneRow(groups: readonly Group[], before: number, behind: number): boolean {
  const [one, other, last] = [groups[before], groups[behind], groups[behind + 1]];
  const isSame =
    one?.digits.length === other?.digits.length && one?.not === undefined && other?.not === undefined;
  const gaps = [one?.gap, other?.gap, last?.gap].filter((gap) => gap !== undefined && gap !== '');
  return isSame && gaps.length > 1 && gaps.every((gap) => gap === gaps[0]);
}

/** `0033 6 …`, `1 55 …`: a number may begin there. The `05` of `14.05` begins nothing. */
function beginsLikeNumber({ digits, gap }: Group, behind: Group): boolean {
  if (behind.hasPlus) return false;
  if (digits.startsWith('0')) return gap === '' || !isTight(gap);
  return digits === '1' && /^[ -]$/.test(behind.gap);
}

/** `3 069 900 094`: groups of three behind a shorter one. */
function isLargeNumber({ digits }: Group, behind: readonly Group[]): boolean {
  return digits.length <= 3 && behind.length > 1 && behind.every((group) => group.digits.length === 3);
}

/** What stands before a number: another number without a blank between, or digits that may belong to it. */
export function costOfJoint(
  groups: readonly Group[],
  from: number,
  way: WayBefore,
  { isBare, isFull }: Neighbour,
): number {
  const [before, first] = [groups[from - 1], groups[from]];
  if (!before || !first) return 0;
  if (way.endsInNumber) {
    const isOne = isOneRow(groups, from - 1, from) || (isTight(first.gap) && !first.gap.includes('/'));
    // `23125123` is no number behind one that has its area code, nor behind a mere blank (`4711 030 23125123`).
    const isRest = isBare && !isFull && (way.numbers.at(-1)?.isBare === false || /^\s+$/.test(first.gap));
    return isOne || isRest ? WEIGHTS.leftTight : 0;
  }
  const isTorn =
    isPartOfCode(before) &&
    (isBare || beginsLikeNumber(before, first) || isLargeNumber(before, groups.slice(from)));
  return isTorn ? WEIGHTS.leftTight : 0;
}
