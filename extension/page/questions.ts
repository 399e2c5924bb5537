import { MAX_PROPOSALS } from '../messages/messages.ts';

/** Gathers many small questions into one message, and remembers the answers. */

const GATHER_MS = 30;
const MAX_REMEMBERED = 5000;

export interface Questions<Q, A> {
  ask(question: Q): Promise<A>;
  /** The answer, if it is there already. */
  known(question: Q): A | undefined;
}

interface Entry<A> {
  answer: Promise<A>;
  settled?: A;
}

/** `send` answers in the order of the questions. `none` stands for an answer that did not come, and is not remembered. */
export function createQuestions<Q, A>(
  send: (questions: Q[]) => Promise<readonly A[]>,
  none: A,
): Questions<Q, A> {
  const answers = new Map<string, Entry<A>>();
  const waiting: { question: Q; settle: (answer: A | undefined) => void }[] = [];

  async function sendWaiting(): Promise<void> {
    const batch = waiting.splice(0, MAX_PROPOSALS);
    if (waiting.length > 0) setTimeout(sendWaiting, 0);
    const said = await send(batch.map(({ question }) => question)).catch(() => undefined);
    for (const [index, { settle }] of batch.entries()) settle(said?.[index]);
  }

  return {
    ask(question) {
      const key = JSON.stringify(question);
      const before = answers.get(key);
      if (before) return before.answer;
      if (answers.size >= MAX_REMEMBERED) answers.clear();
      const answer = new Promise<A>((resolve) => {
        const settle = (said: A | undefined) => {
          if (said === undefined) answers.delete(key);
          else entry.settled = said;
          resolve(said ?? none);
        };
        if (waiting.push({ question, settle }) === 1) setTimeout(sendWaiting, GATHER_MS);
      });
      const entry: Entry<A> = { answer };
      answers.set(key, entry);
      return answer;
    },
    known: (question) => answers.get(JSON.stringify(question))?.settled,
  };
}
