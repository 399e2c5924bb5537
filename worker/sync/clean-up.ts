import { consoleLog } from '../log.ts';
import type { SourceSetup } from './source-setup.ts';
import type { SourceStores } from './source-stores.ts';
import { createTables } from './tables.ts';

/**
 * Deletes what nobody reads any more: superseded blocks and photos, and in the end a source that was given up.
 * `configuredId` is undefined once the source has left the configuration.
 */
export async function cleanUp(
  { meta, life, blocks, suppressions }: SourceStores,
  setup: SourceSetup,
  storage: DurableObjectStorage,
  configuredId: string | undefined,
): Promise<void> {
  const retired = meta.get('retired');
  const sourceId = configuredId ?? retired?.sourceId;
  life.beginCleaning();
  await blocks.deleteExpired(Date.now());
  if (sourceId === undefined) return;
  const photos = setup.photoTable(sourceId);
  await photos.deleteExpired(Date.now());
  const isAllGone = blocks.nextExpiryMs() === undefined && photos.nextExpiryMs() === undefined;
  if (configuredId !== undefined || !retired || !isAllGone) return;
  await setup.publisher().forget(retired.sourceId);
  // Configured again one day, it must not show who was erased.
  await suppressions.outlive(async () => {
    await storage.deleteAll();
    createTables(storage);
  });
  consoleLog('source_deleted', { sourceId: retired.sourceId });
}
