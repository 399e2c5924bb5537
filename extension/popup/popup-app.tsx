import { useCallback, useEffect, useState } from 'preact/hooks';
import { type StatusAnswer, statusAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import { Dialler } from '../dial/dialler.tsx';
import { photoResult } from '../messages/message-parts.ts';
import { sessionAnswer } from '../messages/messages.ts';
import type { Person } from '../messages/sign-in-messages.ts';
import { askBackground } from '../ui/ask-background.ts';
import { askWorker } from '../ui/ask-worker.ts';
import { t } from '../ui/i18n.ts';
import { PhotoContext, type ReadPhoto, toPhoto } from '../ui/photo.ts';
import { AccountMenu } from './account-menu.tsx';
import { type ActiveTab, activeTab } from './active-tab.ts';
import { PageFailure } from './page-failure.tsx';
import { SearchPanel } from './search-panel.tsx';
import { SiteSwitch } from './site-switch.tsx';
import { SourcesLine } from './sources-line.tsx';

const readPhoto: ReadPhoto = async (photo) =>
  toPhoto(await askBackground({ type: 'read-photo', photo }, photoResult));

export function PopupApp({ initialQuery }: { initialQuery: string }) {
  const [session, setSession] = useState<Result<{ person: Person }, Failure>>();
  const [status, setStatus] = useState<Result<StatusAnswer, Failure>>();

  const load = useCallback(async () => {
    const answer = await askBackground({ type: 'read-session' }, sessionAnswer);
    setSession(answer);
    setStatus(answer.ok ? await askWorker('status', {}, statusAnswer) : undefined);
  }, []);
  useEffect(() => void load(), [load]);
  const [tab, setTab] = useState<ActiveTab>();
  const findTab = useCallback(() => activeTab().then(setTab, () => setTab(undefined)), []);
  useEffect(() => void findTab(), [findTab]);

  // Without a right to any source there is nothing to search. A passing failure, as of the network, keeps the search open.
  const ofStatus = failureOf(status);
  const isPassing = ofStatus !== undefined && PASSING.includes(ofStatus.code);
  const failure = failureOf(session) ?? (isPassing ? undefined : ofStatus);
  return (
    <>
      <header class="bar">
        <h1>Ringcard</h1>
        <AccountMenu
          key={session?.ok ? session.value.person.username : ''}
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
          <Dialler>
            <SearchPanel initialQuery={initialQuery} tab={tab} trouble={ofStatus} retry={load} />
          </Dialler>
        </PhotoContext.Provider>
      )}
      <footer class="foot">
        {tab && <SiteSwitch tab={tab} changed={findTab} />}
        {status?.ok && <SourcesLine status={status.value} />}
      </footer>
    </>
  );
}

const PASSING: readonly Failure['code'][] = [
  'worker_unreachable',
  'directory_unavailable',
  'too_many_requests',
  'groups_unreadable',
  'internal',
];

function failureOf(result: Result<unknown, Failure> | undefined): Failure | undefined {
  return result && !result.ok ? result.failure : undefined;
}
