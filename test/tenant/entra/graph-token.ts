import { z } from 'zod';
import type { Authority } from './authority.ts';
import { GRAPH_RESOURCE } from './scopes.ts';

export type GraphCaller =
  | { ok: true; clientId: string; roles: string[]; userId?: string; scopes?: string[] }
  | { ok: false };

/** Graph's app id is as valid an audience as its address. */
const AUDIENCES = [GRAPH_RESOURCE, `${GRAPH_RESOURCE}/`, '00000003-0000-0000-c000-000000000000'];

const graphClaims = z.object({
  tid: z.string(),
  appid: z.string().optional(),
  azp: z.string().optional(),
  roles: z.array(z.string()).default([]),
  scp: z.string().optional(),
  oid: z.string().optional(),
});

/** Reads from an `Authorization` header which app, and for which person, asks Graph. */
export async function verifyGraphToken(
  authority: Authority,
  authorizationHeader: string | null | undefined,
): Promise<GraphCaller> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorizationHeader ?? '')?.[1];
  const payload = token && (await authority.keys.verify(token, AUDIENCES));
  const claims = graphClaims.safeParse(payload);
  if (!claims.success || claims.data.tid !== authority.tenant.id) return { ok: false };
  const { appid, azp, roles, scp, oid } = claims.data;
  const clientId = appid ?? azp;
  if (!clientId) return { ok: false };
  if (scp === undefined) return { ok: true, clientId, roles };
  return { ok: true, clientId, roles, scopes: scp.split(' '), ...(oid === undefined ? {} : { userId: oid }) };
}
