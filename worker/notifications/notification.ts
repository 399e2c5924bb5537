import * as z from 'zod/mini';

const notification = z.object({
  subscriptionId: z.string().check(z.minLength(1), z.maxLength(128)),
  clientState: z.string().check(z.minLength(1), z.maxLength(128)),
  tenantId: z.optional(z.string().check(z.maxLength(64))),
  /** `missed`, `subscriptionRemoved` or `reauthorizationRequired`; absent when a contact has changed. */
  lifecycleEvent: z.optional(z.string().check(z.maxLength(64))),
});

/** A notification of Graph. The changed contact is left out: a notification is a hint to look, never a source of data. */
export type Notification = z.infer<typeof notification>;

const envelope = z.object({ value: z.array(z.unknown()).check(z.maxLength(1000)) });

/** Reads the notifications in a body; undefined if it holds none. Items of another tenant or a wrong form count as rejected. */
export function readNotifications(
  body: unknown,
  tenantId: string,
): { items: Notification[]; rejected: number } | undefined {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return undefined;
  const items = parsed.data.value.flatMap((value) => {
    // Parse one by one, so that a bad item cannot hide a good one.
    const item = notification.safeParse(value);
    const isOurs = item.success && (item.data.tenantId?.toLowerCase() ?? tenantId) === tenantId;
    return isOurs ? [item.data] : [];
  });
  return { items, rejected: parsed.data.value.length - items.length };
}
