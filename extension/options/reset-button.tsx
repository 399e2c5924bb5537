import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../ui/i18n.ts';

/** Resets to the built-in and packaged values, after a second button that names the loss. */
export function ResetButton({ reset }: { reset: () => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking) no.current?.focus();
    else if (wasAsking.current) opener.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  if (!isAsking) {
    return (
      <button ref={opener} type="button" class="secondary reset" onClick={() => setAsking(true)}>
        {t('resetSettings')}
      </button>
    );
  }
  return (
    <div class="banner warning reset" role="alertdialog" aria-label={t('resetSettings')}>
      <p>{t('resetQuestion')}</p>
      <div class="actions">
        <button
          type="button"
          class="primary"
          onClick={() => {
            setAsking(false);
            void reset();
          }}
        >
          {t('resetSettings')}
        </button>
        <button ref={no} type="button" class="secondary" onClick={() => setAsking(false)}>
          {t('keepSettings')}
        </button>
      </div>
    </div>
  );
}
