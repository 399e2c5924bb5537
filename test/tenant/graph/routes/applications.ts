/** App registrations, read-only, with the dates at which their secrets and certificates end. */
import type { Registration } from '../../model.ts';
import { applicationId, applicationProperties } from '../application-view.ts';
import type { Call } from '../call.ts';
import { refusals } from '../errors.ts';
import { context } from '../links.ts';
import { type GraphResponse, ok } from '../message.ts';
import { readSelect, requireOptions } from '../query.ts';
import type { Route } from '../router.ts';
import { answerCollection, shapeAs } from './directory-list.ts';

export const applicationRoutes: Route[] = [
  { method: 'GET', template: '/applications', workload: 'directory', answer: list },
  { method: 'GET', template: '/applications/{application}', workload: 'directory', answer: get },
];

const shape = shapeAs('application');

async function list(call: Call): Promise<GraphResponse> {
  const items = await Promise.all(visibleTo(call).map(applicationProperties));
  return answerCollection(call, { fragment: 'applications', items, shape });
}

/** By object id, or by the alternate key `applications(appId='…')`. */
async function get(call: Call): Promise<GraphResponse> {
  requireOptions(call.request, ['$select']);
  const key = call.params.application ?? '';
  const clientId = /^appId='(.*)'$/i.exec(key)?.[1]?.toLowerCase();
  const found = visibleTo(call).find((one) =>
    clientId === undefined ? applicationId(one.clientId) === key : one.clientId === clientId,
  );
  if (!found) throw refusals.noSuchObject(clientId ?? key);
  const view = shape(await applicationProperties(found), readSelect(call.request));
  return ok({ '@odata.context': context(call.request, 'applications/$entity'), ...view });
}

/** With `OwnedBy` an app sees the registrations that it owns, here its own alone. */
function visibleTo({ caller, data }: Call): Registration[] {
  const all = [...data.model.registrations.values()];
  const mayReadAll = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];
  if (mayReadAll.some((role) => caller.roles.includes(role))) return all;
  if (!caller.roles.includes('Application.ReadWrite.OwnedBy')) throw refusals.directoryDenied();
  return all.filter(({ clientId }) => clientId === caller.clientId);
}
