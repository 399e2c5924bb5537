import { useState } from 'preact/hooks';
import { type ExplainAnswer, explainAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import type { Settings } from '../settings/settings.ts';
import { askWorker } from '../ui/ask-worker.ts';
import { type MessageKey, t } from '../ui/i18n.ts';
import { Explanation } from './explanation.tsx';
import { Trouble } from './trouble.tsx';

const PLACE_FIELDS = [
  { name: 'country', label: 'fieldCountry', sample: 'DE' },
  { name: 'area', label: 'fieldArea', sample: '030' },
  { name: 'main', label: 'fieldMain', sample: '+49 30 23125' },
  { name: 'outside', label: 'fieldOutside', sample: '0' },
] as const satisfies readonly { name: string; label: MessageKey; sample: string }[];

type Draft = Record<(typeof PLACE_FIELDS)[number]['name'], string>;

/** Explains one number, step by step. The form begins with the place of the administrator's own settings. */
export function ExplainPanel({ settings }: { settings: Settings }) {
  const [number, setNumber] = useState('');
  const [place, setPlace] = useState<Draft>(() => ({
    country: settings.country ?? '',
    area: settings.area ?? '',
    main: settings.main ?? '',
    outside: settings.outside ?? '',
  }));
  const [asked, setAsked] = useState('');
  const [answer, setAnswer] = useState<Result<ExplainAnswer, Failure>>();
  const [isBusy, setBusy] = useState(false);

  async function ask(): Promise<void> {
    const text = number.trim();
    if (!text) return;
    setBusy(true);
    const result = await askWorker('explain', { query: { number: text, ...toPlace(place) } }, explainAnswer);
    setAsked(text);
    setAnswer(result);
    setBusy(false);
  }

  return (
    <section aria-labelledby="explain-title">
      <h2 id="explain-title">{t('explainTitle')}</h2>
      <p class="lead">{t('explainLead')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <div class="asking">
          <label for="explain-number">{t('explainNumber')}</label>
          <input
            id="explain-number"
            type="text"
            inputMode="tel"
            autocomplete="off"
            spellcheck={false}
            dir="ltr"
            maxLength={64}
            placeholder="089/12345-678"
            value={number}
            onInput={(event) => setNumber(event.currentTarget.value)}
          />
          <button type="submit" class="primary" disabled={isBusy || number.trim() === ''}>
            {t('explainAsk')}
          </button>
        </div>
        <details>
          <summary>{t('explainPlace')}</summary>
          <div class="fields">
            {PLACE_FIELDS.map(({ name, label, sample }) => (
              <div class="field" key={name}>
                <label for={`explain-${name}`}>{t(label)}</label>
                <input
                  id={`explain-${name}`}
                  type="text"
                  autocomplete="off"
                  spellcheck={false}
                  dir="ltr"
                  maxLength={24}
                  placeholder={sample}
                  value={place[name]}
                  onInput={(event) => setPlace({ ...place, [name]: event.currentTarget.value })}
                />
              </div>
            ))}
          </div>
        </details>
      </form>
      <div role="status">
        {isBusy && <p>{t('asking')}</p>}
        {!isBusy && answer?.ok && <Explanation text={asked} answer={answer.value} />}
      </div>
      {!isBusy && answer && !answer.ok && <Trouble failure={answer.failure} />}
    </section>
  );
}

/** Drops empty fields and invalid country codes, so that the person's own place fills in for them. */
function toPlace({ country, ...rest }: Draft): Partial<Draft> {
  const code = country.trim().toUpperCase();
  const said = Object.entries({ ...rest, country: /^[A-Z]{2}$/.test(code) ? code : '' })
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(said);
}
