import { beforeEach, describe, expect, it } from 'vitest';
import { createSession, type Session } from '../../../extension/auth/session.ts';
import type { Granted, SignInConfig } from '../../../extension/messages/sign-in-messages.ts';
import type { Failure } from '../../../shared/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { createStorageArea } from '../support/storage-area.ts';

const HOUR = 60 * 60_000;

describe('the session', () => {
  let now: number;
  let calls: string[];
  let news: string[];
  let next: () => Result<Granted, Failure>;
  let config: SignInConfig;
  let area: ReturnType<typeof createStorageArea>;
  let local: ReturnType<typeof createStorageArea>;
  let count: number;
  let who: string;

  /** Deleting the person's data fails. */
  let isStuck = false;

  const give = (): Result<Granted, Failure> =>
    ok({
      accountId: who,
      accessToken: `token-${++count}`,
      expiresAt: now + HOUR,
      person: { name: who, username: `${who}@nordwind.example` },
      loginHint: 'hint',
    });

  const open = (): Session =>
    createSession({
      host: {
        signIn: async (_, { choosesAccount }) => {
          calls.push(choosesAccount ? 'sign-in choosing' : 'sign-in');
          return next();
        },
        renew: async (_, { fresh, loginHint }) => {
          calls.push(`renew${fresh ? ' fresh' : ''} ${loginHint ?? '-'}`);
          return next();
        },
        signOut: async (_, { alsoAtMicrosoft }) => {
          calls.push(`sign-out ${alsoAtMicrosoft}`);
        },
      },
      session: area,
      local,
      now: () => now,
      config: async () => ok(config),
      signedIn: () => news.push('signed in'),
      forget: async () => {
        if (isStuck) throw new Error('the disk is stuck');
        news.push('forgotten');
      },
    });

  beforeEach(() => {
    now = 1_000_000;
    count = 0;
    who = 'anna';
    calls = [];
    news = [];
    next = give;
    isStuck = false;
    config = { authority: 'https://a', tenantId: 't', clientId: 'c', scope: 's', redirectUri: 'https://r/' };
    area = createStorageArea();
    local = createStorageArea();
  });

  it('has no person before the first sign-in, and asks Microsoft nothing', async () => {
    expect(await open().accessToken()).toEqual(err({ code: 'signed_out' }));
    expect(calls).toEqual([]);
  });

  it('serves the token from memory, and from storage.session after a restart of the background', async () => {
    await open().signIn();
    expect(await open().accessToken()).toEqual(ok('token-1'));
    expect(calls).toEqual(['sign-in']);
  });

  it('keeps the token out of storage.local', async () => {
    await open().signIn();
    expect([...local.items.values()].join()).not.toContain('token');
  });

  it('renews when fewer than five minutes are left, once for concurrent requests', async () => {
    const session = open();
    await session.signIn();
    now += HOUR - 4 * 60_000;
    const all = await Promise.all([session.accessToken(), session.accessToken(), session.person()]);
    expect(all[0]).toEqual(ok('token-2'));
    expect(calls).toEqual(['sign-in', 'renew hint']);
  });

  it('renews at once after the worker refused the token', async () => {
    const session = open();
    await session.signIn();
    expect(await session.accessToken({ fresh: true })).toEqual(ok('token-2'));
    expect(calls[1]).toBe('renew fresh hint');
  });

  it('resumes silently after the browser was closed', async () => {
    await open().signIn();
    area = createStorageArea();
    expect(await open().accessToken()).toEqual(ok('token-2'));
  });

  it('pauses before the next attempt when Microsoft has nobody signed in', async () => {
    await open().signIn();
    area = createStorageArea();
    next = () => err({ code: 'signed_out' });
    const session = open();
    for (let i = 0; i < 5; i++) expect(await session.accessToken()).toEqual(err({ code: 'signed_out' }));
    expect(calls).toEqual(['sign-in', 'renew hint']);
    now += 61_000;
    await session.accessToken();
    expect(calls).toHaveLength(3);
  });

  it('outlasts a renewal that failed for the network', async () => {
    const session = open();
    await session.signIn();
    now += HOUR;
    next = () => err({ code: 'sign_in_unreachable' });
    expect(await session.accessToken()).toEqual(err({ code: 'sign_in_unreachable' }));
    next = give;
    expect(await session.accessToken()).toMatchObject({ ok: true });
  });

  it.each(['tenantId', 'clientId', 'authority', 'scope'] as const)(
    'ends when the %s changes',
    async (part) => {
      const session = open();
      await session.signIn();
      config = { ...config, [part]: 'other' };
      expect(await session.accessToken()).toEqual(err({ code: 'signed_out' }));
    },
  );

  it('forgets the previous person when somebody else signs in, with or without a sign-out between', async () => {
    await open().signIn();
    await open().signIn();
    expect(news).toEqual(['signed in', 'signed in']);
    who = 'mia';
    await open().signIn();
    expect(news.slice(2)).toEqual(['forgotten', 'signed in']);
    expect([...area.items.values(), ...local.items.values()].join()).not.toContain('anna');
  });

  it('forgets the previous person even after the browser was closed between', async () => {
    await open().signIn();
    area = createStorageArea();
    who = 'mia';
    await open().signIn();
    expect(news).toEqual(['signed in', 'forgotten', 'signed in']);
  });

  it('never switches to another person by a renewal', async () => {
    const session = open();
    await session.signIn();
    who = 'mia';
    expect(await session.accessToken({ fresh: true })).toEqual(err({ code: 'signed_out' }));
    expect(await session.person()).toEqual(err({ code: 'signed_out' }));
    expect([...area.items.values(), ...local.items.values()].join()).not.toContain('mia');
  });

  it('ends with the sign-out even during a renewal', async () => {
    const session = open();
    await session.signIn();
    const renewed = session.accessToken({ fresh: true });
    await session.signOut({ alsoAtMicrosoft: false });
    expect(await renewed).toEqual(err({ code: 'signed_out' }));
    expect([...area.items, ...local.items]).toEqual([['choose-account', 'true']]);
  });

  it('withholds an answer that a previous person asked for', async () => {
    const session = open();
    await session.signIn();
    let answer = (_: Result<string, Failure>) => {};
    const asked = session.forOnePerson(
      () =>
        new Promise<Result<string, Failure>>((resolve) => {
          answer = resolve;
        }),
    );
    who = 'mia';
    await session.signIn();
    answer(ok('Anna’s customers'));
    expect(await asked).toEqual(err({ code: 'signed_out' }));
    expect(await session.forOnePerson(async () => ok('hers'))).toEqual(ok('hers'));
  });

  it('lets the person choose the account after a sign-out, and only then', async () => {
    const session = open();
    await session.signIn();
    await session.signIn();
    await session.signOut({ alsoAtMicrosoft: false });
    next = () => err({ code: 'sign_in_cancelled' });
    await open().signIn();
    next = give;
    await open().signIn();
    await session.signIn();
    expect(calls).toEqual([
      'sign-in',
      'sign-in',
      'sign-out false',
      'sign-in choosing',
      'sign-in choosing',
      'sign-in',
    ]);
  });

  it('keeps nothing after a sign-out but the mark that there was one', async () => {
    const session = open();
    await session.signIn();
    await session.signOut({ alsoAtMicrosoft: true });
    expect([...area.items, ...local.items]).toEqual([['choose-account', 'true']]);
    expect(news).toEqual(['signed in', 'forgotten']);
    expect(await session.accessToken()).toEqual(err({ code: 'signed_out' }));
    expect(calls).toEqual(['sign-in', 'sign-out true']);
  });

  it('signs out at Microsoft even when deleting the person’s data fails, and stays signed out', async () => {
    const session = open();
    await session.signIn();
    isStuck = true;
    await expect(session.signOut({ alsoAtMicrosoft: false })).rejects.toThrow('stuck');
    expect(calls).toEqual(['sign-in', 'sign-out false']);
    expect(await session.accessToken()).toEqual(err({ code: 'signed_out' }));
    expect(calls).toHaveLength(2);
  });

  it('lets nobody else in before the previous person is forgotten, however often they try', async () => {
    const session = open();
    await session.signIn();
    who = 'mia';
    isStuck = true;
    for (let attempt = 0; attempt < 2; attempt++) await expect(session.signIn()).rejects.toThrow('stuck');
    expect(await session.accessToken()).toEqual(err({ code: 'signed_out' }));
    isStuck = false;
    expect(await session.signIn()).toMatchObject({ ok: true, value: { name: 'mia' } });
    expect(news).toEqual(['signed in', 'forgotten', 'signed in']);
  });
});
