import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import type { ToBackground } from './messages.ts';

/** Sends one message to the background. Throws when nobody answers (the extension was updated) or when the answer does not fit. */
export async function ask<T>(message: ToBackground, answer: z.ZodMiniType<T>): Promise<T> {
  const said: unknown = await browser.runtime.sendMessage(message);
  return answer.parse(said);
}
