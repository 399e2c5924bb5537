import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';
import { RequestFailure } from './problem.ts';

/** Refuses other methods before the token is checked. */
export function allowOnly(...methods: readonly string[]): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    if (!methods.includes(context.req.method))
      throw new RequestFailure('method_not_allowed', { allow: methods.join(', ') });
    await next();
  };
}
