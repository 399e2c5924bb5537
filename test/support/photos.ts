/** Photos as bytes, with just enough content for a type and a size. Sizes are in pixels. */

const text = (characters: string) => [...characters].map((character) => character.charCodeAt(0));
const u16 = (value: number) => [value >> 8, value & 255];
const u16le = (value: number) => [value & 255, value >> 8];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];

export function jpegSegment(marker: number, content: readonly number[] | string): number[] {
  const bytes = typeof content === 'string' ? text(content) : content;
  return [0xff, marker, ...u16(bytes.length + 2), ...bytes];
}

/** `extra` comes between the JFIF segment and the frame; `shade` makes photos differ; `after` follows the end. */
export function jpeg({
  width = 64,
  height = 48,
  extra = [],
  shade = 0,
  after = '',
}: {
  width?: number;
  height?: number;
  extra?: readonly number[];
  shade?: number;
  after?: string;
} = {}): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...jpegSegment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
    ...extra,
    ...jpegSegment(0xc0, [8, ...u16(height), ...u16(width), 1, 1, 0x11, 0]),
    ...jpegSegment(0xda, [1, 1, 0, 0, 63, 0]),
    // Coded data, with an escaped 0xff and a restart marker in it.
    ...[shade, 0xff, 0, 7, 0xff, 0xd0, 7],
    ...[0xff, 0xd9],
    ...text(after),
  ]);
}

/** Exif with a place, a camera and an orientation, in the byte order of `mark`. */
export function exifSegment(orientation: number, mark: 'II' | 'MM' = 'MM'): number[] {
  const order = (bytes: number[]) => (mark === 'II' ? bytes.reverse() : bytes);
  const header = [...text(mark), ...order(u16(42)), ...order(u32(8))];
  const camera = [...order(u16(0x0110)), ...order(u16(2)), ...order(u32(4)), ...text('CAM\0')];
  const way = [...order(u16(0x0112)), ...order(u16(3)), ...order(u32(1)), ...order(u16(orientation)), 0, 0];
  const place = [...order(u16(0x8825)), ...order(u16(4)), ...order(u32(1)), ...order(u32(50))];
  const directory = [...order(u16(3)), ...camera, ...way, ...place, 0, 0, 0, 0];
  return jpegSegment(0xe1, [...text('Exif\0\0'), ...header, ...directory, ...text('N52 31 12 E13 24 18')]);
}

export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const header = [...u32(width), ...u32(height), 8, 6, 0, 0, 0];
  return Uint8Array.from([...text('\x89PNG\r\n\x1a\n'), ...u32(13), ...text('IHDR'), ...header, ...u32(0)]);
}

/** `frame` gives the first frame another size than the screen. */
export function gif(
  width: number,
  height: number,
  frame: readonly [width: number, height: number] = [width, height],
): Uint8Array<ArrayBuffer> {
  const screen = [...u16le(width), ...u16le(height), 0x80, 0, 0];
  const colours = [0, 0, 0, 255, 255, 255];
  const comment = [0x21, 0xfe, 2, ...text('hi'), 0];
  const image = [0x2c, 0, 0, 0, 0, ...u16le(frame[0]), ...u16le(frame[1]), 0, 2, 0, 0x3b];
  return Uint8Array.from([...text('GIF89a'), ...screen, ...colours, ...comment, ...image]);
}

export function webp(kind: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Uint8Array<ArrayBuffer> {
  const uint24 = (value: number) => [...u16le(value & 0xffff), value >> 16];
  const bits = (width - 1) | ((height - 1) << 14);
  const content = {
    'VP8 ': [0, 0, 0, 0x9d, 1, 0x2a, ...u16le(width), ...u16le(height)],
    VP8L: [0x2f, ...u16le(bits & 0xffff), ...u16le(bits >>> 16), 0, 0, 0, 0, 0],
    VP8X: [0, 0, 0, 0, ...uint24(width - 1), ...uint24(height - 1)],
  }[kind];
  const chunk = [...text(kind), content.length, 0, 0, 0, ...content];
  return Uint8Array.from([...text('RIFF'), chunk.length + 4, 0, 0, 0, ...text('WEBP'), ...chunk]);
}

export function asText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export function fromText(characters: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text(characters));
}
