/** Positions of values on an axis. Pure. */

export interface Axis {
  /** 0 at the bottom, 1 at the top. */
  share: (value: number) => number;
  ticks: readonly { value: number; label: string }[];
}

export function logAxis(
  least: number,
  most: number,
  values: readonly number[],
  labels: readonly string[],
): Axis {
  const span = Math.log10(most / least);
  return {
    share: (value) => Math.min(1, Math.max(0, Math.log10(value / least) / span)),
    ticks: values.map((value, i) => ({ value, label: labels[i] ?? String(value) })),
  };
}

/** A linear axis, because a share means nothing on a logarithmic scale. Starts at the tenth below the lowest value. */
export function recallAxis(recalls: readonly number[]): Axis {
  const foot = Math.max(0, Math.floor(Math.min(1, ...recalls) * 10) / 10 - 0.1);
  const tenths = Array.from({ length: Math.round((1 - foot) * 10) + 1 }, (_, i) => foot + i / 10);
  return {
    share: (value) => (value - foot) / (1 - foot),
    ticks: tenths.map((value) => ({ value, label: value.toFixed(1) })),
  };
}
