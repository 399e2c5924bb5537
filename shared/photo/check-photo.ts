import { JPEG_MARKER, jpegSegments } from './jpeg-segments.ts';

/**
 * Pure. Decides which bytes may be shown as a contact's photo, by the bytes alone, never by a declared type or name.
 * The worker checks before it stores a photo, the extension before it shows one.
 */

export const MAX_PHOTO_BYTES = 512 * 1024;
const MAX_PIXELS = 4_000_000;

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

type PhotoRefusal =
  | 'photo_empty'
  | 'photo_too_large'
  | 'photo_type_unknown'
  /** Cut before its image data, or of an impossible size. */
  | 'photo_damaged'
  | 'photo_too_many_pixels'
  /** One pixel: what Graph's documentation shows for "no photo". */
  | 'photo_blank';

export type CheckedPhoto =
  | { readonly ok: true; readonly type: PhotoType; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly code: PhotoRefusal };

interface Size {
  readonly width: number;
  readonly height: number;
}

export function checkPhoto(bytes: Uint8Array): CheckedPhoto {
  if (bytes.length === 0) return { ok: false, code: 'photo_empty' };
  if (bytes.length > MAX_PHOTO_BYTES) return { ok: false, code: 'photo_too_large' };
  const type = photoType(bytes);
  if (!type) return { ok: false, code: 'photo_type_unknown' };
  const size = SIZE_OF[type](bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!size || size.width === 0 || size.height === 0) return { ok: false, code: 'photo_damaged' };
  const pixels = size.width * size.height;
  if (pixels > MAX_PIXELS) return { ok: false, code: 'photo_too_many_pixels' };
  if (pixels === 1) return { ok: false, code: 'photo_blank' };
  return { ok: true, type, ...size };
}

/** By magic bytes; undefined for types that we never serve. */
export function photoType(bytes: Uint8Array): PhotoType | undefined {
  if (startsWith(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) return 'image/webp';
  if (startsWith(bytes, 0, 'GIF87a') || startsWith(bytes, 0, 'GIF89a')) return 'image/gif';
  return undefined;
}

/** `text` holds one byte a character. */
function startsWith(bytes: Uint8Array, from: number, text: string): boolean {
  return [...text].every((character, i) => bytes[from + i] === character.charCodeAt(0));
}

const SIZE_OF: Record<PhotoType, (bytes: Uint8Array, view: DataView) => Size | undefined> = {
  'image/jpeg': jpegSize,
  'image/png': pngSize,
  'image/webp': webpSize,
  'image/gif': gifSize,
};

/** Size of a frame that a scan follows. Without a scan, a browser would show an empty image instead of none. */
function jpegSize(bytes: Uint8Array, view: DataView): Size | undefined {
  let size: Size | undefined;
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (marker === JPEG_MARKER.startOfScan) return size;
    // Start of frame, without the tables that share its range.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && end - start >= 9) {
      size = { width: view.getUint16(start + 7), height: view.getUint16(start + 5) };
    }
  }
  return undefined;
}

function pngSize(bytes: Uint8Array, view: DataView): Size | undefined {
  if (bytes.length < 24 || !startsWith(bytes, 12, 'IHDR')) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function webpSize(bytes: Uint8Array, view: DataView): Size | undefined {
  if (bytes.length < 30) return undefined;
  if (startsWith(bytes, 12, 'VP8X')) {
    return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  }
  if (startsWith(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (startsWith(bytes, 12, 'VP8 ')) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  return undefined;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

/** The larger of screen and first frame: browsers give a frame the room that it claims. */
function gifSize(bytes: Uint8Array, view: DataView): Size | undefined {
  if (bytes.length < 13) return undefined;
  const flags = view.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  // Extensions before the frame: a label, then blocks with their length, then an empty one.
  while (bytes[at] === 0x21) {
    for (at += 2; (bytes[at] ?? 0) > 0; at += 1 + (bytes[at] ?? 0));
    at++;
  }
  if (bytes[at] !== 0x2c || at + 9 > bytes.length) return undefined;
  return {
    width: Math.max(view.getUint16(6, true), view.getUint16(at + 1, true) + view.getUint16(at + 5, true)),
    height: Math.max(view.getUint16(8, true), view.getUint16(at + 3, true) + view.getUint16(at + 7, true)),
  };
}
