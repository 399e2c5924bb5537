/** Photos of users (in sizes) and of contacts (one size). */
import { requireMailboxRead, requireRole } from '../access.ts';
import { type Call, requireContact, requireMailbox, requireMailboxOwner, requireUser } from '../call.ts';
import { toBase64 } from '../encoding.ts';
import { refusals } from '../errors.ts';
import { mailboxNumber } from '../exchange-ids.ts';
import { imageKind, imageSize, type NoPhoto, type PhotoOverrides } from '../image.ts';
import { context } from '../links.ts';
import { type GraphResponse, ok } from '../message.ts';
import type { Route } from '../router.ts';

const USER_SIZES = [48, 64, 96, 120, 240, 360, 432, 504, 648];
const CONTACT = [
  '/users/{user}/contacts/{contact}',
  '/users/{user}/contactFolders/{folder}/contacts/{contact}',
];

export const photoRoutes: Route[] = [
  { method: 'GET', template: '/users/{user}/photo', workload: 'directory', answer: userPhoto },
  { method: 'GET', template: '/users/{user}/photo/$value', workload: 'directory', answer: userPhotoBytes },
  { method: 'GET', template: '/users/{user}/photos', workload: 'directory', answer: userPhotoSizes },
  { method: 'GET', template: '/users/{user}/photos/{size}', workload: 'directory', answer: userPhoto },
  {
    method: 'GET',
    template: '/users/{user}/photos/{size}/$value',
    workload: 'directory',
    answer: userPhotoBytes,
  },
  ...CONTACT.map(
    (path): Route => ({
      method: 'GET',
      template: `${path}/photo`,
      workload: 'outlook',
      answer: contactPhoto,
    }),
  ),
  ...CONTACT.map(
    (path): Route => ({
      method: 'GET',
      template: `${path}/photo/$value`,
      workload: 'outlook',
      answer: contactPhotoBytes,
    }),
  ),
];

/** A photo, or the way in which Graph says that there is none. */
interface Photo {
  bytes: Uint8Array;
  contentType: string;
  etag: string;
  size: { width: number; height: number };
}
interface Absence {
  noPhoto: NoPhoto;
}

function userPhoto(call: Call): GraphResponse {
  return metadata(
    call,
    findUserPhoto(call),
    `users('${encodeURIComponent(call.params.user ?? '')}')/photo/$entity`,
  );
}

function userPhotoBytes(call: Call): GraphResponse {
  return raw(findUserPhoto(call));
}

/** Every size in which the photo can be requested. */
function userPhotoSizes(call: Call): GraphResponse {
  const { contentType, size } = requirePhoto(findUserPhoto(call));
  const value = USER_SIZES.filter((side) => side <= size.width).map((side) => ({
    '@odata.mediaContentType': contentType,
    id: `${side}x${side}`,
    height: side,
    width: side,
  }));
  const owner = encodeURIComponent(call.params.user ?? '');
  return ok({ '@odata.context': context(call.request, `users('${owner}')/photos`), value });
}

function findUserPhoto(call: Call): Photo | Absence {
  requireRole(
    call.caller,
    'ProfilePhoto.Read.All',
    'User.Read.All',
    'User.ReadBasic.All',
    'Directory.Read.All',
  );
  const user = requireUser(call);
  const size = call.params.size === undefined ? null : Number(/^(\d+)x\1$/i.exec(call.params.size)?.[1]);
  if (size !== null && !USER_SIZES.includes(size))
    throw refusals.directoryBadRequest('The photo size is not valid.');
  if (user.photo === null) {
    const usual = user.mailbox === null ? 'ErrorNonExistentMailbox' : 'ImageNotFound';
    return { noPhoto: user.noPhoto ?? usual };
  }
  // Nothing is scaled here: a photo is answered as stored for every size up to its own.
  if ((size ?? 0) > imageSize(user.photo).width) return { noPhoto: 'ImageNotFound' };
  return found(user.photo, user);
}

function contactPhoto(call: Call): GraphResponse {
  const owner = encodeURIComponent(call.params.user ?? '');
  const contact = encodeURIComponent(call.params.contact ?? '');
  return metadata(call, findContactPhoto(call), `users('${owner}')/contacts('${contact}')/photo/$entity`);
}

function contactPhotoBytes(call: Call): GraphResponse {
  return raw(findContactPhoto(call));
}

function findContactPhoto(call: Call): Photo | Absence {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  const mailbox = requireMailbox(call);
  const content = mailbox.contentOf(requireContact(call, mailbox));
  const { photo, noPhoto = 'ErrorItemNotFound' } = content;
  return photo ? found(photo(), content) : { noPhoto };
}

function found(bytes: Uint8Array, { photoType, photoEtag, photoSize }: PhotoOverrides): Photo {
  return {
    bytes,
    contentType: photoType ?? imageKind(bytes),
    etag: photoEtag ?? etagOf(bytes),
    size: photoSize === undefined ? imageSize(bytes) : { width: photoSize, height: photoSize },
  };
}

function requirePhoto(photo: Photo | Absence): Photo {
  if (!('noPhoto' in photo)) return photo;
  throw refusals.noPhoto(photo.noPhoto === 'placeholder' ? 'ImageNotFound' : photo.noPhoto);
}

function metadata(call: Call, photo: Photo | Absence, fragment: string): GraphResponse {
  const isPlaceholder = 'noPhoto' in photo && photo.noPhoto === 'placeholder';
  const { contentType, etag, size } = isPlaceholder
    ? { contentType: 'image/gif', etag: '', size: { width: 1, height: 1 } }
    : requirePhoto(photo);
  const { width, height } = size;
  return ok({
    '@odata.context': context(call.request, fragment),
    '@odata.id': `${call.request.base}${call.request.path}`,
    '@odata.mediaContentType': contentType,
    '@odata.mediaEtag': etag,
    id: `${width}X${height}`,
    width,
    height,
  });
}

function raw(photo: Photo | Absence): GraphResponse {
  const { bytes, contentType, etag } = requirePhoto(photo);
  return ok(bytes, { 'Content-Type': contentType, ETag: etag });
}

function etagOf(bytes: Uint8Array): string {
  return `"${mailboxNumber(toBase64(bytes)).toString(16).toUpperCase().padStart(8, '0')}"`;
}
