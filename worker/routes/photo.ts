import { photoType } from '#shared/photo/check-photo.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';
import { RequestFailure } from '../http/problem.ts';
import { readDirectory } from './open-snapshot.ts';

/** Photos are foreign bytes: if a browser opens one as a document, that document may do nothing. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

/**
 * `GET /v1/photo/{source}/{name}`: a contact's photo. The answer is the same 404 if the source does not exist, if it or its
 * photos are hidden from the principal, or if it has no such photo. Only the last case reads KV; the others take equal time.
 */
export function photoRoute(deps: AppDeps): Answer<'photo'> {
  return async ({ path: { source, name }, context }) => {
    const isOpen = context.get('sources').some(({ id, view }) => id === source && !view?.hidden.has('photo'));
    const bytes = isOpen ? await readDirectory(() => deps.readPhoto(source, name)) : undefined;
    // We set the type by the first bytes; bytes of no allowed type are not a photo.
    const type = bytes && photoType(bytes);
    if (!type) throw new RequestFailure('not_found');
    context.set('facts', { hits: 1 });
    return context.body(bytes, 200, {
      'content-type': type,
      'content-disposition': 'inline; filename="photo.jpg"',
      'content-security-policy': POLICY,
    });
  };
}
