import { browser } from 'wxt/browser';
import type { Failure } from '#shared/failure.ts';
import { ok, type Result } from '#shared/result.ts';
import type { WorkerClient } from '../api/api-client.ts';
import type { Session } from '../auth/session.ts';
import type { OfflineState } from '../messages/offline-state.ts';
import type { SettingsRead } from '../settings/settings.ts';
import { watchSettings, writePreferences } from '../settings/settings-store.ts';
import { placeOf } from '../settings/telephone.ts';
import { createOfflineCopy, type Owner } from './offline-copy.ts';
import { createDirectoryWithCopy, type DirectoryWithCopy } from './offline-directory.ts';
import { createOfflineSchedule } from './offline-schedule.ts';
import { createOfflineStore } from './offline-store.ts';

export interface Offline {
  directory: DirectoryWithCopy;
  /** To be told of every sign-in. */
  signedIn(): void;
  forget(): Promise<void>;
  read(): Promise<Result<OfflineState, Failure>>;
  refresh(): Promise<Result<OfflineState, Failure>>;
  /** Deletes the copy and switches the setting off. A policy can still demand a copy. */
  remove(): Promise<Result<OfflineState, Failure>>;
}

/** Wires the offline copy. Registers its listeners synchronously, or events that wake the background would be lost. */
export function startOffline(options: {
  worker: WorkerClient;
  session: Session;
  readSettings: () => Promise<SettingsRead>;
}): Offline {
  const { worker, session, readSettings } = options;

  async function owner(): Promise<Owner | undefined> {
    const { offline, workerUrl, tenantId, clientId } = (await readSettings()).settings;
    if (!offline || !workerUrl || !tenantId || !clientId) return undefined;
    return { worker: workerUrl, tenant: tenantId, client: clientId };
  }

  const copy = createOfflineCopy({
    store: createOfflineStore(),
    owner,
    async person() {
      const token = await session.accessToken({ fresh: true });
      return token.ok ? await session.person() : token;
    },
    readOffline: () => worker.ask('offline', {}),
    readBlock: (source, hash) => worker.ask('offlineBlock', { path: { source, hash } }),
    estimate: () => navigator.storage.estimate(),
    now: Date.now,
    wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  });
  const schedule = createOfflineSchedule(browser.alarms, copy.refresh);

  let tended = '';
  async function settingsChanged(): Promise<void> {
    const now = JSON.stringify((await owner()) ?? null);
    if (now === tended) return;
    tended = now;
    await schedule.tend();
  }

  watchSettings(() => void settingsChanged());
  browser.runtime.onStartup.addListener(() => void schedule.tend());
  browser.alarms.onAlarm.addListener(({ name }) => void schedule.ring(name));

  return {
    directory: createDirectoryWithCopy({
      worker,
      copy,
      person: () => session.person(),
      place: async () => placeOf((await readSettings()).settings),
      now: Date.now,
    }),
    signedIn: () => void schedule.tend(),
    forget: copy.wipe,
    read: async () => ok(await copy.state()),
    refresh: async () => ok(await schedule.tend()),
    async remove() {
      await copy.wipe();
      await writePreferences({ offline: false });
      return ok(await copy.state());
    },
  };
}
