import type { FailureCode } from '#shared/failure.ts';
import { errorText } from '../../diagnosis/reduce-error.ts';
import type { OfflineState } from '../../messages/offline-state.ts';
import type { Settings, SettingsRead } from '../../settings/settings.ts';
import type { Grants } from '../../sites/grants.ts';
import type { LastTest, LoggedError } from './error-log.ts';

/** The report that a person copies for an administrator: versions, states by their codes, settings as flags, the last errors. Pure. */

export interface DiagnosisFacts {
  /** Milliseconds since 1970. */
  madeAt: number;
  version: string;
  /** Version of the contract with the worker. */
  contract: number;
  userAgent: string;
  system: string;
  read: SettingsRead;
  grants: Pick<Grants, 'sites' | 'missing' | 'isWorkerMissing' | 'isOptional'>;
  session: 'signed_in' | FailureCode;
  lastTest: LastTest | undefined;
  offline: Pick<OfflineState, 'phase' | 'failure'>;
  errors: readonly LoggedError[];
}

export function makeDiagnosis(facts: DiagnosisFacts): string {
  const { read, grants, lastTest, offline } = facts;
  const { settings } = read;
  const report = {
    madeAt: timeOf(facts.madeAt),
    extension: facts.version,
    contract: facts.contract,
    browser: browserOf(facts.userAgent),
    system: facts.system,
    configured: Boolean(settings.workerUrl && settings.tenantId && settings.clientId),
    managed: read.locked,
    settings: flagsOf(settings),
    unusableSettings: read.replaced,
    refusedAdapters: read.refusedAdapters.length,
    permissions: {
      sites: grants.sites,
      worker: settings.workerUrl ? !grants.isWorkerMissing : 'unset',
      missing: grants.missing.length,
      byPackage: !grants.isOptional,
    },
    signedIn: facts.session === 'signed_in',
    session: facts.session,
    worker: lastTest ? { lastTest: lastTest.code, testedAt: timeOf(lastTest.at) } : { lastTest: 'none' },
    offline: { phase: offline.phase, failure: offline.failure?.code ?? 'none' },
    errors: facts.errors.map(({ at, where, error }) => ({
      at: timeOf(at),
      where,
      what: errorText(error).split(/\n\s*/),
    })),
  };
  return JSON.stringify(report, null, 2);
}

/** Settings with a short list of values are shown; of all others only whether they are set, or how many entries they have. */
const SHOWN = ['numberFormat', 'marking', 'callHandler', 'language', 'offline', 'recents'] as const;

function flagsOf(settings: Settings): Record<string, unknown> {
  const flags = Object.entries(settings).map(([name, value]) => [name, flagOf(value)]);
  return { ...Object.fromEntries(flags), ...Object.fromEntries(SHOWN.map((name) => [name, settings[name]])) };
}

function flagOf(value: unknown): 'set' | 'unset' | number {
  if (Array.isArray(value)) return value.length;
  return value === null ? 'unset' : 'set';
}

/** Name and version alone. Edge and Opera call themselves Chrome as well, further to the front. */
function browserOf(userAgent: string): string {
  const names = ['Edg', 'OPR', 'Firefox', 'Chrome'];
  const found = names.map((name) => new RegExp(`${name}/[\\d.]{1,20}`).exec(userAgent)?.[0]);
  return found.find((name) => name !== undefined) ?? 'unknown';
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
