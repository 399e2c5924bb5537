import { nextLaneMs } from './lanes.ts';
import { type SourceSetup, unlessMisconfigured } from './source-setup.ts';
import type { SourceStores } from './source-stores.ts';

/** When a Source next has work to do; undefined when nothing is due. Milliseconds since 1970. */
export function nextAlarmMs(stores: SourceStores, setup: SourceSetup): number | undefined {
  const { meta, contacts, blocks, subscription, life } = stores;
  // A wrong configuration rules out these two; all other work must still be planned.
  const deps = unlessMisconfigured(() => setup.deps());
  const subscriptionMs = unlessMisconfigured(() => subscription.nextMs(setup.watchTarget()));
  const expiries = [blocks.nextExpiryMs(), deps?.photos.nextExpiryMs()].filter((at) => at !== undefined);
  if (expiries.length > 0) life.planCleaning(Math.min(...expiries));
  const due = [
    nextLaneMs(meta, contacts, deps?.reader.photos !== undefined),
    subscription.nextRunMs(),
    subscriptionMs,
    meta.get('cleanAt'),
  ].filter((at) => at !== undefined);
  return due.length > 0 ? Math.ceil(Math.min(...due)) : undefined;
}
