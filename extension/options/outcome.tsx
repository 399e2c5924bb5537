import type { HealthAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import type { PreferenceName } from '../settings/settings.ts';
import { failureText } from '../ui/failure-text.ts';
import { type MessageKey, t } from '../ui/i18n.ts';

export type SaveOutcome =
  | { kind: 'invalid'; problems: Partial<Record<PreferenceName, MessageKey>> }
  | {
      kind: 'saved' | 'tested';
      connection: Result<HealthAnswer, Failure> | undefined;
      needsSignIn: boolean;
    };

/** The outcome of saving or testing, in sentences. */
export function Outcome({ outcome }: { outcome: SaveOutcome }) {
  if (outcome.kind === 'invalid') {
    return (
      <p class="banner warning" role="alert">
        {t('notSaved')}
      </p>
    );
  }
  const { connection, needsSignIn, kind } = outcome;
  return (
    <div role="status" class="outcome">
      {kind === 'saved' && <p class="banner good">{t('saved')}</p>}
      {needsSignIn && <p class="banner">{t('signInAgain')}</p>}
      {connection && <Connection connection={connection} />}
    </div>
  );
}

function Connection({ connection }: { connection: Result<HealthAnswer, Failure> }) {
  if (!connection.ok) {
    const { title, advice } = failureText(connection.failure);
    return (
      <p class="banner warning">
        <strong>{title}</strong> {advice}
      </p>
    );
  }
  const { answering, signIn } = connection.value;
  return (
    <p class="banner good">
      <strong>{t('connectionGood')}</strong>{' '}
      {t(answering ? 'connectionAnswers' : 'connectionEmpty', signIn.tenantId)}
    </p>
  );
}
