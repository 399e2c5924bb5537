import { CRON_MS } from './protocol.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What the platform retries after: an alarm whose process was killed. */
const RETRY_MS = 2_000;

/** The outside of a Durable Object whose alarms are played (import-workerd.ts). */
export interface Played {
  nextAlarm(): Promise<number | null>;
  playAlarm(): Promise<void>;
  kill(): Promise<void>;
}
export interface PlayedSource extends Played {
  sync(): Promise<void>;
  status(): Promise<{ phase: string; photos?: { waiting: number } }>;
}

/** Rings the cron and sets off each Durable Object's alarm when it is due, in order of time. */
export class Platform {
  readonly crons: number[] = [];
  afterKill: () => void = () => {};
  readonly #clock: VirtualClock;
  readonly #source: () => PlayedSource;
  readonly #directory: () => Played;
  #nextCronMs: number;
  #retryMs: number | undefined;
  #isKillWanted = false;

  /** A killed object is reached by a new stub only. */
  constructor(clock: VirtualClock, source: () => PlayedSource, directory: () => Played) {
    this.#clock = clock;
    this.#source = source;
    this.#directory = directory;
    this.#nextCronMs = Date.now();
  }

  /** Until the question is answered with yes; it is asked after each alarm. Throws when that takes too long. */
  async runUntil(isOver: () => boolean | Promise<boolean>, mostSeconds: number): Promise<void> {
    const endMs = Date.now() + mostSeconds * 1000;
    while (!(await isOver())) {
      if (Date.now() > endMs) throw new Error(`not over after ${mostSeconds} s`);
      const sourceMs = this.#retryMs ?? (await this.#source().nextAlarm()) ?? Number.POSITIVE_INFINITY;
      const directoryMs = (await this.#directory().nextAlarm()) ?? Number.POSITIVE_INFINITY;
      const firstMs = Math.min(sourceMs, directoryMs, this.#nextCronMs);
      this.#clock.moveTo(firstMs);
      if (this.#nextCronMs === firstMs) await this.#ringCron();
      else if (directoryMs === firstMs) await this.#directory().playAlarm();
      else await this.#playSource();
    }
  }

  /** Called out of an alarm: the Source loses what it has in memory. Never resolves, since nobody is left. */
  kill(): Promise<never> {
    this.#isKillWanted = true;
    return new Promise(() => {});
  }

  /** Without waiting for the next time. */
  ringNow(): void {
    this.#nextCronMs = Date.now();
  }

  /** Every picture has been looked at, and all that was found is published. */
  async isComplete(): Promise<boolean> {
    const { phase, photos } = await this.#source().status();
    return phase === 'ready' && photos?.waiting === 0;
  }

  async #ringCron(): Promise<void> {
    this.crons.push(Date.now());
    this.#nextCronMs += CRON_MS;
    await this.#source().sync();
  }

  async #playSource(): Promise<void> {
    this.#retryMs = undefined;
    this.#isKillWanted = false;
    const source = this.#source();
    let isOver = false;
    const alarm = source.playAlarm().finally(() => {
      isOver = true;
    });
    // Looked at from here, not awaited: an object must not be destroyed from within its own call.
    while (!isOver && !this.#isKillWanted) {
      await this.#clock.turn();
      if (Date.now() >= this.#nextCronMs) await this.#ringCron();
    }
    if (isOver) return await alarm;
    this.#clock.forget();
    this.afterKill();
    this.#retryMs = Date.now() + RETRY_MS;
    // Both tell of nothing but the kill itself.
    await Promise.allSettled([source.kill(), alarm]);
  }
}
