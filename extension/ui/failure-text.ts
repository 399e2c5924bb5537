import type { Failure, FailureCode } from '#shared/failure.ts';
import { t } from './i18n.ts';
import type { IconName } from './icon.tsx';

/** Turns failure codes into words, here and nowhere else: what happened, and what to do now. */

export type FailureAction = 'sign-in' | 'open-options' | 'allow-worker' | 'retry';

export interface FailureText {
  title: string;
  advice: string;
  action?: FailureAction;
  icon: IconName;
}

export function failureText(failure: Failure): FailureText {
  const { code } = failure;
  switch (code) {
    case 'signed_out':
      return say('failSignedOut', 'failSignedOutAdvice', 'locked', 'sign-in');
    case 'token_expired':
    case 'token_rejected':
      return say('failTokenRefused', 'failTokenRefusedAdvice', 'locked', 'sign-in');
    case 'sign_in_cancelled':
      return say('failSignInCancelled', 'failSignInCancelledAdvice', 'locked', 'sign-in');
    case 'sign_in_failed':
      return say('failSignInFailed', 'failSignInFailedAdvice', 'locked', 'sign-in', failure.detail ?? code);
    case 'sign_in_unreachable':
      return say('failSignInUnreachable', 'failSignInUnreachableAdvice', 'offline', 'retry');
    case 'tenant_unknown':
      return say('failTenantUnknown', 'failTenantUnknownAdvice', 'warning', 'open-options');
    case 'wrong_tenant':
      return say('failWrongTenant', 'failWrongTenantAdvice', 'warning', 'open-options', failure.detail ?? '');
    case 'not_in_allowed_group':
      return { title: t('failNoRights'), advice: noRightsAdvice(failure), icon: 'locked' };
    case 'access_revoked':
      return say('failRevoked', 'failRevokedAdvice', 'locked', 'sign-in');
    case 'owner_not_member':
      return say('failOwner', 'failOwnerAdvice', 'locked');
    case 'admin_only':
      return say('failAdminOnly', 'failAdminOnlyAdvice', 'locked');
    case 'groups_unreadable':
      return say('failGroupsUnreadable', 'failGroupsUnreadableAdvice', 'waiting', 'retry');
    case 'too_many_requests':
      return { title: t('failTooMany'), advice: tooManyAdvice(failure), icon: 'waiting' };
    case 'not_configured':
      return say('failNotConfigured', 'failNotConfiguredAdvice', 'settings', 'open-options');
    case 'worker_unreachable':
      return say('failWorkerUnreachable', 'failWorkerUnreachableAdvice', 'offline', 'retry');
    case 'worker_not_permitted':
      return say('failNotPermitted', 'failNotPermittedAdvice', 'locked', 'allow-worker');
    case 'not_a_worker':
      return say('failNotAWorker', 'failNotAWorkerAdvice', 'warning', 'open-options');
    case 'worker_outdated':
      return say('failWorkerOutdated', 'failWorkerOutdatedAdvice', 'warning');
    case 'extension_outdated':
      return say('failExtensionOutdated', 'failExtensionOutdatedAdvice', 'warning');
    case 'worker_address_invalid':
      return say('failWorkerAddress', 'failWorkerAddressAdvice', 'warning', 'open-options');
    case 'directory_empty':
      return say('failDirectoryEmpty', 'failDirectoryEmptyAdvice', 'waiting', 'retry');
    case 'directory_unavailable':
      return say('failDirectoryUnavailable', 'failDirectoryUnavailableAdvice', 'offline', 'retry');
    case 'query_too_short':
      return say('failQueryTooShort', 'failQueryTooShortAdvice', 'search');
    case 'not_a_number':
      return say('failNotANumber', 'failNotANumberAdvice', 'unknown');
    case 'extension_updated':
      return say('failUpdated', 'failUpdatedAdvice', 'warning');
    case 'not_found':
    case 'method_not_allowed':
    case 'bad_request':
    case 'key_not_allowed':
    case 'internal':
      return say('failInternal', 'failInternalAdvice', 'warning', 'retry', failure.requestId ?? code);
    default:
      return unheardOf(code);
  }
}

type Key = Parameters<typeof t>[0];

function say(title: Key, advice: Key, icon: IconName, action?: FailureAction, detail = ''): FailureText {
  return { title: t(title), advice: t(advice, detail), icon, ...(action ? { action } : {}) };
}

function noRightsAdvice({ group, contact }: Failure): string {
  if (group && contact) return t('failNoRightsGroupContact', group, contact);
  if (group) return t('failNoRightsGroup', group);
  if (contact) return t('failNoRightsContact', contact);
  return t('failNoRightsAdvice');
}

function tooManyAdvice({ retryAfterSeconds }: Failure): string {
  if (retryAfterSeconds === undefined) return t('failTooManyAdvice');
  if (retryAfterSeconds <= 90) return t('failTooManySeconds', String(Math.ceil(retryAfterSeconds)));
  const minutes = Math.ceil(retryAfterSeconds / 60);
  if (minutes <= 90) return t('failTooManyMinutes', String(minutes));
  return t('failTooManyHours', String(Math.ceil(minutes / 60)));
}

/** Makes a code without words a compile error. */
function unheardOf(code: never): FailureText {
  return say('failInternal', 'failInternalAdvice', 'warning', 'retry', code satisfies FailureCode);
}
