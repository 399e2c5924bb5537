import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import { err, type Result } from '#shared/result.ts';
import { forgotAccount, grantedAnswer, type ToOffscreen } from '../messages/sign-in-messages.ts';
import type { SignInHost } from './session.ts';

/** Chromium: MSAL lives in an offscreen document, which outlasts the popup and the sleep of the background. */
export function createOffscreenHost(): SignInHost {
  let creating: Promise<void> | undefined;

  async function ensureDocument(): Promise<void> {
    const existing = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
    if (existing.length > 0) return;
    creating ??= browser.offscreen
      .createDocument({
        url: '/offscreen.html',
        reasons: ['LOCAL_STORAGE'],
        justification: 'The Microsoft sign-in library needs a window and its storage.',
      })
      .finally(() => {
        creating = undefined;
      });
    await creating;
  }

  async function tell<T>(
    message: ToOffscreen,
    schema: z.ZodMiniType<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    await ensureDocument();
    const said: unknown = await browser.runtime.sendMessage(message);
    const answer = schema.safeParse(said);
    return answer.success ? answer.data : err({ code: 'sign_in_failed', detail: 'no_answer' });
  }

  return {
    signIn: (config, options) =>
      tell({ to: 'offscreen', type: 'sign-in-with-msal', config, ...options }, grantedAnswer),
    renew: (config, options) =>
      tell({ to: 'offscreen', type: 'renew-token', config, ...options }, grantedAnswer),
    async signOut(config, { alsoAtMicrosoft }) {
      await tell({ to: 'offscreen', type: 'forget-account', config, alsoAtMicrosoft }, forgotAccount);
    },
  };
}
