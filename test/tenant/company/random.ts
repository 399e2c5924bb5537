/** Random numbers that depend on their seed alone. Pure. */

/** From 0 up to, not including, 1. */
export type Random = () => number;

/** The same parts give the same sequence, on every machine. */
export function randomOf(...parts: (string | number)[]): Random {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0x7c, 0x01000193);
  }
  // mulberry32
  let state = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pickFrom<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('pickFrom: the list is empty');
  return found;
}

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const held = copy[at] as T;
    copy[at] = copy[other] as T;
    copy[other] = held;
  }
  return copy;
}

/** A stable GUID for something with a name. */
export function guidOf(...parts: (string | number)[]): string {
  const random = randomOf('guid', ...parts);
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'[Math.floor(random() * 4)] ?? '8';
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}
