import type { OfflineState } from '../messages/offline-state.ts';

/** When the copy is refreshed: hourly, after sign-in, after a change of the settings, and soon again when one was cut short. */

export interface Alarms {
  create(name: string, when: { delayInMinutes: number; periodInMinutes?: number }): unknown;
  clear(name: string): unknown;
}

const HOURLY = 'offline-hourly';
const SOON = 'offline-soon';
const PERIOD_MINUTES = 60;
const SOON_MINUTES = 5;

export interface OfflineSchedule {
  /** The settings, the policy or the person may have changed: begins, goes on or ends. */
  tend(): Promise<OfflineState>;
  /** True for alarms of ours, which are obeyed. */
  ring(name: string): boolean;
}

export function createOfflineSchedule(alarms: Alarms, refresh: () => Promise<OfflineState>): OfflineSchedule {
  async function tend(): Promise<OfflineState> {
    // Should the background die in the middle, it goes on then.
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
