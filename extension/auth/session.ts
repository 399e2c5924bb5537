import * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { type Granted, granted, type Person, type SignInConfig } from '../messages/sign-in-messages.ts';

/** Who is signed in, and the access token: in memory and in `storage.session`, nowhere else. */

export interface SignInHost {
  /** `choosesAccount`: the person picks the account, even where Microsoft knows one. */
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
  signedIn: () => void;
  /** Deletes everything that belongs to the person who was signed in. */
  forget: () => Promise<void>;
}

export interface Session {
  person(): Promise<Result<Person, Failure>>;
  accessToken(options?: { fresh?: boolean }): Promise<Result<string, Failure>>;
  signIn(): Promise<Result<Person, Failure>>;
  signOut(options: { alsoAtMicrosoft: boolean }): Promise<void>;
  /** The result of `work`; `signed_out` when the person changed or signed out meanwhile. */
  forOnePerson<T>(work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>>;
}

const KEY = 'signed-in';
const HINT_KEY = 'login-hint';
/** Set by a sign-out: the next sign-in must ask for the account, not bring the same person back. */
const CHOICE_KEY = 'choose-account';
/** A token that expires sooner than this is renewed before use. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** Pause after a silent attempt that found nobody: hovering must not open hidden windows again and again. */
const SILENT_PAUSE_MS = 60_000;

const stored = z.object({ granted, for: z.string() });
const storedHint = z.object({ hint: z.string(), accountId: z.string(), for: z.string() });

export function createSession(options: SessionOptions): Session {
  const { host, now } = options;
  let memory: z.infer<typeof stored> | undefined;
  let renewing: Promise<Result<Granted, Failure>> | undefined;
  let signingIn: Promise<Result<Granted, Failure>> | undefined;
  let nobodyUntil = 0;
  /** Counts sign-outs and changes of person. */
  let goneCount = 0;

  async function recall(config: SignInConfig): Promise<Granted | undefined> {
    memory ??= stored.safeParse((await options.session.get(KEY))[KEY]).data;
    // A token for another tenant, client or scope is useless here and must not reach this worker.
    return memory?.for === identityOf(config) ? memory.granted : undefined;
  }

  async function keep(config: SignInConfig, given: Granted): Promise<void> {
    memory = { granted: given, for: identityOf(config) };
    nobodyUntil = 0;
    await options.session.set({ [KEY]: memory });
    const { loginHint: hint, accountId } = given;
    await options.local.set({ [HINT_KEY]: { hint, accountId, for: identityOf(config) } });
    await options.local.remove(CHOICE_KEY);
  }

  async function forget(): Promise<void> {
    memory = undefined;
    await options.session.remove(KEY);
  }

  /** The person who signed in last and has not signed out. */
  async function lastPerson(): Promise<z.infer<typeof storedHint> | undefined> {
    return storedHint.safeParse((await options.local.get(HINT_KEY))[HINT_KEY]).data;
  }

  async function forgetPerson(): Promise<void> {
    goneCount++;
    await forget();
    await options.forget();
  }

  async function renew(config: SignInConfig, fresh: boolean): Promise<Result<Granted, Failure>> {
    const last = await lastPerson();
    if (now() < nobodyUntil || last?.for !== identityOf(config)) return err({ code: 'signed_out' });
    const before = goneCount;
    const given = await host.renew(config, { fresh, loginHint: last.hint });
    if (before !== goneCount) return err({ code: 'signed_out' });
    // A silent renewal must never switch to another person.
    const isOther = given.ok && given.value.accountId !== last.accountId;
    if (given.ok && !isOther) await keep(config, given.value);
    else if (given.ok || given.failure.code === 'signed_out') {
      nobodyUntil = now() + SILENT_PAUSE_MS;
      await forget();
    }
    return isOther ? err({ code: 'signed_out' }) : given;
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
    const given = await host.signIn(config, { choosesAccount });
    if (!given.ok) return given;
    const last = await lastPerson();
    if (last && last.accountId !== given.value.accountId) await forgetPerson();
    await keep(config, given.value);
    options.signedIn();
    return given;
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
      return given.ok ? ok(given.value.person) : given;
    },

    async signOut({ alsoAtMicrosoft }) {
      await options.local.set({ [CHOICE_KEY]: true });
      await options.local.remove(HINT_KEY);
      try {
        await forgetPerson();
      } finally {
        // Even when deleting failed, the account is signed out.
        const config = await options.config({ fresh: false });
        if (config.ok) await host.signOut(config.value, { alsoAtMicrosoft });
      }
    },

    async forOnePerson(work) {
      const before = goneCount;
      const result = await work();
      return before === goneCount ? result : err({ code: 'signed_out' });
    },
  };
}

function identityOf(config: SignInConfig): string {
  return [config.authority, config.tenantId, config.clientId, config.scope].join(' ').toLowerCase();
}
