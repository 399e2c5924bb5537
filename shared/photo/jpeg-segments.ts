/** The parts of a JPEG, without decoding it. Pure. */

export const JPEG_MARKER = { startOfScan: 0xda, endOfImage: 0xd9 } as const;

export interface JpegSegment {
  readonly marker: number;
  /** From the marker's 0xff on. */
  readonly start: number;
  readonly end: number;
}

/**
 * Every segment behind the start of the image; a scan includes its coded data. Ends with the image, or where the bytes stop
 * making sense, so a copy of the segments leaves out all that follows.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 2;
  while (start + 2 <= bytes.length && bytes[start] === 0xff) {
    // Any number of 0xff may stand before a marker.
    if (bytes[start + 1] === 0xff) {
      start++;
      continue;
    }
    const marker = bytes[start + 1] ?? 0;
    if (marker === JPEG_MARKER.endOfImage) {
      yield { marker, start, end: start + 2 };
      return;
    }
    if (start + 4 > bytes.length) return;
    const header = start + 2 + view.getUint16(start + 2);
    if (header > bytes.length || header < start + 4) return;
    const end = marker === JPEG_MARKER.startOfScan ? endOfScan(bytes, header) : header;
    yield { marker, start, end };
    start = end;
  }
}

/** Coded data extends to the next marker; 0xff00 is a byte of data, and restart markers belong to the data. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  return bytes.length;
}
