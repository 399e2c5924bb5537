import type * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import { err, type Result } from '#shared/result.ts';
import { ask } from '../messages/ask.ts';
import type { ToBackground } from '../messages/messages.ts';

/** As `ask`, but turns a missing answer into a failure for pages to show: an update has replaced the extension under the page. */
export async function askBackground<T>(
  message: ToBackground,
  answer: z.ZodMiniType<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  try {
    return await ask(message, answer);
  } catch {
    return err({ code: 'extension_updated' });
  }
}
