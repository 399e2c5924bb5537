import { originOf } from '../sites/site-patterns.ts';

/** Name of the `DOMException` that `permittedFetch` throws. */
export const NOT_PERMITTED = 'NotAllowedError';

/** Asks an address only where the browser lets the extension: elsewhere it would be a foreign page's request, which the worker refuses. */
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
