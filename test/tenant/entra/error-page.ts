import type { ServerResponse } from 'node:http';
import { describeFailure, type EntraFailure } from './failure.ts';
import { sendHtml } from './http.ts';
import { escapeHtml, renderPage } from './page.ts';
import { wordsFor } from './words.ts';

/** The page for a request that cannot be sent back to the application. */
export function showError(
  res: ServerResponse,
  failed: EntraFailure,
  acceptLanguage: string | undefined,
): void {
  const words = wordsFor(acceptLanguage);
  const sentence = escapeHtml(describeFailure(failed));
  const body = `<h1>${words.errorHeading}</h1>\n<p id="exceptionMessageContainer" role="alert">${sentence}</p>`;
  sendHtml(res, failed.status, renderPage(words, body));
}
