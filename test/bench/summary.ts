import { time } from './report.ts';
import type { Row } from './row.ts';

/** Recall over fewer questions is chance: such a peer is compared only where no other exists. */
const FEWEST_FOR_BEST = 20;

/** Compares Ringcard with the peer of the best recall in each class, and with the fastest peer whose recall is not lower. */
export function printSummary(rows: readonly Row[], say: (line: string) => void): void {
  const ours = rows.filter(({ peer }) => peer === 'ringcard');
  const others = rows.filter(({ peer }) => !peer.startsWith('ringcard'));
  if (ours.length === 0 || others.length === 0) return;
  say(
    '\nours against the peer with the best recall, and against the fastest whose recall is not lower than ours',
  );
  for (const own of ours) {
    const asked = others.filter((row) => row.class === own.class && row.recall10 !== undefined);
    const wellAsked = asked.filter(({ k }) => (k ?? 0) >= FEWEST_FOR_BEST);
    const rivals = wellAsked.length > 0 ? wellAsked : asked;
    const best = rivals.sort((a, b) => (b.recall10 ?? 0) - (a.recall10 ?? 0) || slow(a) - slow(b))[0];
    if (!best || own.recall10 === undefined) continue;
    const difference = own.recall10 - (best.recall10 ?? 0);
    const equals = rivals
      .filter((row) => (row.recall10 ?? 0) >= (own.recall10 ?? 0))
      .sort((a, b) => slow(a) - slow(b))[0];
    const against = equals ? `${equals.peer} ${ratio(own, equals)}` : 'none';
    say(
      `${own.class.padEnd(28)} ${own.recall10.toFixed(3)} ${time(own.p50us)} · best ${best.peer} ` +
        `${best.recall10?.toFixed(3)} ${time(best.p50us)}: recall ${difference >= 0 ? '+' : ''}${difference.toFixed(3)}, ` +
        `p50 ${ratio(own, best)} · not lower: ${against}`,
    );
  }
}

function ratio(own: Row, other: Row): string {
  if (own.p50us === undefined || other.p50us === undefined || other.p50us === 0) return '–';
  return `× ${(own.p50us / other.p50us).toFixed(2)}`;
}

function slow(row: Row): number {
  return row.p50us ?? Number.POSITIVE_INFINITY;
}
