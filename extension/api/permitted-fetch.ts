import { originOf } from '../sites/site-patterns.ts';

/** Name of the `DOMException` that `permittedFetch` throws. */
export const NOT_PERMITTED = 'NotAllowedError';

/** Fetches only from granted origins. Without a grant the request counts as a foreign page's, and the worker refuses it. */
export function permittedFetch(
  isGranted: (origins: readonly string[]) => Promise<boolean>,
  fetchLike: typeof fetch,
): typeof fetch {
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (await isGranted([originOf(address)])) return fetchLike(input, init);
    throw new DOMException('The browser has not granted this origin.', NOT_PERMITTED);
  };
}
