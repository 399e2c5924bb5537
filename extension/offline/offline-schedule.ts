import type { OfflineState } from '../messages/offline-state.ts';

/** Refreshes the copy hourly, after a sign-in, after a change of settings, and soon after an unfinished refresh. */

export interface Alarms {
  create(name: string, when: { delayInMinutes: number; periodInMinutes?: number }): unknown;
  clear(name: string): unknown;
}

const HOURLY = 'offline-hourly';
const SOON = 'offline-soon';
const PERIOD_MINUTES = 60;
const SOON_MINUTES = 5;

export interface OfflineSchedule {
  /** Starts, continues or ends the copy, after a possible change of settings, policy or person. */
  tend(): Promise<OfflineState>;
  /** Refreshes if the alarm is ours, and says whether it was. */
  ring(name: string): boolean;
}

export function createOfflineSchedule(alarms: Alarms, refresh: () => Promise<OfflineState>): OfflineSchedule {
  async function tend(): Promise<OfflineState> {
    // If the browser stops the background meanwhile, this alarm continues the refresh.
    await alarms.create(SOON, { delayInMinutes: SOON_MINUTES });
    const state = await refresh();
    if (state.phase === 'off') {
      await alarms.clear(SOON);
      await alarms.clear(HOURLY);
      return state;
    }
    if (!state.failure) await alarms.clear(SOON);
    await alarms.create(HOURLY, { delayInMinutes: PERIOD_MINUTES, periodInMinutes: PERIOD_MINUTES });
    return state;
  }

  return {
    tend,
    ring(name) {
      if (name !== HOURLY && name !== SOON) return false;
      void tend();
      return true;
    },
  };
}
