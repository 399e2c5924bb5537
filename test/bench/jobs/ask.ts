import { indexOf } from '../data/directory.ts';
import type { Peer } from '../peers/peer.ts';
import type { QueryClass } from '../queries/queries.ts';
import type { Asked, Query } from '../queries/query.ts';

/** Puts a class of questions to a peer, and judges every answer against the directory itself. */

const LIMIT = 10;
/** Queries that are asked regardless of time, so that a recall exists. */
const FEWEST_QUERIES = 5;
/** The share of a class's time for typing. The rest goes to whole questions, which alone give the recall. */
const SHARE_FOR_TYPING = 0.5;
/** One query is always typed. Beyond this many times the class's time, only its end is asked. */
const MOST_FOR_ONE_QUERY = 2;

export interface Figures {
  p50us?: number;
  p99us?: number;
  p99cpuUs?: number;
  recall10?: number;
  mrr?: number;
  falsePositives?: number;
  k: number;
  note?: string;
}

/** Undefined when the peer has no such question. */
export async function askClass(
  peer: Peer,
  { asked, isTyped, queries }: QueryClass,
  directorySize: number,
  capMs: number,
): Promise<Figures | undefined> {
  const ask = questionOf(peer, asked);
  if (!ask) return undefined;
  const latencies: number[] = [];
  const cpuTimes: number[] = [];
  const recalls: number[] = [];
  const ranks: number[] = [];
  const answered: boolean[] = [];
  const faults = new Set<string>();
  const start = performance.now();
  let typingMs = 0;
  let isCut = false;
  let k = 0;
  for (const query of queries) {
    const wholeMs = performance.now() - start - typingMs;
    if (k >= FEWEST_QUERIES && wholeMs > capMs * (isTyped ? 1 - SHARE_FOR_TYPING : 1)) break;
    const isToBeTyped = isTyped && typingMs < capMs * SHARE_FOR_TYPING;
    const steps = isToBeTyped ? keystrokes(query.text) : [query.text];
    let answer: string[] = [];
    const began = performance.now();
    for (const text of steps) {
      const cpuBefore = process.cpuUsage();
      const before = performance.now();
      if (before - began > capMs * MOST_FOR_ONE_QUERY && text !== query.text) {
        isCut = true;
        continue;
      }
      try {
        const result = ask(text);
        answer = result instanceof Promise ? await result : result;
      } catch (error) {
        faults.add(`failed: ${error instanceof Error ? error.message.slice(0, 60) : 'unknown'}`);
        answer = [];
      }
      if (isTyped && !isToBeTyped) continue;
      latencies.push((performance.now() - before) * 1000);
      const { user, system } = process.cpuUsage(cpuBefore);
      cpuTimes.push(user + system);
    }
    if (isToBeTyped) typingMs = performance.now() - start;
    k++;
    if (query.relevant.length === 0 && query.company === undefined) {
      answered.push(answer.length > 0);
      continue;
    }
    const judged = judge(answer, query, directorySize);
    recalls.push(judged.recall);
    ranks.push(judged.reciprocalRank);
    if (judged.isInvalid)
      faults.add('answered with an id that the directory does not have, or twice with one');
  }
  // A crash or an invented id makes the whole class count as unanswered.
  const worth = faults.size > 0 ? 0 : 1;
  const notes = [...faults, ...(isCut ? ['too slow to type a whole query'] : [])];
  latencies.sort((a, b) => a - b);
  cpuTimes.sort((a, b) => a - b);
  return {
    k,
    ...optional('p50us', percentile(latencies, 0.5), 2),
    ...optional('p99us', percentile(latencies, 0.99), 2),
    ...optional('p99cpuUs', percentile(cpuTimes, 0.99), 0),
    ...optional('recall10', mean(recalls) * worth, 4),
    ...optional('mrr', mean(ranks) * worth, 4),
    ...optional('falsePositives', mean(answered.map(Number)), 4),
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
  };
}

/** Figures of one class over several rounds: means weighted by questions, and the worst of the p99 times. */
export function together(rounds: readonly Figures[]): Figures {
  const k = rounds.reduce((sum, round) => sum + round.k, 0);
  const weighted = (key: 'p50us' | 'recall10' | 'mrr' | 'falsePositives') =>
    rounds.reduce((sum, round) => sum + (round[key] ?? 0) * round.k, 0) / k;
  const notes = new Set(rounds.flatMap(({ note }) => note ?? []));
  return {
    k,
    ...optional('p50us', weighted('p50us'), 2),
    ...optional('p99us', Math.max(...rounds.map(({ p99us }) => p99us ?? 0)), 2),
    ...optional('p99cpuUs', Math.max(...rounds.map(({ p99cpuUs }) => p99cpuUs ?? 0)), 0),
    ...optional('recall10', weighted('recall10'), 4),
    ...optional('mrr', weighted('mrr'), 4),
    ...optional('falsePositives', weighted('falsePositives'), 4),
    ...(notes.size > 0 ? { note: [...notes].join('; ') } : {}),
  };
}

export function questionOf(
  peer: Peer,
  asked: Asked,
): ((text: string) => string[] | Promise<string[]>) | undefined {
  switch (asked) {
    case 'look-up':
      return peer.lookUp?.bind(peer);
    case 'starting-with':
      return peer.startingWith && ((text) => peer.startingWith?.(text, LIMIT) ?? []);
    case 'ending-with':
      return peer.endingWith && ((text) => peer.endingWith?.(text, LIMIT) ?? []);
    case 'search':
      return peer.search && ((text) => peer.search?.(text, LIMIT) ?? []);
    case 'company':
      return (
        peer.company && (async (text) => [await peer.company?.(text)].filter((name) => name !== undefined))
      );
  }
}

/** The text from its second character on, as a person types it. */
function keystrokes(text: string): string[] {
  const letters = [...text];
  return letters.slice(1).map((_, i) => letters.slice(0, i + 2).join(''));
}

export function judge(answer: readonly string[], { relevant, company }: Query, directorySize: number) {
  if (company !== undefined) {
    const right = answer[0] === company ? 1 : 0;
    return { recall: right, reciprocalRank: right, isInvalid: false };
  }
  const wanted = new Set(relevant);
  const positions = answer.map(indexOf);
  const isInvalid =
    positions.some((position) => !(position < directorySize)) || new Set(positions).size !== positions.length;
  const first = positions.slice(0, LIMIT);
  const hits = first.filter((position) => wanted.has(position)).length;
  const rank = first.findIndex((position) => wanted.has(position));
  return {
    recall: hits / Math.min(LIMIT, wanted.size),
    reciprocalRank: rank < 0 ? 0 : 1 / (rank + 1),
    isInvalid,
  };
}

export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}

/** NaN for an empty list. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function optional<K extends string>(key: K, value: number, digits: number): { [key in K]?: number } {
  if (!Number.isFinite(value)) return {};
  return { [key]: Number(value.toFixed(digits)) } as { [key in K]?: number };
}
