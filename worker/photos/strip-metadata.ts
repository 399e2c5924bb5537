import { jpegSegments } from '#shared/photo/jpeg-segments.ts';

const EXIF = 'Exif\0\0';
/** Two bytes of marker and two of length precede an application's name. */
const NAME_AT = 4;

/**
 * Removes everything from a JPEG that is not the photo itself: location, time, camera, comments, embedded photos, and
 * bytes after its end. Orientation, colour profile and coding stay, or the photo would look different. Other types are
 * returned unchanged; Graph accepts photos of contacts only as JPEG.
 */
export function stripMetadata(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  for (const { marker, start, end } of jpegSegments(bytes)) {
    const segment = bytes.subarray(start, end);
    const isExif = marker === 0xe1 && hasName(segment, EXIF);
    if (isExif) kept.push(exifOfOrientation(orientation(segment.subarray(NAME_AT + EXIF.length))));
    else if (isPartOfPhoto(marker, segment)) kept.push(segment);
  }
  return concat(kept);
}

function isPartOfPhoto(marker: number, segment: Uint8Array): boolean {
  const isComment = marker === 0xfe;
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  if (!isApplication) return !isComment;
  return (
    (marker === 0xe0 && hasName(segment, 'JFIF\0')) ||
    (marker === 0xe2 && hasName(segment, 'ICC_PROFILE\0')) ||
    (marker === 0xee && hasName(segment, 'Adobe'))
  );
}

function hasName(segment: Uint8Array, name: string): boolean {
  return [...name].every((character, i) => segment[NAME_AT + i] === character.charCodeAt(0));
}

/** The orientation, 1 (upright) to 8, from the first directory of the TIFF data; 1 if it is missing or invalid. */
function orientation(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8) return 1;
  const isLittleEndian = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, isLittleEndian);
  for (let i = 0, at = directory + 2; i < count && at + 12 <= tiff.length; i++, at += 12) {
    if (view.getUint16(at, isLittleEndian) !== 0x0112) continue;
    const value = view.getUint16(at + 8, isLittleEndian);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The smallest Exif segment: one directory with one entry. */
function exifOfOrientation(value: number): Uint8Array {
  if (value === 1) return new Uint8Array(0);
  const name = [...EXIF].map((character) => character.charCodeAt(0));
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0];
  const content = [...name, ...header, 0, 1, ...entry, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xe1, 0, content.length + 2, ...content]);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
