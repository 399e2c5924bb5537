import { consoleLog } from '../log.ts';
import type { SourceSetup } from './source-setup.ts';
import type { SourceStores } from './source-stores.ts';
import { createTables } from './tables.ts';

/**
 * Deletes superseded blocks and photos. Once none of them is left, deletes the rest of a source that has left the
 * configuration; `configuredId` is undefined for such a source.
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
  // Suppressions stay: if the source is configured again one day, erased contacts must not come back.
  await suppressions.outlive(async () => {
    await storage.deleteAll();
    createTables(storage);
  });
  consoleLog('source_deleted', { sourceId: retired.sourceId });
}
