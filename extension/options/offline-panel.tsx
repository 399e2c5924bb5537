import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import { offlineResult } from '../messages/messages.ts';
import type { OfflineState } from '../messages/offline-state.ts';
import { readSettings, watchSettings, writePreferences } from '../settings/settings-store.ts';
import { ageText } from '../ui/age.ts';
import { askBackground } from '../ui/ask-background.ts';
import { failureText } from '../ui/failure-text.ts';
import { messageLanguage, t, tCount } from '../ui/i18n.ts';

const LOOK_AGAIN_MS = 1000;

type Command = 'read-offline' | 'refresh-offline' | 'wipe-offline';

/** Shows the state of the offline copy on the options page, with buttons to refresh and remove it. */
export function OfflinePanel() {
  const [state, setState] = useState<OfflineState>();
  const [isLocked, setLocked] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);

  const say = useCallback(async (type: Command) => {
    const answer: Result<OfflineState, Failure> = await askBackground({ type }, offlineResult);
    if (answer.ok) setState(answer.value);
    setFailure(answer.ok ? answer.value.failure : answer.failure);
    setLocked((await readSettings()).locked.includes('offline'));
  }, []);
  useEffect(() => {
    void say('read-offline');
    watchSettings(() => void say('read-offline'));
  }, [say]);
  // A refresh of this page or of an alarm changes the figures while it fetches blocks.
  useEffect(() => {
    if (!isBusy && !state?.progress) return;
    const timer = setInterval(() => void say('read-offline'), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isBusy, state?.progress, say]);

  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setAsking(false);
    await work();
    setBusy(false);
  };

  if (!state) return null;
  const { phase, progress } = state;
  return (
    <section class="offline" aria-labelledby="offline-title">
      <h2 id="offline-title">{t('offlineTitle')}</h2>
      <p class="help">{t('offlineHelp')}</p>
      <p role="status">{describe(state)}</p>
      {failure && <p class="problem">{failureText(failure).title}</p>}
      {progress && (
        <progress max={Math.max(1, progress.total)} value={progress.done} aria-label={t('offlineTitle')} />
      )}
      <div class="actions">
        {phase === 'off' && !isLocked && (
          <button
            type="button"
            class="secondary"
            disabled={isBusy}
            onClick={() =>
              void act(async () => {
                await writePreferences({ offline: true });
                await say('refresh-offline');
              })
            }
          >
            {t('offlineKeep')}
          </button>
        )}
        {phase !== 'off' && (
          <button
            type="button"
            class="secondary"
            disabled={isBusy}
            onClick={() => void act(() => say('refresh-offline'))}
          >
            {t('offlineRefresh')}
          </button>
        )}
        {phase !== 'off' && !isLocked && !isAsking && (
          <button type="button" class="secondary" disabled={isBusy} onClick={() => setAsking(true)}>
            {t('offlineRemove')}
          </button>
        )}
        {isAsking && (
          <>
            <button
              type="button"
              class="primary"
              disabled={isBusy}
              onClick={() => void act(() => say('wipe-offline'))}
            >
              {t('offlineRemoveNow')}
            </button>
            <button type="button" class="secondary" onClick={() => setAsking(false)}>
              {t('offlineCancel')}
            </button>
          </>
        )}
      </div>
      {isAsking && <p role="alert">{t('offlineRemoveQuestion')}</p>}
    </section>
  );
}

function describe({ phase, bytes, contacts, sources, confirmedAt }: OfflineState): string {
  switch (phase) {
    case 'off':
      return t('offlineOff');
    case 'none':
      return t('offlineNone');
    case 'not-allowed':
      return t('offlineNotAllowed');
    case 'too-large':
      return t('offlineTooLarge', megabytes(bytes));
    case 'ready': {
      const names = new Intl.ListFormat(messageLanguage(), { type: 'unit' }).format(sources);
      const age = ageText(confirmedAt ?? Date.now(), Date.now());
      return t(
        'offlineReady',
        tCount('offlineContact', 'offlineContacts', contacts),
        megabytes(bytes),
        names,
        age,
      );
    }
  }
}

function megabytes(bytes: number): string {
  return new Intl.NumberFormat(messageLanguage(), {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1e6);
}
