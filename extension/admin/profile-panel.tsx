import { useEffect, useState } from 'preact/hooks';
import { type NumbersAnswer, numbersAnswer, type SourcesAnswer, sourcesAnswer } from '#shared/admin-api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import { askWorker } from '../ui/ask-worker.ts';
import { type MessageKey, t } from '../ui/i18n.ts';
import { NumberReport } from './number-report.tsx';
import {
  type Dialling,
  fromDraft,
  PROFILE_FIELDS,
  type ProfileDraft,
  type ProfileField,
  toDraft,
} from './profile-draft.ts';
import { ReadWhole } from './read-whole.tsx';
import { Trouble } from './trouble.tsx';

const LABELS = {
  area: { label: 'fieldArea', sample: '30' },
  trunk: { label: 'fieldMain', sample: '+49 30 23125' },
  least: { label: 'profileLeast', sample: '2' },
  most: { label: 'profileMost', sample: '4' },
  outside: { label: 'fieldOutside', sample: '0' },
} as const satisfies Record<ProfileField, { label: MessageKey; sample: string }>;

const EMPTY = toDraft({});

/** A dry run of a source's dialling profile over its real contacts. Changes nothing at Microsoft 365 or in the index. */
export function ProfilePanel() {
  const [sources, setSources] = useState<Result<SourcesAnswer, Failure>>();
  const [source, setSource] = useState('');
  const [report, setReport] = useState<Result<NumbersAnswer, Failure>>();
  const [draft, setDraft] = useState<ProfileDraft>(EMPTY);
  const [wrong, setWrong] = useState<ProfileField[]>([]);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    void askWorker('listSources', {}, sourcesAnswer).then((read) => {
      setSources(read);
      setSource((read.ok && read.value.sources[0]?.id) || '');
    });
  }, []);

  async function run(dialling: Dialling | undefined): Promise<void> {
    setBusy(true);
    const trial = { path: { id: source }, ...(dialling && { body: { dialling } }) };
    const result = await askWorker('tryNumbers', trial, numbersAnswer);
    setReport(result);
    if (result.ok) setDraft(toDraft(result.value.dialling));
    setBusy(false);
  }

  function choose(id: string): void {
    setSource(id);
    setReport(undefined);
    setWrong([]);
  }

  const tried = report?.ok && report.value.source === source ? report.value : undefined;
  const tryAgain = () => {
    const read = fromDraft(draft, tried?.dialling ?? {});
    setWrong(read.ok ? [] : read.wrong);
    if (read.ok) void run(read.dialling);
  };

  if (sources && !sources.ok && sources.failure.code === 'admin_only') return null;
  return (
    <section aria-labelledby="profile-title">
      <h2 id="profile-title">{t('profileTitle')}</h2>
      <p class="lead">{t('profileLead')}</p>
      {sources && !sources.ok && <Trouble failure={sources.failure} />}
      {sources?.ok && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run(undefined);
          }}
        >
          <div class="asking">
            <label for="profile-source">{t('profileSource')}</label>
            <select
              id="profile-source"
              value={source}
              disabled={isBusy}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              {sources.value.sources.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <button type="submit" class="primary" disabled={isBusy || source === ''}>
              {t('profileTry')}
            </button>
          </div>
        </form>
      )}
      {sources?.ok && <ReadWhole source={sources.value.sources.find(({ id }) => id === source)} />}
      <div role="status">
        {isBusy && <p>{t('profileReading')}</p>}
        {!isBusy && tried && <NumberReport report={tried} />}
      </div>
      {!isBusy && report && !report.ok && <Trouble failure={report.failure} />}
      {tried && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            tryAgain();
          }}
        >
          <h3>{t('profileChange')}</h3>
          <div class="fields">
            {PROFILE_FIELDS.map((name) => (
              <div key={name} class={wrong.includes(name) ? 'field has-problem' : 'field'}>
                <label for={`profile-${name}`}>{t(LABELS[name].label)}</label>
                <input
                  id={`profile-${name}`}
                  type="text"
                  inputMode="tel"
                  autocomplete="off"
                  spellcheck={false}
                  dir="ltr"
                  aria-invalid={wrong.includes(name)}
                  placeholder={LABELS[name].sample}
                  value={draft[name]}
                  onInput={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
                />
              </div>
            ))}
          </div>
          {wrong.length > 0 && (
            <p class="problem" role="alert">
              {t('profileWrong')}
            </p>
          )}
          <div class="actions">
            <button type="submit" class="secondary" disabled={isBusy}>
              {t('profileTryThis')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
