import { runInDurableObject } from 'cloudflare:test';
import { appGraph } from '../../../worker/graph/app-graph.ts';
import type { GraphClient } from '../../../worker/graph/client.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { createLog } from '../../../worker/log.ts';
import type { Notification } from '../../../worker/notifications/notification.ts';
import { SubscriptionKeeper } from '../../../worker/notifications/subscription-keeper.ts';
import { watchTarget } from '../../../worker/notifications/watch-target.ts';
import { FakeSubscriptions } from './fake-subscriptions.ts';
import { sourceStub } from './source-runner.ts';
import type { World } from './world.ts';

export const PUBLIC_URL = 'https://ringcard.example';

/** The watched mailbox of the source `sales`. */
export function salesTarget(changes: { publicUrl?: string | undefined; isDelegated?: boolean } = {}) {
  const options = { publicUrl: PUBLIC_URL, isDelegated: false, ...changes };
  return watchTarget({ id: 'sales', kind: 'shared-mailbox', mailbox: 'sales@nordwind.example' }, options);
}

/** A keeper in a Source's storage, and its Graph. Each call makes a new keeper, as after an eviction. */
export class KeptSource {
  readonly subscriptions = new FakeSubscriptions();
  readonly lines: string[] = [];
  readonly #graph: GraphClient;

  constructor(world: World) {
    this.#graph = appGraph(world.configuration, new MailboxGate());
    world.microsoft.faults.push(this.subscriptions.answer);
  }

  async keep<T>(work: (keeper: SubscriptionKeeper) => T | Promise<T>): Promise<T> {
    return await runInDurableObject(sourceStub(), (_instance, { storage }) =>
      work(
        new SubscriptionKeeper(storage.sql, {
          now: () => Date.now(),
          log: createLog((line) => this.lines.push(line)),
        }),
      ),
    );
  }

  step(target = salesTarget()): Promise<void> {
    return this.keep((keeper) => keeper.step(this.#graph, target));
  }

  /** Runs the step of a source that is no longer watched. */
  stop(): Promise<void> {
    return this.keep((keeper) => keeper.step(this.#graph, undefined));
  }

  nextMs(target = salesTarget()): Promise<number | undefined> {
    return this.keep((keeper) => keeper.nextMs(target));
  }

  status() {
    return this.keep((keeper) => keeper.status());
  }

  /** Delivers notifications. Returns the due time of the run that they requested. */
  accept(...notifications: Notification[]): Promise<number | undefined> {
    return this.keep(async (keeper) => {
      await keeper.accept(notifications);
      return keeper.nextRunMs();
    });
  }

  /** Takes the requested run, if it is due. */
  takeRun(): Promise<boolean> {
    return this.keep((keeper) => keeper.takeRun());
  }

  /** A notification that Graph would send for the current subscription. */
  genuine(changes: Partial<Notification> = {}): Notification {
    const { id, clientState } = this.subscriptions.only;
    return { subscriptionId: id, clientState, ...changes };
  }
}
