import { err, ok, type Result } from '#shared/result.ts';
import { API_CLIENT_ID, API_SCOPE_NAME } from '../ids.ts';
import { type EntraFailure, failures } from './failure.ts';

export const GRAPH_RESOURCE = 'https://graph.microsoft.com';
export const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

/** The delegated permissions of Graph that this tenant knows. */
const GRAPH_PERMISSIONS = [
  'User.Read',
  'User.ReadBasic.All',
  'User.Read.All',
  'ProfilePhoto.Read.All',
  'Contacts.Read',
  'Contacts.ReadWrite',
  'Contacts.Read.Shared',
  'Contacts.ReadWrite.Shared',
  'OrgContact.Read.All',
  'MailboxSettings.Read',
  'GroupMember.Read.All',
  'Group.Read.All',
  'Directory.Read.All',
  'Application.Read.All',
  'Application.ReadWrite.All',
  '.default',
];

export type Resource = 'api' | 'graph';

export interface DelegatedScopes {
  resource: Resource;
  /** Bare names, e.g. `Directory.Read`. */
  permissions: string[];
  /** The scopes in full, as the token response repeats them. */
  granted: string[];
}

/**
 * Reads what a user's token may do. Without a scope of an API, Entra gives a token for Graph. Consent is not checked
 * here.
 */
export function readDelegatedScopes(scope: string): Result<DelegatedScopes, EntraFailure> {
  const all = scope.split(' ').filter((part) => part !== '');
  const oidc = all.filter((part) => OIDC_SCOPES.includes(part));
  const rest = all.filter((part) => !OIDC_SCOPES.includes(part));
  const permissions: string[] = [];
  const resources = new Set<Resource>();
  for (const part of rest) {
    const { resource, name } = splitScope(part);
    const known = readResource(resource);
    if (!known) return err(failures.resourceNotFound(resource));
    if (known === 'api' && name !== API_SCOPE_NAME && name !== '.default') {
      return err(failures.scopeNotOnResource(name));
    }
    if (known === 'graph' && !GRAPH_PERMISSIONS.includes(name)) return err(failures.scopeNotOnResource(name));
    resources.add(known);
    permissions.push(known === 'api' ? API_SCOPE_NAME : name);
  }
  // One token has one audience: AADSTS28000 in Entra's words.
  if (resources.size > 1) return err(failures.severalResources());
  const [resource = 'graph'] = resources;
  const signIn = oidc.filter((part) => part !== 'offline_access');
  return ok({
    resource,
    permissions: [...new Set(permissions.length === 0 ? [...signIn, 'User.Read'] : permissions)],
    granted: [...signIn, ...rest],
  });
}

/** The resource that an application asks for with `<resource>/.default`, the only form it may use. */
export function readApplicationScope(scope: string | null): Result<Resource, EntraFailure> {
  if (!scope) return err(failures.parameterMissing('scope'));
  if (scope.includes(' ')) return err(failures.invalidScope(scope));
  const { resource, name } = splitScope(scope);
  if (name !== '.default') return err(failures.notDefaultScope(scope));
  const known = readResource(resource);
  return known ? ok(known) : err(failures.resourceNotFound(resource));
}

function splitScope(scope: string): { resource: string; name: string } {
  const slash = scope.lastIndexOf('/');
  // A bare name is a permission of Graph.
  if (slash === -1) return { resource: GRAPH_RESOURCE, name: scope };
  return { resource: scope.slice(0, slash), name: scope.slice(slash + 1) };
}

function readResource(resource: string): Resource | undefined {
  if (resource === `api://${API_CLIENT_ID}` || resource === API_CLIENT_ID) return 'api';
  // `https://graph.microsoft.com//.default` is as common in the wild as the form with one slash.
  return resource.replace(/\/$/, '') === GRAPH_RESOURCE ? 'graph' : undefined;
}
