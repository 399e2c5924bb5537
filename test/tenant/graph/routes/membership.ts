/** The groups of which a user is a member, nested ones included, and the groups that a user owns. */
import { z } from 'zod';
import { transitiveGroupIds } from '../../model.ts';
import { requireMembershipRoles } from '../access.ts';
import { type Call, requireUser } from '../call.ts';
import { refusals } from '../errors.ts';
import { context } from '../links.ts';
import { type GraphResponse, ok, readJson } from '../message.ts';
import type { Route } from '../router.ts';
import { groupProperties } from '../user-view.ts';
import { answerCollection, shapeAs } from './directory-list.ts';

const MOST_IDS = 20;

export const membershipRoutes: Route[] = [
  { method: 'POST', template: '/users/{user}/checkMemberGroups', workload: 'directory', answer: checkGroups },
  { method: 'POST', template: '/users/{user}/getMemberGroups', workload: 'directory', answer: getGroups },
  {
    method: 'GET',
    template: '/users/{user}/transitiveMemberOf/microsoft.graph.group',
    workload: 'directory',
    answer: listGroups,
  },
  {
    method: 'GET',
    template: '/users/{user}/ownedObjects/microsoft.graph.group',
    workload: 'directory',
    answer: listOwned,
  },
];

const checkSchema = z.object({ groupIds: z.array(z.string()).min(1) });

function checkGroups(call: Call): GraphResponse {
  requireMembershipRoles(call.caller);
  const input = checkSchema.safeParse(readJson(call.request)).data;
  if (!input)
    throw refusals.directoryBadRequest('Invalid value specified for property groupIds of resource.');
  if (input.groupIds.length > MOST_IDS) {
    throw refusals.directoryBadRequest(`Too many values for groupIds: the maximum is ${MOST_IDS}.`);
  }
  const mine = new Set(transitiveGroupIds(call.data.model, requireUser(call).id));
  return strings(
    call,
    [...new Set(input.groupIds)].filter((id) => mine.has(id)),
  );
}

const getSchema = z.object({ securityEnabledOnly: z.boolean() });

function getGroups(call: Call): GraphResponse {
  requireMembershipRoles(call.caller);
  const input = getSchema.safeParse(readJson(call.request)).data;
  if (!input) throw refusals.directoryBadRequest('Required parameter securityEnabledOnly is missing.');
  const { model } = call.data;
  const ids = transitiveGroupIds(model, requireUser(call).id).filter(
    (id) => !input.securityEnabledOnly || model.groups.get(id)?.kind !== 'microsoft-365',
  );
  return strings(call, ids);
}

function listGroups(call: Call): GraphResponse {
  requireMembershipRoles(call.caller);
  const { model } = call.data;
  const items = transitiveGroupIds(model, requireUser(call).id).flatMap((id) => {
    const group = model.groups.get(id);
    return group ? [groupProperties(group)] : [];
  });
  return answerCollection(call, { fragment: 'groups', items, shape: shapeAs('group') });
}

function listOwned(call: Call): GraphResponse {
  requireMembershipRoles(call.caller);
  const { id } = requireUser(call);
  const items = [...call.data.model.groups.values()]
    .filter(({ owners }) => owners.has(id))
    .map(groupProperties);
  return answerCollection(call, { fragment: 'groups', items, shape: shapeAs('group') });
}

function strings(call: Call, value: string[]): GraphResponse {
  return ok({ '@odata.context': context(call.request, 'Collection(Edm.String)'), value });
}
