import { photoType } from '#shared/photo/check-photo.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';
import { RequestFailure } from '../http/problem.ts';
import { readDirectory } from './open-snapshot.ts';

/** Foreign bytes: should a browser open one as a document, that document may do nothing at all. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

/**
 * `GET /v1/photo/{source}/{name}`: a contact's photo. A source that is hidden from the principal, or whose photos are, one that
 * does not exist, and a name that the source does not have are answered alike; all but the last without a read, so they also take the same time.
 */
export function photoRoute(deps: AppDeps): Answer<'photo'> {
  return async ({ path: { source, name }, context }) => {
    const isOpen = context.get('sources').some(({ id, view }) => id === source && !view?.hidden.has('photo'));
    const bytes = isOpen ? await readDirectory(() => deps.readPhoto(source, name)) : undefined;
    // The type is ours, by the first bytes; whatever has none of ours is no photo.
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
