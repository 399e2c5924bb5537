import { type Candidate, findCandidates } from '#shared/phone/candidates.ts';
import type { Proposal } from '#shared/phone/locate-numbers.ts';
import { BEFORE_REACH } from '#shared/phone/number-run.ts';
import { labelNear } from './label-near.ts';
import { isInMarkedUp } from './marked-up.ts';
import type { Span } from './number-locator.ts';
import { endsIn, type TextRun } from './seen-text.ts';
import { parentOf } from './untampered.ts';

/** What the page proposes to the background: texts that may hold numbers, with the words that stand near them. */

const found = new WeakMap<TextRun, readonly Candidate[]>();
const proposed = new WeakMap<Candidate, Proposal>();

export function candidatesIn(run: TextRun): readonly Candidate[] {
  const known = found.get(run);
  if (known) return known;
  const [first] = run.sources;
  const element = first && parentOf(first.node);
  const candidates = findCandidates(run.text, { isMarkedUp: element ? isInMarkedUp(element) : false });
  found.set(run, candidates);
  return candidates;
}

/** A label elsewhere on the page counts where the line has no words before the number. */
export function proposalOf(run: TextRun, candidate: Candidate): Proposal {
  const known = proposed.get(candidate);
  if (known) return known;
  const label = /\p{L}/u.test(candidate.before)
    ? undefined
    : labelNear(endsIn(run, candidate).startContainer);
  const proposal = proposalFrom(candidate, label && `${label}: `);
  proposed.set(candidate, proposal);
  return proposal;
}

export function proposalFrom({ text, before, after, isMarkedUp }: Candidate, label = ''): Proposal {
  // The label stays within reach.
  const room = Math.max(0, BEFORE_REACH - label.length);
  return { text, before: label + before.slice(Math.max(0, before.length - room)), after, isMarkedUp };
}

/** The number in a candidate, as a stretch of its run. */
export function numberIn(
  { start: at, text, after }: Candidate,
  { start, end }: Span,
): { start: number; end: number; text: string } {
  return { start: at + start, end: at + end, text: `${text}${after}`.slice(start, end) };
}
