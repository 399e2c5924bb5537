import { useMemo, useState } from 'preact/hooks';
import type { PreferenceName, SettingsRead } from '../settings.ts';
import { t } from '../ui/i18n.ts';
import { testConnection } from './connection.ts';
import { listCountries } from './countries.ts';
import { describedBy, Field } from './field.tsx';
import { Outcome, type SaveOutcome } from './outcome.tsx';
import { type Draft, type TextPreference, type TextPreferences, toDraft, validate } from './validate.ts';

const CONNECTION_FIELDS = [
  {
    name: 'workerUrl',
    label: 'fieldWorkerUrl',
    help: 'helpWorkerUrl',
    sample: 'https://ringcard.example.com',
  },
  {
    name: 'tenantId',
    label: 'fieldTenantId',
    help: 'helpTenantId',
    sample: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'clientId',
    label: 'fieldClientId',
    help: 'helpClientId',
    sample: '00000000-0000-0000-0000-000000000000',
  },
] as const;

const TELEPHONE_FIELDS = [
  { name: 'area', label: 'fieldArea', help: 'helpArea', sample: '030' },
  { name: 'main', label: 'fieldMain', help: 'helpMain', sample: '+49 30 23125' },
  { name: 'outside', label: 'fieldOutside', help: 'helpOutside', sample: '0' },
] as const;

type TextField = (typeof CONNECTION_FIELDS | typeof TELEPHONE_FIELDS)[number];

const INPUT_MODES: Partial<Record<PreferenceName, 'url' | 'tel'>> = {
  workerUrl: 'url',
  area: 'tel',
  main: 'tel',
  outside: 'tel',
};

export function OptionsForm({
  read,
  save,
}: {
  read: SettingsRead;
  /** Answers what applies from now on: an emptied field falls back to the packaged value. */
  save: (values: TextPreferences) => Promise<SettingsRead>;
}) {
  const [saved, setSaved] = useState<TextPreferences>(read.settings);
  const [draft, setDraft] = useState<Draft>(() => toDraft(read.settings));
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const [isBusy, setBusy] = useState(false);
  const countries = useMemo(listCountries, []);
  const problems = outcome?.kind === 'invalid' ? outcome.problems : {};

  const change = (name: TextPreference, value: string) => {
    setDraft({ ...draft, [name]: value });
    setOutcome(undefined);
  };

  async function submit(keep: boolean): Promise<void> {
    const checked = validate(draft);
    if (!checked.ok) return setOutcome({ kind: 'invalid', problems: checked.problems });
    setBusy(true);
    // Saved even when the worker does not answer now: it may be the network, and nothing typed shall be lost.
    const applies = keep ? (await save(checked.values)).settings : checked.values;
    const connection = applies.workerUrl ? await testConnection(applies) : undefined;
    const hasChanged = saved.tenantId !== applies.tenantId || saved.clientId !== applies.clientId;
    if (keep) {
      setDraft(toDraft(applies));
      setSaved(applies);
    }
    const needsSignIn = keep && hasChanged && saved.tenantId !== null;
    setOutcome({ kind: keep ? 'saved' : 'tested', connection, needsSignIn });
    setBusy(false);
  }

  const textField = ({ name, label, help, sample }: TextField) => {
    const key = problems[name];
    const problem = key && t(key);
    return (
      <Field key={name} id={name} label={t(label)} help={t(help)} problem={problem}>
        <input
          {...describedBy(name, problem)}
          type="text"
          inputMode={INPUT_MODES[name] ?? 'text'}
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          placeholder={sample}
          value={draft[name]}
          onInput={(event) => change(name, event.currentTarget.value)}
        />
      </Field>
    );
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(true);
      }}
    >
      {read.replaced.length > 0 && (
        <p class="banner warning" role="alert">
          {t('settingsReplaced')}
        </p>
      )}
      {CONNECTION_FIELDS.map(textField)}
      <Field id="country" label={t('fieldCountry')} help={t('helpCountry')} problem={undefined}>
        <select
          {...describedBy('country', undefined)}
          value={draft.country}
          onChange={(event) => change('country', event.currentTarget.value)}
        >
          <option value="">{t('countryOfBrowser')}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      {TELEPHONE_FIELDS.map(textField)}
      <div class="actions">
        <button type="submit" class="primary" disabled={isBusy}>
          {t('save')}
        </button>
        <button type="button" class="secondary" disabled={isBusy} onClick={() => void submit(false)}>
          {t('testConnection')}
        </button>
        {isBusy && <span role="status">{t('asking')}</span>}
      </div>
      {outcome && <Outcome outcome={outcome} />}
    </form>
  );
}
