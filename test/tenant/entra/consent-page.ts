import { escapeHtml, renderPage } from './page.ts';
import type { Words } from './words.ts';

/** The page on which a user grants an application the permissions that it requests. */
export function renderConsentPage(words: Words, application: string, permissions: string[]): string {
  const items = permissions.map((permission) => `<li>${escapeHtml(permission)}</li>`).join('\n');
  return renderPage(
    words,
    `<h1>${words.consentHeading}</h1>
<p>${escapeHtml(application)}</p>
<ul>
${items}
</ul>
<form method="post">
<div class="buttons">
<button id="idSIButton9" type="submit" name="consent" value="1">${words.accept}</button>
<button id="idBtn_Back" type="submit" name="cancel" value="1">${words.cancel}</button>
</div>
</form>`,
  );
}
