import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import { err, ok, type Result } from '#shared/result.ts';
import { findUser, type TenantModel, type TenantUser } from '../model.ts';
import type { Authority } from './authority.ts';
import { renderConsentPage } from './consent-page.ts';
import { showError } from './error-page.ts';
import { describeFailure, failures } from './failure.ts';
import { readForm, sendHtml } from './http.ts';
import { readDelegatedScopes } from './scopes.ts';
import { renderSignInPage, type SignInProblem } from './sign-in-page.ts';
import { userOfLoginHint } from './subjects.ts';
import { wordsFor } from './words.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** Shows the sign-in page, and handles the form that it sends. */
export async function handleSignIn(
  authority: Authority,
  protocol: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const language = req.headers['accept-language'];
  const words = wordsFor(language);
  const interaction = await findInteraction(protocol, req, res);
  if (!interaction) return showError(res, failures.signInExpired(), language);
  if (interaction.prompt.name === 'consent') return await askConsent(authority, interaction, req, res);
  if (req.method !== 'POST') {
    return sendHtml(res, 200, renderSignInPage(words, expectedAccount(authority.tenant, interaction)));
  }
  const form = (await readForm(req)) ?? new URLSearchParams();
  if (form.has('cancel')) return finish(interaction, res, declined());
  const typed = form.get('loginfmt')?.trim() ?? '';
  const user = checkPassword(authority.tenant, typed, form.get('passwd') ?? '');
  if (!user.ok) return sendHtml(res, 200, renderSignInPage(words, typed, user.failure));
  await forgetOtherUser(protocol, interaction, user.value);
  await finish(interaction, res, { login: { accountId: user.value.id, remember: authority.state.kmsi } });
}

/** An administrator has consented to the extension; an application that acts for a user asks that user. */
async function askConsent(
  authority: Authority,
  interaction: Interaction,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const clientId = String(interaction.params.client_id);
  const userId = interaction.session?.accountId ?? '';
  const scopes = readDelegatedScopes(String(interaction.params.asked_scope));
  const permissions = scopes.ok ? scopes.value.permissions : [];
  if (req.method !== 'POST') {
    const words = wordsFor(req.headers['accept-language']);
    const name = authority.tenant.registrations.get(clientId)?.displayName ?? clientId;
    return sendHtml(res, 200, renderConsentPage(words, name, permissions));
  }
  const form = (await readForm(req)) ?? new URLSearchParams();
  if (!form.has('consent')) return await finish(interaction, res, declined());
  authority.grants.consent(userId, clientId, permissions);
  await finish(interaction, res, { consent: {} });
}

function declined(): InteractionResults {
  const failed = failures.declined();
  return { error: failed.error, error_description: describeFailure(failed) };
}

async function findInteraction(
  protocol: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Interaction | undefined> {
  try {
    return await protocol.interactionDetails(req, res);
  } catch (error) {
    // An old tab, or cookies that were deleted meanwhile.
    if (error instanceof Error && error.name === 'SessionNotFound') return undefined;
    throw error;
  }
}

function expectedAccount(tenant: TenantModel, { params }: Interaction): string {
  const hint = params.login_hint;
  if (typeof hint !== 'string') return '';
  return userOfLoginHint(tenant, hint)?.userPrincipalName ?? (hint.startsWith('O.') ? '' : hint);
}

function checkPassword(
  tenant: TenantModel,
  account: string,
  password: string,
): Result<TenantUser, SignInProblem> {
  const user = account === '' ? undefined : findUser(tenant, account);
  if (!user) return err('no_account');
  if (user.password === '' || user.password !== password) return err('wrong_password');
  return user.accountEnabled ? ok(user) : err('disabled');
}

/** One session, one user: without this oidc-provider would first send the browser through a sign-out page. */
async function forgetOtherUser(
  protocol: Provider,
  interaction: Interaction,
  user: TenantUser,
): Promise<void> {
  const { session: origin } = interaction;
  if (!origin?.accountId || origin.accountId === user.id) return;
  const session = await protocol.Session.findByUid(origin.uid);
  if (!session) return;
  delete session.accountId;
  delete session.authorizations;
  await session.save(session.exp - machineSeconds());
}

async function finish(
  interaction: Interaction,
  res: ServerResponse,
  result: InteractionResults,
): Promise<void> {
  interaction.result = result;
  await interaction.save(interaction.exp - machineSeconds());
  res.writeHead(303, { location: interaction.returnTo }).end();
}

/** oidc-provider's own time, which no test moves. */
function machineSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
