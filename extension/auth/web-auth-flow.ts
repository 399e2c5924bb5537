import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface WebAuthFlow {
  getRedirectURL(): string;
  launchWebAuthFlow(details: {
    url: string;
    interactive: boolean;
    abortOnLoadForNonInteractive?: boolean;
    timeoutMsForNonInteractive?: number;
  }): Promise<string | undefined>;
}

const SILENT_TIMEOUT_MS = 10_000;
/** The identity provider may never redirect after a sign-out; without a bound the flow would wait for its window forever. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** Opens the sign-in page in the browser's own window and returns the address that the page redirected to. */
export async function openSignInPage(
  identity: WebAuthFlow,
  authority: string,
  request: { url: string; interactive: boolean },
): Promise<Result<string, Failure>> {
  // The request comes from the offscreen document, which may open only the configured authority.
  if (new URL(request.url).origin !== new URL(authority).origin) return err({ code: 'sign_in_failed' });
  try {
    const back = await withTimeout(
      identity.launchWebAuthFlow({
        url: request.url,
        interactive: request.interactive,
        // Firefox refuses unknown keys.
        ...(request.interactive || import.meta.env.BROWSER === 'firefox'
          ? {}
          : { abortOnLoadForNonInteractive: false, timeoutMsForNonInteractive: SILENT_TIMEOUT_MS }),
      }),
    );
    if (back?.startsWith(identity.getRedirectURL())) return ok(back);
    return err({ code: 'sign_in_cancelled' });
  } catch (problem) {
    return err({ code: readProblem(problem) });
  }
}

/** Browsers give no code, only this sentence (Chromium's identity_constants.cc, `kPageLoadFailure`). All else counts as a closed window. */
function readProblem(problem: unknown): 'sign_in_unreachable' | 'sign_in_cancelled' {
  const said = problem instanceof Error ? problem.message : '';
  return /could not be loaded/i.test(said) ? 'sign_in_unreachable' : 'sign_in_cancelled';
}

async function withTimeout<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const bound = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, LONGEST_WAIT_MS, undefined);
  });
  try {
    return await Promise.race([work, bound]);
  } finally {
    clearTimeout(timer);
  }
}
