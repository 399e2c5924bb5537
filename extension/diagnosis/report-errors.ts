import { browser } from 'wxt/browser';
import { errorText, reduceError } from './reduce-error.ts';
import { sayError } from './say-error.ts';
import { watchErrors } from './watch-errors.ts';

/** For pages of the extension and MSAL's document: sends each reduced error to the background. */
export function reportError(thrown: unknown): void {
  const error = reduceError(thrown, location.origin);
  sayError(errorText(error));
  // The background may be of another version by now, or gone.
  browser.runtime.sendMessage({ type: 'report-error', error }).catch(() => undefined);
}

export function reportErrors(): void {
  watchErrors(globalThis, reportError);
}
