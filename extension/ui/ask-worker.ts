import type * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import type { AnswerOf, InputOf } from '#shared/operation.ts';
import type { Operations } from '#shared/operations.ts';
import type { Result } from '#shared/result.ts';
import type { WorkerQuestion } from '../background/worker-questions.ts';
import { resultOf } from '../messages/message-parts.ts';
import { askBackground } from './ask-background.ts';

/** Sends the worker a request, through the background. Each page passes the answer's schema, so that it bundles no others. */
export async function askWorker<Id extends WorkerQuestion>(
  operation: Id,
  input: InputOf<Operations[Id]>,
  answer: z.ZodMiniType<AnswerOf<Operations[Id]>>,
): Promise<Result<AnswerOf<Operations[Id]>, Failure>> {
  return await askBackground({ type: 'ask-worker', operation, input }, resultOf(answer));
}
