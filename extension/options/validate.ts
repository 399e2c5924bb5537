import { isGuid, type PreferenceName, type Preferences, preferences, readWorkerUrl } from '../settings.ts';
import type { MessageKey } from '../ui/i18n.ts';

/** What the person typed, before it is settings. Pure. */

export type TextPreference = 'workerUrl' | 'tenantId' | 'clientId' | 'country' | 'area' | 'main' | 'outside';
export type TextPreferences = Pick<Preferences, TextPreference>;
export type Draft = Record<TextPreference, string>;

export function toDraft(values: TextPreferences): Draft {
  return {
    workerUrl: values.workerUrl ?? '',
    tenantId: values.tenantId ?? '',
    clientId: values.clientId ?? '',
    country: values.country ?? '',
    area: values.area ?? '',
    main: values.main ?? '',
    outside: values.outside ?? '',
  };
}

export type Validation =
  | { ok: true; values: TextPreferences }
  | { ok: false; problems: Partial<Record<PreferenceName, MessageKey>> };

/** Empty fields are allowed: then the packaged value applies. */
export function validate(draft: Draft): Validation {
  const workerText = draft.workerUrl.trim();
  const workerUrl = readWorkerUrl(workerText);
  const tenantId = draft.tenantId.trim().toLowerCase();
  const clientId = draft.clientId.trim().toLowerCase();
  const problems: Partial<Record<PreferenceName, MessageKey>> = {};
  if (workerText && !workerUrl) problems.workerUrl = workerProblem(workerText);
  if (tenantId && !isGuid(tenantId)) problems.tenantId = 'problemTenantId';
  if (clientId && !isGuid(clientId)) problems.clientId = 'problemClientId';
  if (draft.country && !/^[A-Z]{2}$/.test(draft.country)) problems.country = 'problemCountry';
  const telephone = {
    country: draft.country || null,
    area: draft.area.trim() || null,
    main: draft.main.trim() || null,
    outside: draft.outside.trim() || null,
  };
  const { area, main, outside } = preferences.shape;
  if (!area.safeParse(telephone.area).success) problems.area = 'problemArea';
  if (!outside.safeParse(telephone.outside).success) problems.outside = 'problemOutside';
  if (!main.safeParse(telephone.main).success) problems.main = 'problemMain';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    values: {
      workerUrl: workerUrl ?? null,
      tenantId: tenantId || null,
      clientId: clientId || null,
      ...telephone,
    },
  };
}

function workerProblem(text: string): MessageKey {
  if (!URL.canParse(text)) return 'problemWorkerUrl';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'problemWorkerUrl';
  return url.protocol === 'http:' ? 'problemWorkerHttp' : 'problemWorkerUrl';
}
