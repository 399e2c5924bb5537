/** Signs users in, and changes their passwords, consents, second factors and shared mailboxes. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Browser } from '../entra/testing/browser.ts';
import { signInAndConsent } from '../entra/testing/headless.ts';
import { requireUser } from './directory.ts';
import { badRequest, ControlFailure, notFound } from './failure.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

const user = z.string().min(1);
const userSchema = z.strictObject({ user });
const signInSchema = z.strictObject({ user, url: z.url() });
const passwordSchema = z.strictObject({ user, password: z.string().min(1).optional() });
const mfaSchema = z.strictObject({ user, required: z.boolean() });

/** Signs in and consents without a browser; answers with the address to which a browser would be sent back. */
export async function signIn(parts: TenantParts, body: unknown): Promise<unknown> {
  const input = readBody(signInSchema, body);
  const account = requireUser(parts, input.user);
  const browser = new Browser(await readFile(parts.caFile, 'utf8'), parts.entra.url);
  if (new URL(input.url).origin !== parts.entra.url)
    throw new ControlFailure(400, 'bad_request', 'The address is not one of this authority.');
  try {
    const location = await signInAndConsent(browser, input.url, account.userPrincipalName, account.password);
    return { location };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ControlFailure(409, 'sign_in_failed', reason);
  }
}

/** Refreshing answers AADSTS65001 until the user consents anew. */
export function withdrawConsent(parts: TenantParts, body: unknown): void {
  parts.entra.grants.withdrawConsent(requireUser(parts, readBody(userSchema, body).user).id);
}

/** Refreshing answers AADSTS50173 until the user signs in anew. */
export function changePassword(parts: TenantParts, body: unknown): void {
  const { user: key, password } = readBody(passwordSchema, body);
  const account = requireUser(parts, key);
  account.password = password ?? account.password;
  parts.entra.grants.revoke(account.id, 'password');
}

/** Refreshing answers AADSTS700082, as after 90 days without use. */
export function expireRefreshTokens(parts: TenantParts, body: unknown): void {
  parts.entra.grants.revoke(requireUser(parts, readBody(userSchema, body).user).id, 'inactive');
}

/** Refreshing answers AADSTS50076 until the user signs in anew; the sign-in page counts as the second factor. */
export function requireMfa(parts: TenantParts, body: unknown): void {
  const { user: key, required } = readBody(mfaSchema, body);
  const { id } = requireUser(parts, key);
  if (required) parts.entra.grants.revoke(id, 'mfa');
  else parts.entra.grants.lift(id, 'mfa');
}

export function addDelegate(parts: TenantParts, mailbox: string, body: unknown): void {
  const delegate = requireUser(parts, readBody(userSchema, body).user);
  requireUser(parts, mailbox).delegates.add(delegate.id);
}

export function removeDelegate(parts: TenantParts, mailbox: string, key: string): void {
  const delegate = requireUser(parts, key);
  if (!requireUser(parts, mailbox).delegates.delete(delegate.id)) throw notFound('delegate', key);
}

const tokenSchema = z.union([
  z.strictObject({ user: z.string() }),
  z.strictObject({
    claims: z.record(z.string(), z.unknown()),
    header: z.record(z.string(), z.unknown()).optional(),
  }),
]);

/** Issues the token of a completed sign-in, or one with any claims over a valid baseline. */
export async function issueToken(parts: TenantParts, body: unknown): Promise<unknown> {
  const input = tokenSchema.safeParse(body).data;
  if (!input) throw badRequest('Send {"user": "<address>"} or {"claims": {…}, "header": {…}}.');
  const token =
    'user' in input
      ? await parts.entra.issueUserToken(requireUser(parts, input.user).userPrincipalName)
      : await parts.entra.issueToken(input.claims, input.header);
  return { token };
}
