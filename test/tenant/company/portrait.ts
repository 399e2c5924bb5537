/**
 * A small square JPEG: a head and shoulders in flat colours, nobody's face. Pure.
 * Baseline JPEG with one coefficient per 8 × 8 block, which is all that flat blocks need.
 */
import { pickFrom, type Random, randomOf } from './random.ts';

/** Standard luminance DC table (ITU-T T.81, table K.3), used for all three components. */
const DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_CODES = [
  '00',
  '010',
  '011',
  '100',
  '101',
  '110',
  '1110',
  '11110',
  '111110',
  '1111110',
  '11111110',
  '111111110',
];
/** An AC table with the single symbol "end of block": code `0`. */
const AC_COUNTS = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

type Colour = readonly [red: number, green: number, blue: number];

const SKIN: Colour[] = [
  [246, 214, 190],
  [228, 184, 148],
  [198, 145, 105],
  [150, 100, 70],
  [102, 68, 48],
];
const HAIR: Colour[] = [
  [40, 30, 28],
  [84, 56, 38],
  [140, 96, 54],
  [206, 168, 104],
  [166, 74, 42],
  [190, 190, 190],
];

/** `size` in pixels, a multiple of 8. */
export function portrait(name: string, size = 240): Uint8Array {
  const random = randomOf('portrait', name);
  const background = colour(random, 190, 60);
  const clothes = colour(random, 60, 90);
  const skin = pickFrom(SKIN, random);
  const hair = pickFrom(HAIR, random);
  const blocks = size / 8;
  return encode(size, (column, row) => {
    const x = (column + 0.5) / blocks - 0.5;
    const y = (row + 0.5) / blocks;
    const head = (x / 0.19) ** 2 + ((y - 0.42) / 0.24) ** 2;
    if (head < 1) return y < 0.3 ? hair : skin;
    if ((x / 0.25) ** 2 + ((y - 0.36) / 0.24) ** 2 < 1 && y < 0.42) return hair;
    return (x / 0.42) ** 2 + ((y - 1.02) / 0.36) ** 2 < 1 ? clothes : background;
  });
}

function colour(random: Random, base: number, spread: number): Colour {
  return [base + random() * spread, base + random() * spread, base + random() * spread];
}

function encode(size: number, colourAt: (column: number, row: number) => Colour): Uint8Array {
  const bytes: number[] = [0xff, 0xd8];
  const segment = (marker: number, content: number[]) => {
    const length = content.length + 2;
    bytes.push(0xff, marker, length >> 8, length & 255, ...content);
  };
  segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  segment(0xdb, [0, ...Array.from({ length: 64 }, () => 8)]);
  segment(0xc0, [8, size >> 8, size & 255, size >> 8, size & 255, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
  segment(0xc4, [0x00, ...DC_COUNTS, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  segment(0xc4, [0x10, ...AC_COUNTS, 0]);
  segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
  bytes.push(...scan(size / 8, colourAt), 0xff, 0xd9);
  return Uint8Array.from(bytes);
}

function scan(blocks: number, colourAt: (column: number, row: number) => Colour): number[] {
  const bytes: number[] = [];
  const last = [0, 0, 0];
  let bits = '';
  for (let row = 0; row < blocks; row++) {
    for (let column = 0; column < blocks; column++) {
      toYCbCr(colourAt(column, row)).forEach((level, component) => {
        // DC is eight times the mean, quantised by 8: the level itself.
        bits += dcCode(level - (last[component] ?? 0));
        last[component] = level;
      });
    }
  }
  for (bits += '1'.repeat((8 - (bits.length % 8)) % 8); bits.length > 0; bits = bits.slice(8)) {
    const byte = Number.parseInt(bits.slice(0, 8), 2);
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  }
  return bytes;
}

function dcCode(difference: number): string {
  const length = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
  const value = difference < 0 ? difference + 2 ** length - 1 : difference;
  const bits = length === 0 ? '' : value.toString(2).padStart(length, '0');
  return `${DC_CODES[length]}${bits}0`;
}

function toYCbCr([red, green, blue]: Colour): [number, number, number] {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [Math.round(luma - 128), Math.round((blue - luma) * 0.564), Math.round((red - luma) * 0.713)];
}
