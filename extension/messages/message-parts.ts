import * as z from 'zod/mini';
import { photoPath } from '#shared/api.ts';
import { failure } from '#shared/failure.ts';
import { MAX_PHOTO_BYTES } from '#shared/photo/check-photo.ts';

/** Shared parts of the messages between contexts. */

/** Marked pure, so that the content script bundles only the few schemas that it uses. */
/* @__NO_SIDE_EFFECTS__ */
export function resultOf<T extends z.ZodMiniType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), failure }),
  ]);
}

/* @__NO_SIDE_EFFECTS__ */
export function command<T extends string>(type: T) {
  return z.strictObject({ type: z.literal(type) });
}

export const MAX_TEXT_LENGTH = 64;
export const numberText = z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH));

/** Two numbers side by side, with the blanks between them. */
export const MAX_PROPOSAL_LENGTH = 160;
/** As far as a label or a unit reaches. */
const aroundText = z.string().check(z.maxLength(48));
/** Digits and separators of a page that may hold numbers. */
export const proposal = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(MAX_PROPOSAL_LENGTH)),
  before: aroundText,
  after: aroundText,
  /** The page says that the text is a number. */
  isMarkedUp: z.boolean(),
});

export const MAX_ADDRESS_LENGTH = 512;

export const nonceText = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** A photo as base64, since messages are JSON. */
/* @__NO_SIDE_EFFECTS__ */
function photoText() {
  return z.base64().check(z.maxLength(Math.ceil(MAX_PHOTO_BYTES / 3) * 4));
}

/** Asks for the photo of a contact on display. Without one, the initials stay. */
export const readPhoto = z.strictObject({ type: z.literal('read-photo'), photo: photoPath });
export const photoResult = resultOf(photoText());
export type PhotoResult = z.infer<typeof photoResult>;

/** Answers `read-photo`, to the frame that asked. */
export const photoRead = z.object({ type: z.literal('photo-read'), photo: photoPath, result: photoResult });
