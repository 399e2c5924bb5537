/** The facts of a source that decide whether Graph can send notifications for it. */
type WatchableSource = { readonly id: string } & (
  | { readonly kind: 'shared-mailbox'; readonly mailbox: string }
  | { readonly kind: 'users' | 'org-contacts' }
);

/** What Graph should watch, and where it sends notifications. Any change leads to a new subscription. */
export interface WatchTarget {
  readonly resource: string;
  readonly changeType: string;
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string;
  /** With a delegated account, Graph sends notifications only for the person's own mailbox and refuses others for good. */
  readonly isDelegated: boolean;
}

/** Undefined when Graph offers no notifications for the source, or the worker has no public address. */
export function watchTarget(
  source: WatchableSource,
  options: { publicUrl: string | undefined; isDelegated: boolean },
): WatchTarget | undefined {
  const topic = topicOf(source);
  if (!topic || options.publicUrl === undefined) return undefined;
  const notificationUrl = `${options.publicUrl}/v1/notifications/${source.id}`;
  return {
    ...topic,
    notificationUrl,
    lifecycleNotificationUrl: `${notificationUrl}/lifecycle`,
    isDelegated: options.isDelegated,
  };
}

function topicOf(source: WatchableSource): { resource: string; changeType: string } | undefined {
  switch (source.kind) {
    case 'shared-mailbox':
      // Watch the whole mailbox: Microsoft's documentation contradicts itself on watching a single folder.
      return { resource: `/users/${source.mailbox}/contacts`, changeType: 'created,updated,deleted' };
    case 'users':
      // Graph reports a new user as updated.
      return { resource: 'users', changeType: 'updated,deleted' };
    case 'org-contacts':
      return undefined;
  }
}
