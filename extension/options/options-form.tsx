import { useEffect, useState } from 'preact/hooks';
import type { Preferences, SettingsRead } from '../settings/settings.ts';
import { requestOrigins } from '../sites/grants.ts';
import { originOf } from '../sites/site-patterns.ts';
import { t } from '../ui/i18n.ts';
import { testConnection } from './connection.ts';
import type { FormState } from './controls.tsx';
import {
  CallsGroup,
  ConnectionGroup,
  DeviceGroup,
  NumbersGroup,
  PausedGroup,
  TelephoneGroup,
} from './groups.tsx';
import { Outcome, type SaveOutcome } from './outcome.tsx';
import { RefusedAdapters } from './refused-adapters.tsx';
import { ResetButton } from './reset-button.tsx';
import { useLeaveWarning } from './use-leave-warning.ts';
import { type Draft, type FormName, toDraft, validate } from './validate.ts';

type Edits = Partial<Draft>;

/** The settings that need a press on "Save". Holds only the edits, so a change made elsewhere shows here and is not overwritten. */
export function OptionsForm({
  read,
  save,
  ask = requestOrigins,
}: {
  read: SettingsRead;
  /** Returns the settings that now apply: an emptied field falls back to the packaged value. */
  save: (values: Partial<Preferences>) => Promise<SettingsRead>;
  /** Opens the browser's permission prompt. */
  ask?: (origins: readonly string[]) => Promise<boolean>;
}) {
  const [edits, setEdits] = useState<Edits>({});
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const [isBusy, setBusy] = useState(false);
  const saved = toDraft(read.settings);
  const draft = { ...saved, ...edits };
  const hasEdits = Object.keys(differing(edits, saved)).length > 0;
  // A value that was saved, here or elsewhere, is no edit any more.
  useEffect(() => setEdits((current) => differing(current, toDraft(read.settings))), [read]);
  useLeaveWarning(hasEdits);

  const form: FormState = {
    draft,
    problems: outcome?.kind === 'invalid' ? outcome.problems : {},
    isLocked: (name) => read.locked.includes(name),
    change(name, value) {
      setEdits(differing({ ...edits, [name]: value }, saved));
      setOutcome(undefined);
    },
  };

  async function submit(keep: boolean): Promise<void> {
    const checked = validate(draft);
    if (!checked.ok) return setOutcome({ kind: 'invalid', problems: checked.problems });
    setBusy(true);
    const { workerUrl } = checked.values;
    // Before any await: the browser opens its prompt only inside the click handler.
    const asked = workerUrl ? ask([originOf(workerUrl)]).catch(() => false) : undefined;
    // Saves even when the worker does not answer: the network may be down, and no input may be lost.
    const kept = keep ? (await save(pick(checked.values, Object.keys(edits)))).settings : undefined;
    if (kept) setEdits(pick(toDraft(kept), Object.keys(edits)));
    const applies = kept ?? checked.values;
    await asked;
    const { tenantId, clientId } = read.settings;
    const hasChanged = tenantId !== applies.tenantId || clientId !== applies.clientId;
    const connection = applies.workerUrl ? await testConnection(applies) : undefined;
    const needsSignIn = keep && hasChanged && tenantId !== null;
    setOutcome({ kind: keep ? 'saved' : 'tested', connection, needsSignIn });
    setBusy(false);
  }

  async function reset(): Promise<void> {
    const names = Object.keys(saved) as FormName[];
    await save(Object.fromEntries(names.map((name) => [name, null])));
    setEdits({});
    setOutcome({ kind: 'saved', connection: undefined, needsSignIn: false });
  }

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
      <RefusedAdapters read={read} />
      <ConnectionGroup form={form} />
      <TelephoneGroup form={form} />
      <NumbersGroup form={form} />
      <CallsGroup form={form} />
      <PausedGroup form={form} />
      <DeviceGroup form={form} />
      <div class="save-bar">
        {outcome && <Outcome outcome={outcome} />}
        <div class="actions">
          <button type="submit" class="primary" disabled={isBusy}>
            {t('save')}
          </button>
          <button type="button" class="secondary" disabled={isBusy} onClick={() => void submit(false)}>
            {t('testConnection')}
          </button>
          <span role="status" class="hint">
            {isBusy ? t('asking') : hasEdits ? t('unsavedChanges') : ''}
          </span>
        </div>
      </div>
      <ResetButton reset={reset} />
    </form>
  );
}

/** The edits that differ from the saved values. */
function differing(edits: Edits, saved: Draft): Edits {
  const names = Object.keys(edits) as FormName[];
  const isEdit = (name: FormName) => JSON.stringify(edits[name]) !== JSON.stringify(saved[name]);
  return pick(edits, names.filter(isEdit));
}

/** Keeps only the values with the given names. */
function pick<T extends object>(values: T, names: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))) as Partial<T>;
}
