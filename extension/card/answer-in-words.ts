import type { CardState } from '../messages/messages.ts';
import { t, tCount } from '../ui/i18n.ts';

/** Announces a new state to screen readers. Empty for failures, which are alerts themselves. */
export function answerInWords(state: CardState): string {
  switch (state.kind) {
    case 'looking-up':
      return t('lookingUp');
    case 'failed':
      return '';
    case 'answered': {
      const { hits, match, droppedDigits } = state.answer;
      const [first, ...others] = hits;
      if (!first || (match === 'company' && droppedDigits === undefined)) return t('nobodyAloud');
      const { displayName, company } = first.contact;
      if (match === 'company') return t('maybeCompany', company ?? displayName);
      if (others.length > 0) return tCount('contactShareOne', 'contactsShare', hits.length);
      return [displayName, company].filter((part) => part !== undefined && part !== '').join(', ');
    }
  }
}
