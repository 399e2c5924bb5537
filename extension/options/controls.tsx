import { requestOrigins } from '../sites/grants.ts';
import { originsOf } from '../sites/site-patterns.ts';
import { type MessageKey, t } from '../ui/i18n.ts';
import { SiteList } from '../ui/site-list.tsx';
import { describedBy, Field } from './field.tsx';
import type { Draft, FormName, Problems, TextName } from './validate.ts';

/** The form's state and actions, for its controls. */
export interface FormState {
  draft: Draft;
  problems: Problems;
  isLocked(name: FormName): boolean;
  change<N extends FormName>(name: N, value: Draft[N]): void;
}

interface Words {
  label: MessageKey;
  help: MessageKey;
}

export function TextControl({
  form,
  name,
  label,
  help,
  sample,
  inputMode = 'text',
}: Words & { form: FormState; name: TextName; sample: string; inputMode?: 'text' | 'url' | 'tel' }) {
  const key = form.problems[name];
  const problem = key && t(key);
  const isLocked = form.isLocked(name);
  return (
    <Field id={name} label={t(label)} help={t(help)} problem={problem} isLocked={isLocked}>
      <input
        {...describedBy(name, problem)}
        type="text"
        inputMode={inputMode}
        autocomplete="off"
        spellcheck={false}
        dir="ltr"
        placeholder={sample}
        disabled={isLocked}
        value={form.draft[name]}
        onInput={(event) => form.change(name, event.currentTarget.value)}
      />
    </Field>
  );
}

type ChoiceName = 'country' | 'language' | 'numberFormat' | 'marking' | 'callHandler';

/** A choice among several values, as a drop-down list. */
export function ChoiceControl<N extends ChoiceName>({
  form,
  name,
  label,
  help,
  choices,
}: Words & { form: FormState; name: N; choices: readonly { value: Draft[N]; text: string }[] }) {
  const isLocked = form.isLocked(name);
  return (
    <Field id={name} label={t(label)} help={t(help)} problem={undefined} isLocked={isLocked}>
      <select
        {...describedBy(name)}
        disabled={isLocked}
        value={form.draft[name]}
        onChange={(event) => {
          const chosen = choices[event.currentTarget.selectedIndex];
          if (chosen) form.change(name, chosen.value);
        }}
      >
        {choices.map(({ value, text }) => (
          <option key={value} value={value} selected={value === form.draft[name]}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function SwitchControl({
  form,
  name,
  label,
  help,
}: Words & { form: FormState; name: 'offline' | 'recents' }) {
  const isLocked = form.isLocked(name);
  return (
    <div class="field switch">
      <input
        {...describedBy(name)}
        type="checkbox"
        disabled={isLocked}
        checked={form.draft[name]}
        onChange={(event) => form.change(name, event.currentTarget.checked)}
      />
      <label for={name}>{t(label)}</label>
      <p id={`${name}-help`} class="help">
        {t(help)} {isLocked && <strong>{t('setByOrganisation')}</strong>}
      </p>
    </div>
  );
}

export function SitesControl({
  form,
  name,
  label,
  help,
}: Words & { form: FormState; name: 'softphones' | 'blockedSites' }) {
  const sites = form.draft[name];
  return (
    <SiteList
      id={name}
      label={t(label)}
      help={t(help)}
      sites={sites}
      isLocked={form.isLocked(name)}
      add={(site) => {
        // The softphone script runs only on granted sites.
        if (name === 'softphones') void requestOrigins(originsOf(site));
        form.change(name, [...sites, site]);
      }}
      remove={(site) =>
        form.change(
          name,
          sites.filter((other) => other !== site),
        )
      }
    />
  );
}
