import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { CALL_HANDLERS, LANGUAGES, MARKINGS, NUMBER_FORMATS } from '../settings/settings.ts';
import { type MessageKey, messageLanguage, t } from '../ui/i18n.ts';
import { ChoiceControl, type FormState, SitesControl, SwitchControl, TextControl } from './controls.tsx';
import { listCountries } from './countries.ts';
import { exampleCall } from './validate.ts';

/** The settings in the groups in which people look for them. */

const FORMATS = {
  international: 'formatInternational',
  national: 'formatNational',
  shortest: 'formatShortest',
} as const satisfies Record<(typeof NUMBER_FORMATS)[number], MessageKey>;

const MARKS = {
  underline: 'markingUnderline',
  hover: 'markingHover',
} as const satisfies Record<(typeof MARKINGS)[number], MessageKey>;

const HANDLERS = {
  tel: 'handlerTel',
  callto: 'handlerCallto',
  sip: 'handlerSip',
  teams: 'handlerTeams',
  '3cx': 'handler3cx',
  template: 'handlerTemplate',
  none: 'handlerNone',
} as const satisfies Record<(typeof CALL_HANDLERS)[number], MessageKey>;

const choicesOf = <V extends string>(values: readonly V[], words: Record<V, MessageKey>) =>
  values.map((value) => ({ value, text: t(words[value]) }));

export function Group({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

export function ConnectionGroup({ form }: { form: FormState }) {
  const id = '00000000-0000-0000-0000-000000000000';
  return (
    <Group id="group-connection" title={t('groupConnection')}>
      <TextControl
        form={form}
        name="workerUrl"
        label="fieldWorkerUrl"
        help="helpWorkerUrl"
        sample="https://ringcard.example.com"
        inputMode="url"
      />
      <TextControl form={form} name="tenantId" label="fieldTenantId" help="helpTenantId" sample={id} />
      <TextControl form={form} name="clientId" label="fieldClientId" help="helpClientId" sample={id} />
    </Group>
  );
}

export function TelephoneGroup({ form }: { form: FormState }) {
  const language = messageLanguage();
  const countries = useMemo(listCountries, [language]);
  const choices = [
    { value: '', text: t('countryOfBrowser') },
    ...countries.map(({ code, name }) => ({ value: code, text: name })),
  ];
  return (
    <Group id="group-telephone" title={t('groupTelephone')}>
      <ChoiceControl form={form} name="country" label="fieldCountry" help="helpCountry" choices={choices} />
      <TextControl form={form} name="area" label="fieldArea" help="helpArea" sample="030" inputMode="tel" />
      <TextControl
        form={form}
        name="main"
        label="fieldMain"
        help="helpMain"
        sample="+49 30 23125"
        inputMode="tel"
      />
      <TextControl
        form={form}
        name="outside"
        label="fieldOutside"
        help="helpOutside"
        sample="0"
        inputMode="tel"
      />
    </Group>
  );
}

export function NumbersGroup({ form }: { form: FormState }) {
  return (
    <Group id="group-numbers" title={t('groupNumbers')}>
      <ChoiceControl
        form={form}
        name="numberFormat"
        label="fieldNumberFormat"
        help="helpNumberFormat"
        choices={choicesOf(NUMBER_FORMATS, FORMATS)}
      />
      <ChoiceControl
        form={form}
        name="marking"
        label="fieldMarking"
        help="helpMarking"
        choices={choicesOf(MARKINGS, MARKS)}
      />
    </Group>
  );
}

export function CallsGroup({ form }: { form: FormState }) {
  const example = exampleCall(form.draft.callTemplate);
  return (
    <Group id="group-calls" title={t('groupCalls')}>
      <ChoiceControl
        form={form}
        name="callHandler"
        label="fieldCallHandler"
        help="helpCallHandler"
        choices={choicesOf(CALL_HANDLERS, HANDLERS)}
      />
      {(form.draft.callHandler === 'template' || form.draft.callTemplate !== '') && (
        <>
          <TextControl
            form={form}
            name="callTemplate"
            label="fieldCallTemplate"
            help="helpCallTemplate"
            sample="https://phone.example.com/call?to={number}"
            inputMode="url"
          />
          <p class="help example" role="status">
            {example && (
              <>
                {t('exampleCall')} <bdi dir="ltr">{example}</bdi>
              </>
            )}
          </p>
        </>
      )}
      <SitesControl form={form} name="softphones" label="fieldSoftphones" help="helpSoftphones" />
    </Group>
  );
}

export function PausedGroup({ form }: { form: FormState }) {
  return (
    <Group id="group-paused" title={t('groupPaused')}>
      <SitesControl form={form} name="blockedSites" label="fieldBlockedSites" help="helpBlockedSites" />
    </Group>
  );
}

export function DeviceGroup({ form }: { form: FormState }) {
  const choices = [
    { value: '', text: t('languageOfBrowser') },
    ...LANGUAGES.map((tag) => ({
      value: tag,
      // Each language under its own name, for people who cannot read the current one.
      text: new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag,
    })),
  ];
  return (
    <Group id="group-device" title={t('groupDevice')}>
      <ChoiceControl
        form={form}
        name="language"
        label="fieldLanguage"
        help="helpLanguage"
        choices={choices}
      />
      <SwitchControl form={form} name="offline" label="fieldOffline" help="helpOffline" />
      <SwitchControl form={form} name="recents" label="fieldRecents" help="helpRecents" />
    </Group>
  );
}
