import type { Handler } from 'hono';
import type { CredentialsAnswer } from '#shared/admin-api.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../http/app-env.ts';

/** `GET /v1/admin/credentials`: when each credential of the app ends, and which one Microsoft refuses. */
export function credentialsRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const answer: CredentialsAnswer = { credentials: await deps.credentialsStatus() };
    return context.json(answer);
  };
}
