import * as z from 'zod/mini';
import { callbackPage, pageLanguage } from '../accounts/callback-page.ts';
import type { ConsentCode, ConsentOutcome } from '../accounts/consent.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';

const callbackQuery = z.object({
  state: z.string().check(z.minLength(1), z.maxLength(128)),
  code: z.optional(z.string().check(z.minLength(1), z.maxLength(8192))),
  error: z.optional(z.string().check(z.maxLength(128))),
  error_description: z.optional(z.string()),
});

const MAX_SAYING_CHARACTERS = 500;

/** `GET /v1/accounts/callback`: Entra sends a person's browser here after the consent. Public: the state is the proof. */
export function accountCallbackRoute(deps: AppDeps): Answer<'finishConsent'> {
  return async ({ context }) => {
    const query = callbackQuery.safeParse(context.req.query());
    const outcome: ConsentOutcome = query.success
      ? await deps.accounts().finishConsent(query.data)
      : { code: 'consent_unknown' };
    // Show the text only with a valid state: nobody else may put words on our page.
    const isEntraSpeaking = query.success && outcome.code === 'consent_refused';
    const saying = isEntraSpeaking
      ? query.data.error_description?.slice(0, MAX_SAYING_CHARACTERS)
      : undefined;
    const language = pageLanguage(context.req.header('accept-language'));
    context.header('cross-origin-opener-policy', 'same-origin');
    context.header('vary', 'accept-language');
    return context.html(callbackPage(outcome, language, saying), statusOf(outcome.code));
  };
}

function statusOf(code: ConsentCode): 200 | 400 | 503 {
  if (code === 'connected') return 200;
  return code === 'entra_unavailable' ? 503 : 400;
}
