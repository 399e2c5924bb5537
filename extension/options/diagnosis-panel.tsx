import { useEffect, useState } from 'preact/hooks';
import { diagnosisResult } from '../messages/messages.ts';
import { askBackground } from '../ui/ask-background.ts';
import { copyText } from '../ui/copy-text.ts';
import { t } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';

const SHOWN_MS = 4000;

/** On the options page: a report that an administrator can read, without names, numbers or tokens. */
export function DiagnosisPanel() {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(): Promise<void> {
    // The same words again would not be read out.
    setOutcome(undefined);
    const answer = await askBackground({ type: 'read-diagnosis' }, diagnosisResult);
    setOutcome(answer.ok && (await copyText(answer.value)) ? 'copied' : 'failed');
  }

  return (
    <section class="diagnosis" aria-labelledby="diagnosis-title">
      <h2 id="diagnosis-title">{t('diagnosisTitle')}</h2>
      <div class="actions">
        <button type="button" class="secondary" aria-describedby="diagnosis-help" onClick={() => void copy()}>
          <Icon name={outcome === 'copied' ? 'done' : 'copy'} />
          <span>{t('copyDiagnosis')}</span>
        </button>
        <span role="status" class={outcome === 'failed' ? 'problem' : 'hint'}>
          {outcome === 'copied' && t('copied')}
          {outcome === 'failed' && t('diagnosisNotCopied')}
        </span>
      </div>
      <p id="diagnosis-help" class="help">
        {t('diagnosisHelp')}
      </p>
    </section>
  );
}
