import { useContext, useEffect, useState } from 'preact/hooks';
import { ActionGuardContext } from './action-guard.ts';
import { copyText } from './copy-text.ts';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';

const SHOWN_MS = 1500;

export function CopyButton({
  text,
  label,
  showLabel = false,
}: {
  text: string;
  label: string;
  showLabel?: boolean;
}) {
  const guard = useContext(ActionGuardContext);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      class={showLabel ? 'secondary' : 'quiet'}
      aria-label={showLabel ? undefined : label}
      title={label}
      onClick={(event) => {
        if (guard.allows(event)) void copyText(text).then(setCopied);
      }}
    >
      <Icon name={isCopied ? 'done' : 'copy'} />
      {showLabel && <span>{isCopied ? t('copied') : t('copyNumber')}</span>}
      <span class="off-screen" role="status">
        {isCopied ? t('copied') : ''}
      </span>
    </button>
  );
}
