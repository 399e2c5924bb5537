import type { NumbersAnswer } from '#shared/admin-api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { type MessageKey, messageLanguage, t } from '../ui/i18n.ts';

const FIGURES = [
  ['contacts', 'reportContacts'],
  ['fields', 'reportFields'],
  ['numbers', 'reportNumbers'],
  ['changed', 'reportChanged'],
  ['notUnderstood', 'reportNotUnderstood'],
  ['outsideLine', 'reportOutsideLine'],
  ['severalReadings', 'reportSeveralReadings'],
  ['digitsLost', 'reportDigitsLost'],
  ['withRemark', 'reportWithRemark'],
] as const satisfies readonly (readonly [keyof NumbersAnswer, MessageKey])[];

const PROBLEMS = {
  'not-understood': 'exampleNotUnderstood',
  'outside-line': 'exampleOutsideLine',
  'several-readings': 'exampleSeveralReadings',
  'digits-lost': 'exampleDigitsLost',
} as const satisfies Record<Problem, MessageKey>;

type Problem = NumbersAnswer['examples'][number]['problem'] | NumbersAnswer['unclear'][number]['reason'];

/** Unclear fields come first: a person has to write them anew. */
function badFields({ unclear, examples }: NumbersAnswer): { text: string; problem: Problem }[] {
  return [...unclear.map(({ text, reason }) => ({ text, problem: reason })), ...examples];
}

export function NumberReport({ report }: { report: NumbersAnswer }) {
  const count = new Intl.NumberFormat(messageLanguage());
  const bad = badFields(report);
  const configuration = JSON.stringify({ dialling: report.dialling });
  return (
    <>
      <dl class="figures">
        {FIGURES.map(([name, label]) => (
          <div key={name}>
            <dt>{t(label)}</dt>
            <dd>{count.format(report[name])}</dd>
          </div>
        ))}
      </dl>
      {report.cut && <p class="banner">{t('reportCut', count.format(report.contacts))}</p>}
      {bad.length === 0 ? (
        <p class="banner good">{t('reportAllUnderstood')}</p>
      ) : (
        <table class="examples">
          <caption>{t('reportExamples')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('reportWritten')}</th>
              <th scope="col">{t('reportProblem')}</th>
            </tr>
          </thead>
          <tbody>
            {bad.map(({ text, problem }) => (
              <tr key={text}>
                <td>
                  <bdi>{text}</bdi>
                </td>
                <td>{t(PROBLEMS[problem])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="configuration">
        <span>{t('reportConfiguration')}</span> <code dir="ltr">{configuration}</code>
        <CopyButton text={configuration} label={t('reportCopy')} />
      </p>
    </>
  );
}
