import type { ExplainAnswer } from '#shared/api.ts';
import { type MessageKey, t, tCount } from '../ui/i18n.ts';
import { leftToRight } from '../ui/left-to-right.ts';
import { stepText } from './step-text.ts';

type Reading = ExplainAnswer['readings'][number];
type Verdict = ExplainAnswer['company'][number];

/** How a look-up came to its answer: the readings of the text, the sources asked, the nearest companies. */
export function Explanation({ text, answer }: { text: string; answer: ExplainAnswer }) {
  const { readings, match, company } = answer;
  if (readings.length === 0) return <p class="banner">{t('explainNoNumber', leftToRight(text))}</p>;
  return (
    <>
      <p class={match === 'none' ? 'banner' : 'banner good'}>{t(VERDICTS[match])}</p>
      <ol class="readings">
        {readings.map((reading) => (
          <ReadingView
            key={reading.e164 + reading.as + (reading.readAt.source?.id ?? '')}
            reading={reading}
          />
        ))}
      </ol>
      {company.length > 0 && (
        <>
          <h3>{t('explainNearest')}</h3>
          <ul class="verdicts">
            {company.map((verdict) => (
              <li key={verdict.source.id}>
                <strong>
                  <bdi>{verdict.source.name}</bdi>
                </strong>
                {': '}
                {verdictText(verdict)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const VERDICTS = {
  exact: 'explainExact',
  company: 'explainCompany',
  none: 'explainNone',
} as const satisfies Record<ExplainAnswer['match'], MessageKey>;

const READINGS = {
  international: 'readAsInternational',
  internal: 'readAsInternal',
  'tie-line': 'readAsTieLine',
  local: 'readAsLocal',
  national: 'readAsNational',
  'national-without-prefix': 'readAsNationalWithoutPrefix',
  'international-without-plus': 'readAsInternationalWithoutPlus',
  'outside-line': 'readAsOutsideLine',
} as const satisfies Record<Reading['as'], MessageKey>;

function ReadingView({ reading }: { reading: Reading }) {
  const { as, e164, extension, steps, readAt, asked } = reading;
  return (
    <li class={asked.some(({ contacts }) => contacts.length > 0) ? 'reading found' : 'reading'}>
      <p class="reading-number">
        <bdi dir="ltr" class="number">
          {e164}
        </bdi>
        {extension !== undefined && <span> {t('explainExtension', leftToRight(extension))}</span>}{' '}
        <span>{t(READINGS[as])}</span>
      </p>
      <p class="reading-place">{placeText(readAt)}</p>
      {steps.length > 0 && (
        <table>
          <caption class="off-screen">{t('explainSteps')}</caption>
          <tbody>
            {steps.map(({ code, before, after }) => (
              <tr key={code + before}>
                <th scope="row">{stepText(code)}</th>
                <td>
                  <bdi dir="ltr">{before}</bdi>
                </td>
                <td>
                  <span aria-hidden="true">→ </span>
                  <bdi dir="ltr">{after}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {asked.length === 0 ? (
        <p class="reading-place">{t('explainNotAsked')}</p>
      ) : (
        <ul>
          {asked.map(({ source, contacts }) => (
            <li key={source.id}>
              <bdi>{source.name}</bdi>
              {': '}
              {contacts.length === 0
                ? t('explainNobody')
                : tCount('explainOneCarries', 'explainManyCarry', contacts.length)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function placeText({ source, country, area, main, outside }: Reading['readAt']): string {
  const facts = [
    country,
    area !== undefined && `${t('fieldArea')} ${leftToRight(area)}`,
    main !== undefined && `${t('fieldMain')} ${leftToRight(main)}`,
    outside !== undefined && `${t('fieldOutside')} ${leftToRight(outside)}`,
  ].filter((fact) => fact !== false);
  return source
    ? t('explainBySource', source.name, facts.join(', '))
    : t('explainByReader', facts.join(', '));
}

const OUTCOMES = {
  matched: 'nearMatched',
  off: 'nearOff',
  nobody_near: 'nearNobody',
  too_little_in_common: 'nearTooLittle',
  too_many_digits_differ: 'nearTooManyDiffer',
  outside_trunk: 'nearOutsideTrunk',
  somebody_else_nearer: 'nearSomebodyElse',
  no_company: 'nearNoCompany',
  several_companies: 'nearSeveral',
  single_number: 'nearSingle',
} as const satisfies Record<Verdict['outcome'], MessageKey>;

function verdictText({ outcome, commonDigits, droppedDigits }: Verdict): string {
  return t(OUTCOMES[outcome], String(commonDigits ?? ''), String(droppedDigits ?? ''));
}
