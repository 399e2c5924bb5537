import type { ask } from '../messages/ask.ts';
import { MAX_TEXT_LENGTH } from '../messages/message-parts.ts';
import { checkedNumbers, MAX_TEXTS } from '../messages/messages.ts';

/** Asks the background which candidates are phone numbers: many in one message, each text once. */

const GATHER_MS = 30;
const MAX_REMEMBERED = 5000;

export type NumberCheck = (text: string) => Promise<boolean>;

export function createNumberCheck(say: typeof ask): NumberCheck {
  const known = new Map<string, Promise<boolean>>();
  let waiting: { text: string; resolve: (isNumber: boolean) => void }[] = [];

  async function send(): Promise<void> {
    const batch = waiting.slice(0, MAX_TEXTS);
    waiting = waiting.slice(MAX_TEXTS);
    if (waiting.length > 0) setTimeout(send, 0);
    const texts = batch.map(({ text }) => text);
    const answers = await say({ type: 'check-numbers', texts }, checkedNumbers).catch(() => undefined);
    for (const [index, { text, resolve }] of batch.entries()) {
      // Without an answer nothing is remembered, so the next encounter asks again.
      if (answers === undefined) known.delete(text);
      resolve(answers?.[index] ?? false);
    }
  }

  return (text) => {
    if (text.length === 0 || text.length > MAX_TEXT_LENGTH) return Promise.resolve(false);
    const before = known.get(text);
    if (before) return before;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const answer = new Promise<boolean>((resolve) => {
      if (waiting.push({ text, resolve }) === 1) setTimeout(send, GATHER_MS);
    });
    known.set(text, answer);
    return answer;
  };
}
