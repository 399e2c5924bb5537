import { Hono } from 'hono';
import { type AccountsAnswer, type ConsentLink, newAccount } from '#shared/admin-api.ts';
import type { ConsentInvitation } from '../../accounts/accounts.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { RequestFailure } from '../../http/problem.ts';
import { readBody } from '../../http/read-body.ts';

/** `/v1/admin/accounts`: delegated accounts. Refresh tokens and access tokens never come this way. */
export function accountRoutes(deps: AppDeps): Hono<AppEnv> {
  const accounts = new Hono<AppEnv>();

  accounts.use(async (_context, next) => {
    if (!deps.configuration.accounts) {
      throw new RequestFailure('internal', {
        status: 503,
        detail: 'Delegated accounts need the worker’s variables ACCOUNTS_KEY and PUBLIC_URL.',
        reason: 'accounts_not_configured',
      });
    }
    await next();
  });

  accounts.get('/', async (context) => {
    const answer: AccountsAnswer = { accounts: await deps.accounts().list() };
    return context.json(answer);
  });

  accounts.post('/', async (context) => {
    const { id = crypto.randomUUID(), label } = await readBody(context.req, newAccount);
    const invitation = await deps.accounts().add(id, label);
    if (!invitation) {
      const detail = 'There is an account with this id. Reconnect it, or choose another id.';
      throw new RequestFailure('bad_request', { status: 409, detail });
    }
    deps.log('account_added', { requestId: context.get('requestId'), accountId: id });
    return context.json(toLink(invitation), 201);
  });

  accounts.get('/:id', async (context) => {
    return context.json((await deps.accounts().find(context.req.param('id'))) ?? unknownAccount());
  });

  accounts.delete('/:id', async (context) => {
    const id = context.req.param('id');
    if (!(await deps.accounts().remove(id))) unknownAccount();
    deps.log('account_removed', { requestId: context.get('requestId'), accountId: id });
    return context.body(null, 204);
  });

  accounts.post('/:id/reconnect', async (context) => {
    return context.json(toLink((await deps.accounts().invite(context.req.param('id'))) ?? unknownAccount()));
  });

  return accounts;
}

function toLink({ account, authorizeUrl, expiresAtMs }: ConsentInvitation): ConsentLink {
  return { account, authorizeUrl, expiresAt: new Date(expiresAtMs).toISOString() };
}

function unknownAccount(): never {
  throw new RequestFailure('not_found', { detail: 'There is no account with this id.' });
}
