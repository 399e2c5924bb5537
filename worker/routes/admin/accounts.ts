import type { ConsentLink } from '#shared/admin-api.ts';
import type { ConsentInvitation } from '../../accounts/accounts.ts';
import type { AppDeps } from '../../deps.ts';
import type { Handlers } from '../../http/mount-operations.ts';
import { RequestFailure } from '../../http/problem.ts';

/** `/v1/admin/accounts`: delegated accounts. No answer ever holds a refresh token or an access token. */
export function accountRoutes(
  deps: AppDeps,
): Pick<Handlers, 'listAccounts' | 'addAccount' | 'readAccount' | 'removeAccount' | 'reconnectAccount'> {
  const before = () => requireAccounts(deps);
  return {
    listAccounts: {
      before,
      answer: async () => ({ accounts: await deps.accounts().list() }),
    },

    addAccount: {
      before,
      answer: async ({ body: { id = crypto.randomUUID(), label }, context }) => {
        const invitation = await deps.accounts().add(id, label);
        if (!invitation) {
          const detail = 'There is an account with this id. Reconnect it, or choose another id.';
          throw new RequestFailure('bad_request', { status: 409, detail });
        }
        deps.log('account_added', { requestId: context.get('requestId'), accountId: id });
        return toLink(invitation);
      },
    },

    readAccount: {
      before,
      answer: async ({ path }) => (await deps.accounts().find(path.id)) ?? unknownAccount(),
    },

    removeAccount: {
      before,
      answer: async ({ path: { id }, context }) => {
        if (!(await deps.accounts().remove(id))) unknownAccount();
        deps.log('account_removed', { requestId: context.get('requestId'), accountId: id });
        return undefined;
      },
    },

    reconnectAccount: {
      before,
      answer: async ({ path }) => toLink((await deps.accounts().invite(path.id)) ?? unknownAccount()),
    },
  };
}

/** Throws RequestFailure if the worker is not configured for delegated accounts. */
export function requireAccounts({ configuration }: Pick<AppDeps, 'configuration'>): void {
  if (configuration.accounts) return;
  throw new RequestFailure('internal', {
    status: 503,
    detail: 'Delegated accounts need the worker’s variables ACCOUNTS_KEY and PUBLIC_URL.',
    reason: 'accounts_not_configured',
  });
}

function toLink({ account, authorizeUrl, expiresAtMs }: ConsentInvitation): ConsentLink {
  return { account, authorizeUrl, expiresAt: new Date(expiresAtMs).toISOString() };
}

function unknownAccount(): never {
  throw new RequestFailure('not_found', { detail: 'There is no account with this id.' });
}
