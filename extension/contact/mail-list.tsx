import { useContext } from 'preact/hooks';
import { LEAVES_FRAME } from '../dial/open-address.ts';
import { ActionGuardContext } from '../ui/action-guard.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { t } from '../ui/i18n.ts';

export function MailList({ emails }: { emails: readonly string[] }) {
  const guard = useContext(ActionGuardContext);
  return (
    <ul class="lines mails">
      {emails.map((email) => (
        <li class="line" key={email}>
          <span class="kind">{t('email')}</span>
          <bdi class="value">
            <a
              href={`mailto:${encodeURIComponent(email)}`}
              {...LEAVES_FRAME}
              onClick={(event) => {
                if (!guard.allows(event)) event.preventDefault();
              }}
            >
              {email}
            </a>
          </bdi>
          <CopyButton text={email} label={t('copyThis', email)} />
        </li>
      ))}
    </ul>
  );
}
