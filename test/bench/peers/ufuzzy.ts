import uFuzzy from '@leeoniya/ufuzzy';
import type { NumberEngine, WordEngine } from './word-peer.ts';

/** More matches than this come unranked, in the order of the directory, as in uFuzzy's default. */
const RANKED_MATCHES = 1000;
/** Words whose order is permuted; each further word multiplies the searches. */
const PERMUTED_WORDS = 3;

/** uFuzzy: one error per word, words in any order. */
export function ufuzzyWords(): WordEngine {
  const haystack: string[] = [];
  const engine = new uFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
  return {
    add(_document, name, other) {
      haystack.push([...name, ...other].join(' '));
    },
    search(words, limit) {
      const [found, info, order] = engine.search(haystack, words.join(' '), PERMUTED_WORDS, RANKED_MATCHES);
      if (!found) return [];
      if (!info || !order) return found.slice(0, limit);
      return order.slice(0, limit).map((position) => info.idx[position] ?? -1);
    },
    bytes: () => haystack.reduce((sum, text) => sum + text.length + 1, 0),
  };
}

export function ufuzzyNumbers(): NumberEngine {
  const haystack: string[] = [];
  // Contiguous digits from the start of a number.
  const prefix = new uFuzzy({ interLft: 2 });
  const ending = new uFuzzy({ interRgt: 2 });
  const whole = new uFuzzy({ interLft: 2, interRgt: 2 });
  return {
    add(_document, numbers) {
      haystack.push(numbers.join(' '));
    },
    exact: (digits) => matches(whole, haystack, digits),
    startingWith: (digits, limit) => matches(prefix, haystack, digits).slice(0, limit),
    endingWith: (digits, limit) => matches(ending, haystack, digits).slice(0, limit),
    bytes: () => haystack.reduce((sum, text) => sum + text.length + 1, 0),
  };
}

function matches(engine: uFuzzy, haystack: string[], digits: string): number[] {
  const found = engine.filter(haystack, digits) ?? [];
  // `filter` ignores the left bound; only `info` applies it.
  if (found.length === 0 || found.length > RANKED_MATCHES) return found;
  return engine.info(found, haystack, digits).idx;
}
