/** Command-line arguments that several benchmarks share. */

export class UsageError extends Error {
  readonly code = 'usage';
}

/** Parses `10k,1M,2500`. Throws UsageError. */
export function sizesOf(text: string): number[] {
  return text.split(',').map(sizeOf);
}

function sizeOf(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([kKmM]?)$/.exec(text.trim()) ?? [];
  const size = Number(digits) * (unit === '' ? 1 : unit.toLowerCase() === 'k' ? 1000 : 1_000_000);
  if (digits === '' || size < 500 || size > 5_000_000) {
    throw new UsageError(`--sizes takes sizes from 500 to 5M such as 10k,100k,1M, not ${text}`);
  }
  return size;
}

export function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
