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

/** Everything that waits for "Save". Holds only what was edited: what changes elsewhere meanwhile shows, and is not overwritten. */
export function OptionsForm({
  read,
  save,
  ask = requestOrigins,
}: {
  read: SettingsRead;
  /** Answers what applies from now on: an emptied field falls back to the packaged value. */
  save: (values: Partial<Preferences>) => Promise<SettingsRead>;
  /** Opens the browser's question. */
  ask?: (origins: readonly string[]) => Promise<boolean>;
}) {
  const [edits, setEdits] = useState<Edits>({});
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const [isBusy, setBusy] = useState(false);
  const saved = toDraft(read.settings);
  const draft = { ...saved, ...edits };
  const hasEdits = Object.keys(differing(edits, saved)).length > 0;
  // Once saved, here or elsewhere, it is no edit any more.
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
    // First of all: the browser asks only straight from the press.
    const asked = workerUrl ? ask([originOf(workerUrl)]).catch(() => false) : undefined;
    // Saved even when the worker does not answer now: it may be the network, and nothing typed shall be lost.
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

/** The edits that are not what is saved anyway. */
function differing(edits: Edits, saved: Draft): Edits {
  const names = Object.keys(edits) as FormName[];
  const isEdit = (name: FormName) => JSON.stringify(edits[name]) !== JSON.stringify(saved[name]);
  return pick(edits, names.filter(isEdit));
}

/** Of these values those of the names. */
function pick<T extends object>(values: T, names: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))) as Partial<T>;
}
