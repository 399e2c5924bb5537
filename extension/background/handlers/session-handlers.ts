import { ok } from '#shared/result.ts';
import type { Session } from '../../auth/session.ts';
import type { DirectoryWithCopy } from '../../offline/offline-directory.ts';
import type { HandlersOf } from '../router.ts';
import type { SignIn } from '../sign-in.ts';

type SessionHandlers = HandlersOf<
  | 'read-session'
  | 'sign-in'
  | 'sign-out'
  | 'renew-access'
  | 'open-sign-in-window'
  | 'read-cookies'
  | 'keep-cookie'
>;

/** Handlers about the signed-in person, and of the tasks that MSAL's document cannot do itself. */
export function createSessionHandlers(options: {
  session: Session;
  directory: Pick<DirectoryWithCopy, 'person'>;
  signIn: Pick<SignIn, 'openWindow' | 'readCookies' | 'keepCookie'>;
}): SessionHandlers {
  const { session, directory, signIn } = options;
  return {
    async 'read-session'() {
      const person = await directory.person();
      return person.ok ? ok({ person: person.value }) : person;
    },
    async 'sign-in'() {
      const person = await session.signIn();
      return person.ok ? ok({ person: person.value }) : person;
    },
    async 'sign-out'({ alsoAtMicrosoft }) {
      await session.signOut({ alsoAtMicrosoft });
      return ok(null);
    },
    async 'renew-access'() {
      const token = await session.accessToken({ fresh: true });
      return token.ok ? ok(null) : token;
    },
    'open-sign-in-window': ({ url, interactive }) => signIn.openWindow({ url, interactive }),
    'read-cookies': () => signIn.readCookies(),
    'keep-cookie': ({ name, value }) => signIn.keepCookie(name, value),
  };
}
