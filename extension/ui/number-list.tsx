import { useContext } from 'preact/hooks';
import type { ContactNumber, NumberKind } from '#shared/contact.ts';
import type { Spelled } from '../messages.ts';
import { ActionGuardContext } from './action-guard.ts';
import { CopyButton } from './copy-button.tsx';
import { dialString } from './dial-string.ts';
import { type MessageKey, t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { leftToRight } from './left-to-right.ts';

const KINDS: Record<NumberKind, MessageKey> = {
  business: 'kindBusiness',
  mobile: 'kindMobile',
  home: 'kindHome',
  main: 'kindMain',
  fax: 'kindFax',
  pager: 'kindPager',
  assistant: 'kindAssistant',
  other: 'kindOther',
};

/** Numbers with what they are for; the one that was looked up comes first. */
export function NumberList({
  numbers,
  spelled,
  asked,
}: {
  numbers: readonly ContactNumber[];
  spelled: Spelled;
  asked?: string | undefined;
}) {
  const sorted = numbers.toSorted((one, other) => Number(other.e164 === asked) - Number(one.e164 === asked));
  return (
    <ul class="lines">
      {sorted.map((number) => (
        <NumberLine
          key={`${number.e164};${number.extension ?? ''}`}
          number={number}
          spelling={spelled[number.e164] ?? number.e164}
          isAsked={number.e164 === asked}
        />
      ))}
    </ul>
  );
}

function NumberLine({
  number,
  spelling,
  isAsked,
}: {
  number: ContactNumber;
  spelling: string;
  isAsked: boolean;
}) {
  const guard = useContext(ActionGuardContext);
  const dial = dialString(number.e164);
  const text = number.extension ? t('numberWithExtension', spelling, number.extension) : spelling;
  const inWords = leftToRight(text);
  return (
    <li class={isAsked ? 'line asked' : 'line'}>
      <span class="kind">{t(KINDS[number.kind])}</span>
      <bdi class="value number" dir="ltr">
        {text}
      </bdi>
      {dial && (
        <a
          class="quiet"
          href={`tel:${dial}`}
          aria-label={t('callNumber', inWords)}
          title={t('callNumber', inWords)}
          onClick={(event) => {
            if (!guard.allows(event)) event.preventDefault();
          }}
        >
          <Icon name="call" />
        </a>
      )}
      <CopyButton text={number.e164} label={t('copyThis', inWords)} />
    </li>
  );
}
