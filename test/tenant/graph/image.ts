/** Kind and size of a JPEG, PNG or GIF, from its first bytes. Pure. */
import { z } from 'zod';

/** The ways in which Graph says that there is no photo; `placeholder` is metadata of a GIF of one pixel. */
export const noPhotoSchema = z.enum([
  'ErrorItemNotFound',
  'ImageNotFound',
  'ErrorNonExistentMailbox',
  'placeholder',
]);
export type NoPhoto = z.infer<typeof noPhotoSchema>;

/** Answers about a photo that a test orders, right or wrong. */
export interface PhotoOverrides {
  /** Content type, whatever the bytes are. */
  photoType?: string | undefined;
  /** Etag, in the place of one made from the bytes. */
  photoEtag?: string | undefined;
  /** Width and height, whatever the bytes are. */
  photoSize?: number | undefined;
  noPhoto?: NoPhoto | undefined;
}

export function imageKind(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  if (bytes[0] === 0x47 && bytes[1] === 0x49) return 'image/gif';
  return 'application/octet-stream';
}

/** 1 × 1 when the size cannot be read. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = imageKind(bytes);
  if (kind === 'image/png' && bytes.length >= 24)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (kind === 'image/jpeg') {
    for (let at = 2; at + 9 < bytes.length; ) {
      const marker = view.getUint16(at);
      // Start of frame, without the tables that share its range.
      const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
      if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
      at += 2 + view.getUint16(at + 2);
    }
  }
  return { width: 1, height: 1 };
}
