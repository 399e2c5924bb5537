import { useCallback, useEffect, useState } from 'preact/hooks';
import type { StatusAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import { Caller } from '../calls/caller.tsx';
import { type Person, photoResult, sessionAnswer, statusResult } from '../messages.ts';
import { askBackground } from '../ui/ask-background.ts';
import { t } from '../ui/i18n.ts';
import { PhotoContext, type ReadPhoto, toPhoto } from '../ui/photo.ts';
import { AccountMenu } from './account-menu.tsx';
import { PageFailure } from './page-failure.tsx';
import { SearchBox } from './search-box.tsx';
import { SourcesLine } from './sources-line.tsx';

const readPhoto: ReadPhoto = async (photo) =>
  toPhoto(await askBackground({ type: 'read-photo', photo }, photoResult));

export function PopupApp({ initialQuery }: { initialQuery: string }) {
  const [session, setSession] = useState<Result<{ person: Person }, Failure>>();
  const [status, setStatus] = useState<Result<StatusAnswer, Failure>>();

  const load = useCallback(async () => {
    const answer = await askBackground({ type: 'read-session' }, sessionAnswer);
    setSession(answer);
    setStatus(answer.ok ? await askBackground({ type: 'read-status' }, statusResult) : undefined);
  }, []);
  useEffect(() => void load(), [load]);

  // Without a right to any source there is nothing to search.
  const failure = failureOf(session) ?? failureOf(status);
  return (
    <>
      <header class="bar">
        <h1>Ringcard</h1>
        <AccountMenu
          person={session?.ok ? session.value.person : undefined}
          access={status?.ok ? status.value.access : undefined}
          changed={load}
        />
      </header>
      {!session && (
        <p class="hint" role="status">
          {t('loading')}
        </p>
      )}
      {failure && <PageFailure key={failure.code} failure={failure} retry={load} />}
      {session?.ok && !failure && (
        <PhotoContext.Provider value={readPhoto}>
          <Caller>
            <SearchBox initialQuery={initialQuery} />
          </Caller>
        </PhotoContext.Provider>
      )}
      {status?.ok && <SourcesLine status={status.value} />}
    </>
  );
}

function failureOf(result: Result<unknown, Failure> | undefined): Failure | undefined {
  return result && !result.ok ? result.failure : undefined;
}
