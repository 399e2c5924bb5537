/** Photos of users (in sizes) and of contacts (one size). */
import { requireMailboxRead, requireRole } from '../access.ts';
import { type Call, requireContact, requireMailbox, requireMailboxOwner, requireUser } from '../call.ts';
import { toBase64 } from '../encoding.ts';
import { refusals } from '../errors.ts';
import { mailboxNumber } from '../exchange-ids.ts';
import { imageKind, imageSize } from '../image.ts';
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

function userPhoto(call: Call): GraphResponse {
  const bytes = requireUserPhoto(call);
  return metadata(call, bytes, `users('${encodeURIComponent(call.params.user ?? '')}')/photo/$entity`);
}

/** Every size that can be asked for. */
function userPhotoSizes(call: Call): GraphResponse {
  const { width } = imageSize(requireUserPhoto(call));
  const value = USER_SIZES.filter((size) => size <= width).map((size) => ({
    '@odata.mediaContentType': 'image/jpeg',
    id: `${size}x${size}`,
    height: size,
    width: size,
  }));
  const owner = encodeURIComponent(call.params.user ?? '');
  return ok({ '@odata.context': context(call.request, `users('${owner}')/photos`), value });
}

function userPhotoBytes(call: Call): GraphResponse {
  return raw(requireUserPhoto(call));
}

function requireUserPhoto(call: Call): Uint8Array {
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
  if (user.photo === null && user.mailbox === null) throw refusals.photoWithoutMailbox();
  // Nothing is scaled here: a photo is answered as stored for every size up to its own.
  if (user.photo === null || (size ?? 0) > imageSize(user.photo).width) throw refusals.noUserPhoto();
  return user.photo;
}

function contactPhoto(call: Call): GraphResponse {
  const owner = encodeURIComponent(call.params.user ?? '');
  const contact = encodeURIComponent(call.params.contact ?? '');
  return metadata(call, requireContactPhoto(call), `users('${owner}')/contacts('${contact}')/photo/$entity`);
}

function contactPhotoBytes(call: Call): GraphResponse {
  return raw(requireContactPhoto(call));
}

function requireContactPhoto(call: Call): Uint8Array {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  const mailbox = requireMailbox(call);
  const photo = mailbox.contentOf(requireContact(call, mailbox)).photo;
  if (!photo) throw refusals.noContactPhoto();
  return photo();
}

function metadata(call: Call, bytes: Uint8Array, fragment: string): GraphResponse {
  const { width, height } = imageSize(bytes);
  return ok({
    '@odata.context': context(call.request, fragment),
    '@odata.id': `${call.request.base}${call.request.path}`,
    '@odata.mediaContentType': imageKind(bytes),
    '@odata.mediaEtag': photoEtag(bytes),
    id: `${width}X${height}`,
    width,
    height,
  });
}

function raw(bytes: Uint8Array): GraphResponse {
  return ok(bytes, { 'Content-Type': imageKind(bytes), ETag: photoEtag(bytes) });
}

function photoEtag(bytes: Uint8Array): string {
  return `"${mailboxNumber(toBase64(bytes)).toString(16).toUpperCase().padStart(8, '0')}"`;
}
