/** The kinds of source, as far as Graph can tell of changes in them. */
type WatchableSource = { readonly id: string } & (
  | { readonly kind: 'shared-mailbox'; readonly mailbox: string }
  | { readonly kind: 'users' | 'org-contacts' }
);

/** What Graph is asked to tell of, and where to. When any of it changes, a new subscription is made. */
export interface WatchTarget {
  readonly resource: string;
  readonly changeType: string;
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string;
  /** Signed in as a person: Graph then tells of that person's own mailbox alone, and refuses any other for good. */
  readonly isDelegated: boolean;
}

/** Undefined when Graph cannot tell of the source, or has no address to tell it to. */
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
      // The whole mailbox: whether a single folder can be watched is documented both ways.
      return { resource: `/users/${source.mailbox}/contacts`, changeType: 'created,updated,deleted' };
    case 'users':
      // Graph reports a new user as updated.
      return { resource: 'users', changeType: 'updated,deleted' };
    case 'org-contacts':
      return undefined;
  }
}
