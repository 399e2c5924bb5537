import type { MatchReason } from '#shared/api.ts';
import { type MessageKey, t } from '../ui/i18n.ts';

/** Explains why a contact is in the list. A match of a whole word or of its beginning needs no explanation. */
export function matchLabels(reasons: readonly MatchReason[]): string[] {
  const labels = new Set<string>();
  for (const { field, how } of reasons) {
    if (how === 'typo') labels.add(t('matchTypo'));
    else if (how === 'sound') labels.add(t('matchSound'));
    else if (HIDDEN_FIELDS[field]) labels.add(t(HIDDEN_FIELDS[field]));
  }
  return [...labels];
}

/** Fields that the list does not show. */
const HIDDEN_FIELDS: Partial<Record<MatchReason['field'], MessageKey>> = {
  town: 'matchTown',
  email: 'matchEmail',
};
