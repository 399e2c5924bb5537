import { browser } from 'wxt/browser';
import { errorText, reduceError } from './reduce-error.ts';
import { sayError } from './say-error.ts';
import { watchErrors } from './watch-errors.ts';

/** For a page of the extension and MSAL's document: hands the background what is kept of an error. */
export function reportError(thrown: unknown): void {
  const error = reduceError(thrown, location.origin);
  sayError(errorText(error));
  // The background may be of another version by now, or gone.
  browser.runtime.sendMessage({ type: 'report-error', error }).catch(() => undefined);
}

export function reportErrors(): void {
  watchErrors(globalThis, reportError);
}
