import * as z from 'zod/mini';
import { type HealthAnswer, healthAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { ok, type Result } from '#shared/result.ts';
import type { StorageArea } from './session.ts';
import type { WorkerSignIn } from './sign-in-config.ts';

const KEY = 'worker-sign-in';
/** The worker's tenant and scope change only with a new set-up; not every look-up should fetch them. */
const GOOD_FOR_MS = 60 * 60_000;

const kept = z.object({ workerUrl: z.string(), at: z.number(), signIn: healthAnswer.shape.signIn });

/** Caches the worker's sign-in facts for an hour; `fresh` asks again. */
export function createSignInFacts(options: {
  area: StorageArea;
  now: () => number;
  readHealth: (workerUrl: string) => Promise<Result<HealthAnswer, Failure>>;
}): (workerUrl: string, wish: { fresh: boolean }) => Promise<Result<WorkerSignIn, Failure>> {
  return async (workerUrl, { fresh }) => {
    const known = kept.safeParse((await options.area.get(KEY))[KEY]).data;
    if (!fresh && known?.workerUrl === workerUrl && options.now() - known.at < GOOD_FOR_MS)
      return ok(known.signIn);
    const health = await options.readHealth(workerUrl);
    if (!health.ok) return health;
    const { signIn } = health.value;
    await options.area.set({ [KEY]: { workerUrl, at: options.now(), signIn } });
    return ok(signIn);
  };
}
