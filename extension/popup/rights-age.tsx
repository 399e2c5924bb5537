import { useState } from 'preact/hooks';
import type { AccessStatus } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { renewedAccess } from '../messages/messages.ts';
import { ageText } from '../ui/age.ts';
import { askBackground } from '../ui/ask-background.ts';
import { failureText } from '../ui/failure-text.ts';
import { t } from '../ui/i18n.ts';

/** The age of the person's group memberships as the worker knows them, and a button that renews them. */
export function RightsAge({
  access,
  changed,
}: {
  access: AccessStatus | undefined;
  changed: () => Promise<void>;
}) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const renew = async () => {
    setBusy(true);
    const renewed = await askBackground({ type: 'renew-access' }, renewedAccess);
    setFailure(renewed.ok ? undefined : renewed.failure);
    // Without a session, `changed` makes the whole page offer to sign in.
    if (renewed.ok || renewed.failure.code === 'signed_out') await changed();
    setBusy(false);
  };
  const readAt = access && (access.groups?.readAt ?? access.issuedAt);
  return (
    <>
      {/* Always present, so that screen readers announce its changes. */}
      <p role="status">
        {failure && failureText(failure).title}
        {!failure && readAt && t('rightsAge', ageText(Date.parse(readAt), Date.now()))}
      </p>
      <button type="button" aria-disabled={isBusy} onClick={() => !isBusy && void renew()}>
        {t('renewRights')}
      </button>
    </>
  );
}
