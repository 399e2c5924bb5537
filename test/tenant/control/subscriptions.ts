/** Shows Graph's subscriptions, sends their lifecycle events and disturbs their notifications. */
import { z } from 'zod';
import { announceLifecycle } from '../graph/announce.ts';
import { viewSubscription } from '../graph/routes/subscriptions.ts';
import { ControlFailure, notFound } from './failure.ts';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

export function listSubscriptions({ graph }: TenantParts): unknown {
  const subscriptions = graph.data.subscriptions.all().map((subscription) => ({
    ...viewSubscription(subscription),
    isImmutable: subscription.isImmutable,
    reauthorizedAt:
      subscription.reauthorizedAt === null ? null : new Date(subscription.reauthorizedAt).toISOString(),
    deliveries: subscription.deliveries,
  }));
  return { subscriptions };
}

const eventSchema = z.strictObject({
  event: z.enum(['missed', 'subscriptionRemoved', 'reauthorizationRequired']),
});

/** `subscriptionRemoved` also ends the subscription. */
export function sendLifecycleEvent({ graph }: TenantParts, id: string, body: unknown): void {
  const { event } = readBody(eventSchema, body);
  const subscription = graph.data.subscriptions.find(id);
  if (!subscription) throw notFound('subscription', id);
  if (announceLifecycle(graph.data, subscription, event)) return;
  throw new ControlFailure(409, 'no_lifecycle_url', 'This subscription has no lifecycleNotificationUrl.');
}

const switchesSchema = z.strictObject({
  drop: z.number().min(0).max(1).default(0),
  delayMs: z.number().min(0).max(14_400_000).default(0),
  duplicate: z.boolean().default(false),
  seed: z.number().int().default(1),
});

/** A switch that the request leaves out goes back to its default. */
export function disturbNotifications(parts: TenantParts, body: unknown): unknown {
  const { seed, ...switches } = readBody(switchesSchema, body);
  parts.graph.data.notifications.disturb(switches, seed);
  return tellNotifications(parts);
}

export function tellNotifications({ graph }: TenantParts): unknown {
  const { switches, totals, underWay } = graph.data.notifications;
  return { ...switches, underWay, totals };
}
