/** Photos of contacts and users: any bytes under any type, or no photo, in any of Graph's ways to say so. */
import { z } from 'zod';
import type { ContactContent } from '../graph/contact-content.ts';
import { noPhotoSchema, type PhotoOverrides } from '../graph/image.ts';
import { locateContact } from './contacts.ts';
import { requireUser } from './directory.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

const MOST_BYTES = 32 * 1024 * 1024;

export type PhotoOwner = 'contacts' | 'users';

const photoSchema = z.strictObject({
  base64: z.base64(),
  /** Default: the type that the bytes show. */
  contentType: z.string().min(1).optional(),
  /** Zeros fill the photo up to this size. */
  padToBytes: z.number().int().min(0).max(MOST_BYTES).optional(),
});

export function setPhoto(parts: TenantParts, owner: PhotoOwner, key: string, body: unknown): void {
  const { base64, contentType, padToBytes } = readBody(photoSchema, body);
  const given = Buffer.from(base64, 'base64');
  const bytes = new Uint8Array(Math.max(given.length, padToBytes ?? 0));
  bytes.set(given);
  replace(parts, owner, key, bytes, { photoType: contentType });
}

/** `answer` chooses Graph's way to say that there is no photo. */
export function removePhoto(parts: TenantParts, owner: PhotoOwner, key: string, answer: string | null): void {
  const noPhoto = answer === null ? undefined : readBody(noPhotoSchema, answer);
  replace(parts, owner, key, null, { noPhoto });
}

function replace(
  parts: TenantParts,
  owner: PhotoOwner,
  key: string,
  bytes: Uint8Array | null,
  { photoType, noPhoto }: PhotoOverrides,
): void {
  if (owner === 'users') {
    Object.assign(requireUser(parts, key), { photo: bytes, photoType, noPhoto });
    return;
  }
  const { mailbox, contact } = locateContact(parts, key);
  const content: ContactContent = {
    ...mailbox.contentOf(contact),
    photo: bytes && (() => bytes),
    photoType,
    noPhoto,
  };
  mailbox.update(contact, content);
}
