import {
  isCallTemplate,
  type PreferenceName,
  type Preferences,
  preferences,
  readWorkerUrl,
  type Settings,
} from '../settings/settings.ts';
import type { MessageKey } from '../ui/i18n.ts';

/** Turns the person's input into settings. Pure. */

const TEXTS = [
  'workerUrl',
  'tenantId',
  'clientId',
  'country',
  'area',
  'main',
  'outside',
  'callTemplate',
  'language',
] as const;

/** The allowed sites are not in the form: each needs the browser's prompt at once, so they save without "Save". */
export type FormName = Exclude<PreferenceName, 'allowedSites'>;
export type TextName = (typeof TEXTS)[number];
export type FormValues = Pick<Preferences, FormName>;
/** Empty text means "not set here". */
export type Draft = Record<TextName, string> & Omit<Pick<Settings, FormName>, TextName>;
export type Problems = Partial<Record<FormName, MessageKey>>;

export function toDraft(settings: Settings): Draft {
  const { allowedSites: _, authority: __, softphoneAdapters: ___, ...own } = settings;
  const texts = TEXTS.map((name) => [name, own[name] ?? '']);
  return { ...own, ...Object.fromEntries(texts) };
}

export type Validation = { ok: true; values: FormValues } | { ok: false; problems: Problems };

/** An empty field is valid: the packaged value applies. */
export function validate(draft: Draft): Validation {
  const typed = {
    ...draft,
    workerUrl: readWorkerUrl(draft.workerUrl) ?? (draft.workerUrl.trim() || null),
    tenantId: draft.tenantId.trim().toLowerCase() || null,
    clientId: draft.clientId.trim().toLowerCase() || null,
    country: draft.country || null,
    area: draft.area.trim() || null,
    main: draft.main.trim() || null,
    outside: draft.outside.trim() || null,
    callTemplate: draft.callTemplate.trim() || null,
    language: draft.language || null,
  };
  const problems: Problems = {};
  for (const name of Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[])
    if (!preferences.shape[name].safeParse(typed[name]).success) problems[name] = PROBLEMS[name](draft[name]);
  if (typed.callHandler === 'template' && typed.callTemplate === null)
    problems.callTemplate = 'problemCallTemplateMissing';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  // A field without an entry in `PROBLEMS` cannot be typed: choices, switches and lists of sites.
  return { ok: true, values: preferences.parse({ ...typed, allowedSites: null }) };
}

const PROBLEMS = {
  workerUrl: workerProblem,
  tenantId: () => 'problemTenantId',
  clientId: () => 'problemClientId',
  country: () => 'problemCountry',
  area: () => 'problemArea',
  main: () => 'problemMain',
  outside: () => 'problemOutside',
  callTemplate: () => 'problemCallTemplate',
} as const satisfies Partial<Record<FormName, (text: string) => MessageKey>>;

function workerProblem(text: string): MessageKey {
  const trimmed = text.trim();
  return URL.canParse(trimmed) && new URL(trimmed).protocol === 'http:'
    ? 'problemWorkerHttp'
    : 'problemWorkerUrl';
}

/** The address that the button "Call" would open for a sample number; undefined while the template is invalid. */
export function exampleCall(template: string): string | undefined {
  return isCallTemplate(template.trim()) ? template.trim().replace('{number}', '%2B493023125') : undefined;
}
