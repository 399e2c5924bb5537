import { FORMAT, FormatError } from './head.ts';

/**
 * The layout of every binary block, little-endian: magic, kind, format, then a table of sections, each aligned to eight
 * bytes so that typed arrays lie straight over the fetched bytes. Nothing is decoded before a hit.
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | `RCB` and the kind of block (one letter) |
 * | 4 | u16 format version, u16 number of sections |
 * | 8 | per section: u32 offset, u32 length in bytes |
 */

const HEADER_BYTES = 8;
const ENTRY_BYTES = 8;

/** `n`: numbers, `e`: their last digits, `w`: words, `s`: stored contacts, `m`: the manifest of a generation. */
export type BlockKind = 'n' | 'e' | 'c' | 'w' | 's' | 'm';

export function writeBlock(
  kind: BlockKind,
  sections: readonly (Uint8Array | Uint32Array | Float64Array)[],
): Uint8Array {
  let length = aligned(HEADER_BYTES + ENTRY_BYTES * sections.length);
  const offsets = sections.map((section) => {
    const offset = length;
    length = aligned(length + section.byteLength);
    return offset;
  });
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x52, 0x43, 0x42, kind.charCodeAt(0)]);
  view.setUint16(4, FORMAT, true);
  view.setUint16(6, sections.length, true);
  sections.forEach((section, i) => {
    const offset = offsets[i] ?? 0;
    view.setUint32(HEADER_BYTES + ENTRY_BYTES * i, offset, true);
    view.setUint32(HEADER_BYTES + ENTRY_BYTES * i + 4, section.byteLength, true);
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), offset);
  });
  return bytes;
}

/** Sections of a block as views over its bytes. Throws FormatError: `newer_format`, or `damaged` when the bytes are cut or no block of this kind. */
export function readBlock(kind: BlockKind, bytes: Uint8Array, sections: number): Uint8Array[] {
  if (bytes.length < HEADER_BYTES || bytes[0] !== 0x52 || bytes[1] !== 0x43 || bytes[2] !== 0x42) {
    throw new FormatError('damaged', 'not a block');
  }
  // Typed arrays need an aligned start; a store may hand out a slice of something larger.
  const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const format = view.getUint16(4, true);
  if (format > FORMAT)
    throw new FormatError('newer_format', `block has format ${format}; this Ringcard reads up to ${FORMAT}`);
  if (format < FORMAT)
    throw new FormatError('damaged', `block has format ${format}, which its source rebuilds`);
  if (whole[3] !== kind.charCodeAt(0) || view.getUint16(6, true) !== sections)
    throw new FormatError('damaged', 'a block of another kind');
  if (whole.length < HEADER_BYTES + ENTRY_BYTES * sections)
    throw new FormatError('damaged', 'a block without its table');
  return Array.from({ length: sections }, (_, i) => {
    const offset = view.getUint32(HEADER_BYTES + ENTRY_BYTES * i, true);
    const length = view.getUint32(HEADER_BYTES + ENTRY_BYTES * i + 4, true);
    if (offset % 8 !== 0 || offset + length > whole.length)
      throw new FormatError('damaged', 'a block was cut short');
    return whole.subarray(offset, offset + length);
  });
}

export function asUint32(section: Uint8Array): Uint32Array {
  return new Uint32Array(section.buffer, section.byteOffset, section.byteLength >>> 2);
}

export function asFloat64(section: Uint8Array): Float64Array {
  return new Float64Array(section.buffer, section.byteOffset, section.byteLength >>> 3);
}

function aligned(length: number): number {
  return (length + 7) & ~7;
}
