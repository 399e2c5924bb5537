/** Costs of a cut, set by hand: 1 is a small doubt, and what costs more than `nothing` is no number. */
export const WEIGHTS = {
  /** A number whose length the plan has, but in no range that is assigned. */
  unassigned: 4,
  /** A national number without the prefix of its country, and an international one without its plus. */
  prefixLost: 1,
  plusLost: 3,
  /** Each digit over eleven, in countries whose numbers have any length. */
  digitTooMany: 1.5,
  /** A separator inside a number that rather stands between two things. */
  wideGap: 1,
  secondSlash: 1.5,
  comma: 3,
  /** A last group of one, two or three digits behind a blank, where the number is whole without it. */
  shortEnd: [3, 2, 1.5],
  /** A group that is a date, a time, an amount or part of a word, inside a number. */
  otherThing: 5,
  /** A group inside a number with which another number begins. */
  nextBegins: 4,
  /** Digits of the chunk that belong to no number; more where only a hyphen, a dot or nothing sets them apart. */
  left: 1.2,
  leftDigit: 0.2,
  leftTight: 4,
  /** A number before such digits that is shorter than numbers of its country are today. */
  cutShort: 2,
  /** Other last digits behind a slash. */
  ending: 0.2,
  /** Reading nothing at all: in a phone field, and in the text of a page without a label. */
  nothing: 6,
  nothingOnPage: 4.5,
  /** Two cuts that differ by less are near: nobody can tell which is meant. */
  near: 1,
} as const;
