import type { Proposal } from '#shared/phone/locate-numbers.ts';
import type { ask } from '../messages/ask.ts';
import { MAX_ADDRESS_LENGTH, MAX_PROPOSAL_LENGTH } from '../messages/message-parts.ts';
import { linkedNumbers, locatedNumbers } from '../messages/messages.ts';
import { createQuestions } from './questions.ts';

/** The part of a proposal's text that is one number. Its end may lie behind the text: an extension. */
export interface Span {
  start: number;
  end: number;
}

/** Asks the background, which knows the numbering plans, where the numbers of a page are. */
export interface NumberLocator {
  /** The numbers in a proposal's text, in its order. */
  locate(proposal: Proposal): Promise<readonly Span[]>;
  /** The same, where the answer is there already. */
  located(proposal: Proposal): readonly Span[] | undefined;
  /** The number that a link dials; empty where it dials none. */
  dialledBy(address: string): Promise<string>;
  dialledAlready(address: string): string | undefined;
}

export function createNumberLocator(say: typeof ask): NumberLocator {
  const proposals = createQuestions<Proposal, readonly Span[]>(async (asked) => {
    const answers = await say({ type: 'locate-numbers', proposals: asked }, locatedNumbers);
    return asked.map(({ text, after }, index) => spansOf(answers[index] ?? [], text.length + after.length));
  }, []);
  const links = createQuestions<string, string>(
    (addresses) => say({ type: 'read-links', addresses }, linkedNumbers),
    '',
  );
  const canAsk = ({ text }: Proposal) => text.length > 0 && text.length <= MAX_PROPOSAL_LENGTH;
  return {
    locate: (proposal) => (canAsk(proposal) ? proposals.ask(proposal) : Promise.resolve([])),
    located: (proposal) => (canAsk(proposal) ? proposals.known(proposal) : []),
    dialledBy: (address) => (address.length > MAX_ADDRESS_LENGTH ? Promise.resolve('') : links.ask(address)),
    dialledAlready: (address) => (address.length > MAX_ADDRESS_LENGTH ? '' : links.known(address)),
  };
}

function spansOf(answer: readonly (readonly number[])[], length: number): Span[] {
  return answer.flatMap(([start = 0, end = 0]) =>
    start >= 0 && start < end && end <= length ? [{ start, end }] : [],
  );
}
