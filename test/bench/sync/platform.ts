import { CRON_MS } from './protocol.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The platform's delay before it retries the alarm of a killed process. */
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

/** Fires the cron and each Durable Object's alarm when it is due, in order of time. */
export class Platform {
  readonly crons: number[] = [];
  afterKill: () => void = () => {};
  readonly #clock: VirtualClock;
  readonly #source: () => PlayedSource;
  readonly #publisher: () => Played;
  #nextCronMs: number;
  #retryMs: number | undefined;
  #isKillWanted = false;

  /** After a kill an object can be reached only by a new stub, so stubs come from functions. */
  constructor(clock: VirtualClock, source: () => PlayedSource, publisher: () => Played) {
    this.#clock = clock;
    this.#source = source;
    this.#publisher = publisher;
    this.#nextCronMs = Date.now();
  }

  /** Runs until `isOver`, which is asked after each alarm, says yes. Throws after `mostSeconds`. */
  async runUntil(isOver: () => boolean | Promise<boolean>, mostSeconds: number): Promise<void> {
    const endMs = Date.now() + mostSeconds * 1000;
    while (!(await isOver())) {
      if (Date.now() > endMs) throw new Error(`not over after ${mostSeconds} s`);
      const sourceMs = this.#retryMs ?? (await this.#source().nextAlarm()) ?? Number.POSITIVE_INFINITY;
      const publisherMs = (await this.#publisher().nextAlarm()) ?? Number.POSITIVE_INFINITY;
      const firstMs = Math.min(sourceMs, publisherMs, this.#nextCronMs);
      this.#clock.moveTo(firstMs);
      if (this.#nextCronMs === firstMs) await this.#ringCron();
      else if (publisherMs === firstMs) await this.#publisher().playAlarm();
      else await this.#playSource();
    }
  }

  /** Called from within an alarm: the Source loses its memory. Never resolves, because the code that would go on is dead. */
  kill(): Promise<never> {
    this.#isKillWanted = true;
    return new Promise(() => {});
  }

  /** Makes the cron due now. */
  ringNow(): void {
    this.#nextCronMs = Date.now();
  }

  /** Whether every photo has been read, and everything is published. */
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
    // Polls instead of awaiting: an object must not be destroyed from within its own call.
    while (!isOver && !this.#isKillWanted) {
      await this.#clock.turn();
      if (Date.now() >= this.#nextCronMs) await this.#ringCron();
    }
    if (isOver) return await alarm;
    this.#clock.forget();
    this.afterKill();
    this.#retryMs = Date.now() + RETRY_MS;
    // Both reject because of the kill, and with nothing else.
    await Promise.allSettled([source.kill(), alarm]);
  }
}
