import * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { toFailure } from './sign-in-failure.ts';

const metadata = z.object({ authorization_endpoint: z.url() });
const refusal = z.object({ error: z.string(), error_description: z.optional(z.string()) });

/**
 * Asks the authority whether the tenant exists before a window opens. Entra explains an unknown tenant only inside its window,
 * and the extension learns only that the window was closed.
 */
export async function checkAuthority(
  authority: string,
  tenantId: string,
  fetchLike: typeof fetch,
): Promise<Result<null, Failure>> {
  let body: unknown;
  try {
    const answer = await fetchLike(`${authority}/${tenantId}/v2.0/.well-known/openid-configuration`, {
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(8000),
    });
    body = await answer.json();
  } catch {
    return err({ code: 'sign_in_unreachable' });
  }
  if (metadata.safeParse(body).success) return ok(null);
  const refused = refusal.safeParse(body);
  if (!refused.success) return err({ code: 'sign_in_unreachable' });
  return err(toFailure({ code: refused.data.error, description: refused.data.error_description ?? '' }));
}
