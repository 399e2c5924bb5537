import type { Handler } from 'hono';
import { API_VERSION, type HealthAnswer } from '#shared/api.ts';
import { PERSON_SCOPE } from '../access/verify-token.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../http/app-env.ts';

/** `GET /v1/health`: public facts that a client needs before anyone is signed in. Tells nothing of the sources. */
export function healthRoute(deps: AppDeps): Handler<AppEnv> {
  const { tenantId, apiClientId } = deps.configuration;
  return async (context) => {
    const answer: HealthAnswer = {
      product: 'ringcard',
      api: API_VERSION,
      ok: true,
      answering: await isAnswering(deps),
      signIn: { tenantId, scope: `api://${apiClientId}/${PERSON_SCOPE}` },
    };
    return context.json(answer);
  };
}

async function isAnswering(deps: AppDeps): Promise<boolean> {
  try {
    const snapshot = await deps.reader.open();
    return deps.configuration.sources.some((source) => snapshot?.sources.has(source.id));
  } catch {
    deps.log('head_unreadable');
    return false;
  }
}
