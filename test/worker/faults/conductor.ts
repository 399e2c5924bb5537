import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test';
import { alarmAt, publisherStub, sourceStub } from '../support/source-runner.ts';
import type { VirtualTime } from './virtual-time.ts';

const CRON_MS = 5 * 60_000;

/** Plays the platform: fires the cron and each Durable Object's alarm when it is due, in order of time. */
export class Conductor {
  /** How many times each ring of the cron starts the sources; 0 means that the ring is missed. */
  ringsPerCron: (ring: number) => number = () => 1;
  afterKill: () => void = () => {};
  /** Called after each alarm. */
  afterAlarm: () => Promise<void> = async () => {};
  readonly #time: VirtualTime;
  readonly #ids: readonly string[];
  #nextCronMs: number;
  #ring = 0;
  #isKillWanted = false;

  constructor(time: VirtualTime, ids: readonly string[]) {
    this.#time = time;
    this.#ids = ids;
    this.#nextCronMs = time.now();
  }

  async runFor(seconds: number): Promise<void> {
    const endMs = this.#time.now() + seconds * 1000;
    for (;;) {
      const [first] = await this.#due();
      const firstMs = first?.atMs ?? Number.POSITIVE_INFINITY;
      const nextMs = Math.min(firstMs, this.#nextCronMs);
      if (nextMs >= endMs) break;
      this.#time.moveTo(nextMs);
      if (!first || this.#nextCronMs <= firstMs) await this.#ringCron();
      else await this.#setOff(first.stub);
    }
    this.#time.moveTo(endMs);
  }

  /**
   * Called from within an alarm: every Durable Object loses its memory at once, as when its process is killed.
   * Never resolves, because the code that would go on is dead.
   */
  kill(): Promise<never> {
    this.#isKillWanted = true;
    return new Promise(() => {});
  }

  async #setOff(stub: DurableObjectStub): Promise<void> {
    this.#isKillWanted = false;
    let isOver = false;
    const alarm = runDurableObjectAlarm(stub).finally(() => {
      isOver = true;
    });
    // This loop polls instead of awaiting: an object must not be destroyed from within its own call.
    while (!isOver && !this.#isKillWanted) await scheduler.wait(0);
    if (!isOver) {
      this.#time.forget();
      this.afterKill();
      await abortAllDurableObjects();
    }
    // The error of a killed alarm does not matter.
    await alarm.catch(() => {});
    await this.afterAlarm();
  }

  async #ringCron(): Promise<void> {
    const rings = this.ringsPerCron(this.#ring++);
    this.#nextCronMs += CRON_MS;
    for (let i = 0; i < rings; i++) await Promise.all(this.#ids.map((id) => sourceStub(id).sync()));
  }

  async #due(): Promise<{ stub: DurableObjectStub; atMs: number }[]> {
    const stubs: DurableObjectStub[] = [...this.#ids.map((id) => sourceStub(id)), publisherStub()];
    const all = await Promise.all(stubs.map(async (stub) => ({ stub, atMs: await alarmAt(stub) })));
    return all
      .flatMap(({ stub, atMs }) => (atMs === undefined ? [] : [{ stub, atMs }]))
      .sort((a, b) => a.atMs - b.atMs);
  }
}
