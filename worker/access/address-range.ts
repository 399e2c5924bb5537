/** CIDR, IPv4 and IPv6. Pure. An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) counts as IPv4 and is in no IPv6 range. */

interface Address {
  /** 4 bytes for IPv4, 16 for IPv6. */
  readonly bytes: readonly number[];
}

export interface AddressRange extends Address {
  readonly prefixBits: number;
}

const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
const MAPPED_BITS = 96;

/** Undefined for an invalid range. Bits beyond the prefix must be 0: they are usually a slip. */
export function readAddressRange(text: string): AddressRange | undefined {
  const [, base = '', bits] = /^([^/]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const bytes = readBytes(base);
  if (!bytes) return undefined;
  const prefixBits = bits === undefined ? bytes.length * 8 : Number(bits);
  if (prefixBits > bytes.length * 8 || hasBitsBeyond(bytes, prefixBits)) return undefined;
  if (!isMapped(bytes)) return { bytes, prefixBits };
  // A shorter prefix would mix addresses of both families.
  return prefixBits < MAPPED_BITS
    ? undefined
    : { bytes: bytes.slice(12), prefixBits: prefixBits - MAPPED_BITS };
}

/** False for an invalid address. */
export function isInRange(text: string, range: AddressRange): boolean {
  const bytes = readAddress(text);
  if (bytes?.length !== range.bytes.length) return false;
  return bytes.every((byte, at) => {
    const mask = maskOf(at, range.prefixBits);
    return (byte & mask) === ((range.bytes[at] ?? 0) & mask);
  });
}

function readAddress(text: string): readonly number[] | undefined {
  const bytes = readBytes(text);
  return bytes && isMapped(bytes) ? bytes.slice(12) : bytes;
}

function readBytes(text: string): readonly number[] | undefined {
  return text.includes(':') ? readV6(text) : readV4(text);
}

function readV4(text: string): number[] | undefined {
  // No leading zeros: some software reads them as octal.
  const parts = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/.exec(text);
  const bytes = parts?.slice(1).map(Number);
  return bytes?.every((byte) => byte <= 255) ? bytes : undefined;
}

function readV6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, at) => readGroups(half, at === halves.length - 1));
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const missing = 16 - head.length - (tail?.length ?? 0);
  // `::` stands for at least one group.
  if (tail ? missing < 2 : missing !== 0) return undefined;
  return [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])];
}

/** Reads groups of 16 bits. The last two of an address may be written as IPv4. */
function readGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes = groups.map((group, at) => {
    if (isEnd && at === groups.length - 1 && group.includes('.')) return readV4(group);
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.every((pair) => pair !== undefined) ? bytes.flat() : undefined;
}

function isMapped(bytes: readonly number[]): boolean {
  return bytes.length === 16 && MAPPED_PREFIX.every((byte, at) => bytes[at] === byte);
}

function hasBitsBeyond(bytes: readonly number[], prefixBits: number): boolean {
  return bytes.some((byte, at) => (byte & ~maskOf(at, prefixBits) & 0xff) !== 0);
}

function maskOf(at: number, prefixBits: number): number {
  const bits = Math.min(8, Math.max(0, prefixBits - at * 8));
  return (0xff << (8 - bits)) & 0xff;
}
