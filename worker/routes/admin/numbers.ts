import type { Handler } from 'hono';
import * as z from 'zod/mini';
import type { NumbersAnswer } from '#shared/admin-api.ts';
import { diallingProfile } from '#shared/phone/dialling-profile.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { RequestFailure } from '../../http/problem.ts';
import { readBody } from '../../http/read-body.ts';
import { sourceOf } from './sources.ts';

export const numbersTrial = z.strictObject({
  /** In the place of the source's own dialling profile, which is tried when absent. */
  dialling: z.optional(diallingProfile),
});

/** `POST /v1/admin/sources/{id}/numbers`: what a dialling profile makes of the source's real phone fields. Changes nothing. */
export function numbersRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const { id, dialling: configured } = sourceOf(deps, context);
    const { dialling = configured ?? {} } = await readBody(context.req, numbersTrial);
    const read = await deps.source(id).tryNumbers(dialling);
    if (!read.ok) {
      const { code, retryAfterSeconds } = read.failure;
      throw new RequestFailure('directory_unavailable', {
        detail: `The source could not be read from Microsoft 365: ${code}.`,
        reason: code,
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      });
    }
    const { report, contacts, isCut } = read.value;
    const answer: NumbersAnswer = { source: id, contacts, cut: isCut, ...report, dialling };
    return context.json(answer);
  };
}
