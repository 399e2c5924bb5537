import { API_VERSION } from '#shared/api.ts';
import { PERSON_SCOPE } from '../access/verify-token.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';

/** `GET /v1/health`: public facts that a client needs before anybody is signed in. Reveals nothing about the sources. */
export function healthRoute(deps: AppDeps): Answer<'health'> {
  const { tenantId, apiClientId } = deps.configuration;
  return async () => ({
    product: 'ringcard',
    api: API_VERSION,
    ok: true,
    answering: await isAnswering(deps),
    signIn: { tenantId, scope: `api://${apiClientId}/${PERSON_SCOPE}` },
  });
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
