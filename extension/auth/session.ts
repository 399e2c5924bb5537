import * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { type Granted, granted, type Person, type SignInConfig } from '../messages.ts';

/** Who is signed in, and the access token: in memory and in `storage.session`, nowhere else. */

export interface SignInHost {
  /** `choosesAccount`: the person says which account, even where Microsoft knows one. */
  signIn(config: SignInConfig, options: { choosesAccount: boolean }): Promise<Result<Granted, Failure>>;
  renew(
    config: SignInConfig,
    options: { fresh: boolean; loginHint?: string | undefined },
  ): Promise<Result<Granted, Failure>>;
  signOut(config: SignInConfig, options: { alsoAtMicrosoft: boolean }): Promise<void>;
}

/** One storage area. `session` dies with the browser; `local` holds only the login hint, so that a restart need not ask again. */
export interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface SessionOptions {
  host: SignInHost;
  session: StorageArea;
  local: StorageArea;
  now: () => number;
  /** `fresh`: ask the worker again, because a person is about to sign in. */
  config: (wish: { fresh: boolean }) => Promise<Result<SignInConfig, Failure>>;
  /** Told whenever somebody has signed out or in. */
  changed: (state: 'signed-in' | 'signed-out') => void;
}

export interface Session {
  person(): Promise<Result<Person, Failure>>;
  accessToken(options?: { fresh?: boolean }): Promise<Result<string, Failure>>;
  signIn(): Promise<Result<Person, Failure>>;
  signOut(options: { alsoAtMicrosoft: boolean }): Promise<void>;
}

const KEY = 'signed-in';
const HINT_KEY = 'login-hint';
/** Somebody signed out on purpose: the next sign-in must not bring the same person back unasked. */
const CHOICE_KEY = 'choose-account';
/** A token with less life left is renewed before it is used. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** After a silent attempt found nobody, hovering must not open hidden windows again and again. */
const SILENT_PAUSE_MS = 60_000;

const stored = z.object({ granted, for: z.string() });
const storedHint = z.object({ hint: z.string(), for: z.string() });

export function createSession(options: SessionOptions): Session {
  const { host, now } = options;
  let memory: z.infer<typeof stored> | undefined;
  let renewing: Promise<Result<Granted, Failure>> | undefined;
  let signingIn: Promise<Result<Granted, Failure>> | undefined;
  let nobodyUntil = 0;

  async function recall(config: SignInConfig): Promise<Granted | undefined> {
    memory ??= stored.safeParse((await options.session.get(KEY))[KEY]).data;
    // A token of another tenant, client or scope is of no use and must not leave for this worker.
    return memory?.for === identityOf(config) ? memory.granted : undefined;
  }

  async function keep(config: SignInConfig, given: Granted): Promise<void> {
    memory = { granted: given, for: identityOf(config) };
    nobodyUntil = 0;
    await options.session.set({ [KEY]: memory });
    await options.local.set({ [HINT_KEY]: { hint: given.loginHint, for: identityOf(config) } });
    await options.local.remove(CHOICE_KEY);
  }

  async function forget(): Promise<void> {
    memory = undefined;
    await options.session.remove(KEY);
  }

  async function renew(config: SignInConfig, fresh: boolean): Promise<Result<Granted, Failure>> {
    const known = await recall(config);
    if (now() < nobodyUntil) return err({ code: 'signed_out' });
    const hint = storedHint.safeParse((await options.local.get(HINT_KEY))[HINT_KEY]).data;
    const loginHint = hint?.for === identityOf(config) ? hint.hint : undefined;
    if (!known && !loginHint) return err({ code: 'signed_out' });
    const given = await host.renew(config, { fresh, loginHint });
    if (given.ok) await keep(config, given.value);
    else if (given.failure.code === 'signed_out') {
      nobodyUntil = now() + SILENT_PAUSE_MS;
      await forget();
    }
    return given;
  }

  async function current(fresh: boolean): Promise<Result<Granted, Failure>> {
    const config = await options.config({ fresh: false });
    if (!config.ok) return config;
    const known = await recall(config.value);
    if (!fresh && known && known.expiresAt - RENEW_BEFORE_MS > now()) return ok(known);
    renewing ??= renew(config.value, fresh).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function open(config: SignInConfig): Promise<Result<Granted, Failure>> {
    const choosesAccount = (await options.local.get(CHOICE_KEY))[CHOICE_KEY] === true;
    return await host.signIn(config, { choosesAccount });
  }

  return {
    async person() {
      const given = await current(false);
      return given.ok ? ok(given.value.person) : given;
    },

    async accessToken({ fresh = false } = {}) {
      const given = await current(fresh);
      return given.ok ? ok(given.value.accessToken) : given;
    },

    async signIn() {
      const config = await options.config({ fresh: true });
      if (!config.ok) return config;
      signingIn ??= open(config.value).finally(() => {
        signingIn = undefined;
      });
      const given = await signingIn;
      if (!given.ok) return given;
      await keep(config.value, given.value);
      options.changed('signed-in');
      return ok(given.value.person);
    },

    async signOut({ alsoAtMicrosoft }) {
      await forget();
      await options.local.remove(HINT_KEY);
      await options.local.set({ [CHOICE_KEY]: true });
      options.changed('signed-out');
      const config = await options.config({ fresh: false });
      if (config.ok) await host.signOut(config.value, { alsoAtMicrosoft });
    },
  };
}

function identityOf(config: SignInConfig): string {
  return [config.authority, config.tenantId, config.clientId, config.scope].join(' ').toLowerCase();
}
