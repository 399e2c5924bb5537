import { escapeHtml, renderPage } from './page.ts';
import type { Words } from './words.ts';

export type SignInProblem = 'no_account' | 'wrong_password' | 'disabled';

/** The one page on which a user gives name and password, with the ids that Microsoft's page has. */
export function renderSignInPage(words: Words, account: string, problem?: SignInProblem): string {
  const name = problem === 'no_account' || problem === 'disabled' ? nameError(words, problem) : undefined;
  const password = problem === 'wrong_password' ? words.wrongPassword : undefined;
  const startWithPassword = account !== '' && name === undefined;
  return renderPage(
    words,
    `<h1>${words.heading}</h1>
<form method="post" novalidate>
<label for="i0116">${words.account}</label>
<input id="i0116" name="loginfmt" type="email" autocomplete="username" spellcheck="false" required
  value="${escapeHtml(account)}"${startWithPassword ? '' : ' autofocus'}${invalid('usernameError', name)}>
${errorLine('usernameError', name)}
<label for="i0118">${words.password}</label>
<input id="i0118" name="passwd" type="password" autocomplete="current-password" required
  ${startWithPassword ? 'autofocus ' : ''}aria-describedby="demoPassword${password ? ' passwordError' : ''}"${password ? ' aria-invalid="true"' : ''}>
${errorLine('passwordError', password)}
<p id="demoPassword">${words.demoPassword}</p>
<div class="buttons">
<button id="idSIButton9" type="submit">${words.signIn}</button>
<button id="idBtn_Back" type="submit" name="cancel" value="1">${words.cancel}</button>
</div>
</form>`,
  );
}

function nameError(words: Words, problem: 'no_account' | 'disabled'): string {
  return problem === 'no_account' ? words.noAccount : words.disabled;
}

function invalid(id: string, sentence: string | undefined): string {
  return sentence === undefined ? '' : ` aria-invalid="true" aria-describedby="${id}"`;
}

function errorLine(id: string, sentence: string | undefined): string {
  return sentence === undefined ? '' : `<p class="error" id="${id}" role="alert">${escapeHtml(sentence)}</p>`;
}
