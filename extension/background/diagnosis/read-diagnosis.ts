import { browser } from 'wxt/browser';
import { API_VERSION } from '#shared/api.ts';
import type { DirectoryWithCopy } from '../../offline/offline-directory.ts';
import type { Offline } from '../../offline/start-offline.ts';
import type { SettingsRead } from '../../settings/settings.ts';
import { readGrants } from '../../sites/grants.ts';
import { makeDiagnosis } from './diagnosis.ts';
import type { ErrorLog } from './error-log.ts';

/** Gathers what the report is made of. */
export async function readDiagnosis(options: {
  readSettings: () => Promise<SettingsRead>;
  directory: Pick<DirectoryWithCopy, 'person'>;
  offline: Pick<Offline, 'read'>;
  log: ErrorLog;
}): Promise<string> {
  const read = await options.readSettings();
  const [grants, platform, person, copy, logged] = await Promise.all([
    readGrants(read.settings),
    browser.runtime.getPlatformInfo(),
    options.directory.person(),
    options.offline.read(),
    options.log.read(),
  ]);
  return makeDiagnosis({
    madeAt: Date.now(),
    version: browser.runtime.getManifest().version,
    contract: API_VERSION,
    userAgent: navigator.userAgent,
    system: `${platform.os} ${platform.arch}`,
    read,
    grants,
    session: person.ok ? 'signed_in' : person.failure.code,
    lastTest: logged.lastTest,
    offline: copy.ok ? copy.value : { phase: 'none', failure: copy.failure },
    errors: logged.errors,
  });
}
