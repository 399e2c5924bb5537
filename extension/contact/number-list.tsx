import type { ContactNumber, NumberKind } from '#shared/contact.ts';
import { DialLink } from '../dial/dial-link.tsx';
import type { Spelled } from '../messages/messages.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { type MessageKey, t } from '../ui/i18n.ts';
import { leftToRight } from '../ui/left-to-right.ts';
import { spellingOf } from '../ui/spelling.ts';

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

/** Numbers with their kinds (work, mobile, …); the looked-up one comes first. */
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
          spelled={spelled}
          isAsked={number.e164 === asked}
        />
      ))}
    </ul>
  );
}

function NumberLine({
  number,
  spelled,
  isAsked,
}: {
  number: ContactNumber;
  spelled: Spelled;
  isAsked: boolean;
}) {
  const spelling = spellingOf(spelled, number.e164);
  const text = number.extension ? t('numberWithExtension', spelling, number.extension) : spelling;
  return (
    <li class={isAsked ? 'line asked' : 'line'}>
      <span class="kind">{t(KINDS[number.kind])}</span>
      <bdi class="value number" dir="ltr">
        {text}
      </bdi>
      <DialLink e164={number.e164} spelled={spelled} text={text} />
      <CopyButton text={number.e164} label={t('copyThis', leftToRight(text))} />
    </li>
  );
}
