import type { Failure } from '#shared/failure.ts';
import { type FailureAction, failureText } from './failure-text.ts';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';

const LABELS = {
  'sign-in': 'signIn',
  'open-options': 'openOptions',
  'allow-worker': 'allowWorker',
  retry: 'tryAgain',
} as const;

export function FailureView({
  failure,
  act,
  isBusy = false,
}: {
  failure: Failure;
  act: (action: FailureAction) => void;
  isBusy?: boolean;
}) {
  const { title, advice, action, icon } = failureText(failure);
  return (
    <section class="message" role="alert">
      <span class="message-icon">
        <Icon name={icon} size={22} />
      </span>
      <h2>{title}</h2>
      <p>{advice}</p>
      {action && (
        <button type="button" class="primary" disabled={isBusy} onClick={() => act(action)}>
          {t(LABELS[action])}
        </button>
      )}
    </section>
  );
}
