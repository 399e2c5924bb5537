/** Delivers notifications, with the losses, delays and repetitions that the control surface orders. */
import { type Random, randomOf } from '../company/random.ts';
import type { SendRequest } from './handshake.ts';
import type { Sleep } from './sleep.ts';
import type { DeliveryCounts, Subscription } from './subscriptions.ts';

/** Graph tries for four hours; here four tries are enough to see that it does. */
const RETRY_AFTER_MS = [1_000, 5_000, 25_000];
const PATIENCE_MS = 3_000;

export interface DeliverySwitches {
  /** Share of the notifications that are never sent, 0 to 1. */
  drop: number;
  delayMs: number;
  /** Each is sent twice. */
  duplicate: boolean;
}

const UNDISTURBED: DeliverySwitches = { drop: 0, delayMs: 0, duplicate: false };

export class Notifications {
  readonly totals: DeliveryCounts = { attempts: 0, delivered: 0, failed: 0, dropped: 0 };
  #switches = UNDISTURBED;
  #random: Random = randomOf('notifications');
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #send: SendRequest;
  readonly #sleep: Sleep;

  constructor(send: SendRequest, sleep: Sleep) {
    this.#send = send;
    this.#sleep = sleep;
  }

  get switches(): DeliverySwitches {
    return { ...this.#switches };
  }

  /** `seed` alone decides which notifications are lost. */
  disturb(switches: Partial<DeliverySwitches>, seed = 1): void {
    this.#switches = { ...UNDISTURBED, ...switches };
    this.#random = randomOf('notifications', seed);
  }

  /** Sends one item of a notification's `value`; nobody waits for it. */
  deliver(subscription: Subscription, url: string, item: object): void {
    const { drop, delayMs, duplicate } = this.#switches;
    if (this.#random() < drop) {
      this.#count(subscription, 'dropped');
      return;
    }
    for (let copies = duplicate ? 2 : 1; copies > 0; copies--) {
      const delivery = this.#tryUntilTaken(subscription, url, item, delayMs);
      this.#underWay.add(delivery);
      void delivery.finally(() => this.#underWay.delete(delivery));
    }
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  /** Resolves when every notification was delivered or given up. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Gives up all notifications that have not been delivered. */
  close(): void {
    this.#closing.abort();
  }

  async #tryUntilTaken(
    subscription: Subscription,
    url: string,
    item: object,
    delayMs: number,
  ): Promise<void> {
    for (const waitMs of [delayMs, ...RETRY_AFTER_MS]) {
      if (waitMs > 0) await this.#sleep(waitMs, this.#closing.signal);
      if (this.#closing.signal.aborted) return;
      this.#count(subscription, 'attempts');
      if (await this.#isTaken(url, item)) return this.#count(subscription, 'delivered');
    }
    this.#count(subscription, 'failed');
  }

  async #isTaken(url: string, item: object): Promise<boolean> {
    try {
      const response = await this.#send(
        new Request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify({ value: [item] }),
          redirect: 'manual',
          signal: AbortSignal.timeout(PATIENCE_MS),
        }),
      );
      await response.body?.cancel();
      return response.ok;
    } catch {
      // No answer, or a late one: tried again like any refusal.
      return false;
    }
  }

  #count(subscription: Subscription, what: keyof DeliveryCounts): void {
    this.totals[what]++;
    subscription.deliveries[what]++;
  }
}
