import * as z from 'zod/mini';
import { command, resultOf } from './message-parts.ts';

/** Messages between the background and MSAL's document. */

export const person = z.object({ name: z.string(), username: z.string() });
export type Person = z.infer<typeof person>;

// ── Offscreen document → background ──

/** MSAL's document has no `identity`, so the background opens the window and returns the address it ended at. */
export const openSignInWindow = z.strictObject({
  type: z.literal('open-sign-in-window'),
  url: z.url({ protocol: /^https$/ }),
  interactive: z.boolean(),
});
export const openedSignInWindow = resultOf(z.string());
/** The cookies that an extension page cannot keep itself; see auth/cookie-shim.ts. */
export const readCookies = command('read-cookies');
export const cookieJar = z.record(z.string(), z.string());
export const keepCookie = z.strictObject({
  type: z.literal('keep-cookie'),
  name: z.string(),
  value: z.nullable(z.string()),
});

// ── Background → offscreen document ──

const signInConfig = z.object({
  authority: z.string(),
  tenantId: z.string(),
  clientId: z.string(),
  scope: z.string(),
  redirectUri: z.string(),
});
export type SignInConfig = z.infer<typeof signInConfig>;

const forMsal = { to: z.literal('offscreen'), config: signInConfig };
export const toOffscreen = z.discriminatedUnion('type', [
  z.strictObject({ ...forMsal, type: z.literal('sign-in-with-msal'), choosesAccount: z.boolean() }),
  z.strictObject({
    ...forMsal,
    type: z.literal('renew-token'),
    fresh: z.boolean(),
    loginHint: z.optional(z.string()),
  }),
  z.strictObject({ ...forMsal, type: z.literal('forget-account'), alsoAtMicrosoft: z.boolean() }),
]);
export type ToOffscreen = z.infer<typeof toOffscreen>;

export const granted = z.object({
  /** Microsoft's id of one person in one organisation. Unlike a name, it never passes to somebody else. */
  accountId: z.string(),
  accessToken: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  person,
  loginHint: z.string(),
});
export type Granted = z.infer<typeof granted>;
export const grantedAnswer = resultOf(granted);
export const forgotAccount = resultOf(z.null());
