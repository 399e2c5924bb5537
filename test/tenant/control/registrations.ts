/** An app registration's rights, as administrators of Entra and Exchange grant and withdraw them. */
import { z } from 'zod';
import { notFound } from './failure.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

const scope = z.union([z.literal('all'), z.array(z.string())]);
const rightsSchema = z
  .strictObject({
    /** Application permissions for Graph, in the tokens from now on. */
    graphRoles: z.array(z.string()),
    /** Addresses that Exchange RBAC lets the app read, at once. */
    mailboxes: scope,
    writableMailboxes: scope,
  })
  .partial();

export function listRegistrations({ model }: TenantParts): unknown {
  const registrations = [...model.registrations.values()].map((registration) => {
    const { clientId, displayName, platform, redirectUris, graphRoles, mailboxes, apiRoles } = registration;
    const writableMailboxes = registration.writableMailboxes ?? [];
    return {
      clientId,
      displayName,
      platform,
      redirectUris,
      graphRoles,
      mailboxes,
      writableMailboxes,
      apiRoles,
    };
  });
  return { registrations };
}

export function changeRights({ model }: TenantParts, clientId: string, body: unknown): void {
  const registration = model.registrations.get(clientId.toLowerCase());
  if (!registration) throw notFound('application', clientId);
  const { graphRoles, mailboxes, writableMailboxes } = readBody(rightsSchema, body);
  if (graphRoles) registration.graphRoles = graphRoles;
  if (mailboxes) registration.mailboxes = mailboxes;
  if (writableMailboxes) registration.writableMailboxes = writableMailboxes;
}
