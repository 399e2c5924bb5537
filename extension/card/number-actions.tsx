import type { CardState } from '../messages/messages.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { t } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { leftToRight } from '../ui/left-to-right.ts';
import type { CardLink } from './card-link.ts';

/** The actions for a number that nobody carries: search for it, or copy it. */
export function NumberActions({ number, act }: { number: CardState['number']; act: CardLink['say'] }) {
  return (
    <div class="actions">
      <button type="button" class="primary" onClick={() => act('open-search')}>
        <Icon name="search" />
        <span>{t('searchForIt')}</span>
      </button>
      <CopyButton text={number.e164} label={t('copyThis', leftToRight(number.international))} showLabel />
    </div>
  );
}
