/** Turns changes in the tenant into notifications. */
import type { GraphData } from './call.ts';
import { etagOf } from './contact-view.ts';
import type { DirectoryEvent } from './directory-log.ts';
import type { MailboxChange } from './mailbox.ts';
import type { ChangeType, Subscription } from './subscriptions.ts';

const CONTACT_CHANGES = { added: 'created', changed: 'updated', removed: 'deleted' } as const;
/** Graph reports both new and softly deleted users as updated: https://learn.microsoft.com/graph/change-notifications-overview */
const USER_CHANGES = { changed: 'updated', removed: 'updated', purged: 'deleted' } as const;

export type LifecycleEvent = 'missed' | 'subscriptionRemoved' | 'reauthorizationRequired';

export function announceContact(data: GraphData, change: MailboxChange): void {
  const { mailbox, contact, kind, mutableId } = change;
  const changeType = CONTACT_CHANGES[kind];
  const watched = { kind: 'contacts', ownerId: mailbox.ownerId } as const;
  for (const subscription of data.subscriptions.watching(watched, changeType)) {
    const id = subscription.isImmutable ? mailbox.idOf(contact, true) : mutableId;
    const resource = `Users/${mailbox.ownerId}/Contacts/${id}`;
    send(data, subscription, changeType, resource, {
      '@odata.type': '#Microsoft.Graph.Contact',
      '@odata.id': resource,
      '@odata.etag': etagOf(mailbox, contact),
      id,
    });
  }
}

export function announceUser(data: GraphData, event: DirectoryEvent): void {
  const changeType = USER_CHANGES[event.kind];
  for (const subscription of data.subscriptions.watching({ kind: 'users' }, changeType)) {
    const resource = `Users/${event.id}`;
    send(data, subscription, changeType, resource, {
      '@odata.type': '#Microsoft.Graph.User',
      '@odata.id': resource,
      id: event.id,
      organizationId: data.model.id,
      sequenceNumber: event.sequence,
    });
  }
}

/** False: the subscription has no address for such events. */
export function announceLifecycle(
  data: GraphData,
  subscription: Subscription,
  event: LifecycleEvent,
): boolean {
  const { lifecycleNotificationUrl } = subscription;
  if (lifecycleNotificationUrl === null) return false;
  if (event === 'subscriptionRemoved') data.subscriptions.remove(subscription.id);
  const item = { ...origin(data, subscription), lifecycleEvent: event };
  data.notifications.deliver(subscription, lifecycleNotificationUrl, item);
  return true;
}

function send(
  data: GraphData,
  subscription: Subscription,
  changeType: ChangeType,
  resource: string,
  resourceData: object,
): void {
  const item = { ...origin(data, subscription), changeType, resource, resourceData };
  data.notifications.deliver(subscription, subscription.notificationUrl, item);
}

function origin(data: GraphData, subscription: Subscription): object {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: new Date(subscription.expiresAt).toISOString(),
    clientState: subscription.clientState,
    tenantId: data.model.id,
  };
}
