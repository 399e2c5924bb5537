import { blocksOf } from '#shared/directory/manifest.ts';
import type { Snapshot } from '#shared/directory/reader.ts';
import type { OfflineAnswer, OfflineSource } from '#shared/offline.ts';
import { companyMatchRule } from '#shared/source-config.ts';
import type { OpenSource } from '../access/open-sources.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';
import { RequestFailure } from '../http/problem.ts';
import type { CopyFacts } from '../sync/source.ts';
import { readDirectory } from './open-snapshot.ts';
import { iso } from './source-status.ts';

/** The offline copy that a person may keep of the directory. */

/** `GET /v1/offline`: the principal's sources that allow a copy, each with the blocks of its current generation. */
export function offlineRoute(deps: AppDeps): Answer<'offline'> {
  return async ({ context }) => {
    const snapshot = await readDirectory(() => deps.reader.open());
    const kept = await Promise.all(
      context
        .get('sources')
        .filter(mayBeCopied)
        .map((source) => copyOf(deps, snapshot, source)),
    );
    const answer: OfflineAnswer = { sources: kept.flat() };
    context.set('facts', { hits: answer.sources.reduce((sum, { contacts }) => sum + contacts, 0) });
    return answer;
  };
}

/**
 * `GET /v1/offline/blocks/{source}/{hash}`: one block. The answer is the same 404 for a block of another source, of a hidden
 * source or one that may not be copied, and for a block that may still hold erased contacts.
 */
export function offlineBlockRoute(deps: AppDeps): Answer<'offlineBlock'> {
  return async ({ path: { source, hash }, context }) => {
    const isOpen = context.get('sources').some((open) => open.id === source && mayBeCopied(open));
    const isOfSource =
      isOpen && (await generationsOf(deps, source)).some(({ blocks }) => blocks.includes(hash));
    const bytes = isOfSource ? await readDirectory(() => deps.readBlock(hash)) : undefined;
    if (!bytes) throw new RequestFailure('not_found');
    context.set('servedBytes', bytes.length);
    return context.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
  };
}

/** A block holds every field of a contact, so a principal from whom fields are hidden may not copy any. */
function mayBeCopied({ offline, view }: OpenSource): boolean {
  return offline === true && view === undefined;
}

async function copyOf(
  deps: AppDeps,
  snapshot: Snapshot | undefined,
  source: OpenSource,
): Promise<OfflineSource[]> {
  const { id, name, priority, country, dialling } = source;
  const { sizes, ...facts } = await copyFacts(deps, id);
  const [newest] = snapshot ? await clean(snapshot, id, facts) : [];
  const asOf = snapshot?.sources.get(id)?.asOf;
  if (!newest || asOf === undefined) return [];
  const companyMatch = companyMatchRule(source);
  return [
    {
      id,
      name,
      priority,
      country,
      ...(dialling && { dialling }),
      ...(companyMatch && { companyMatch }),
      sequence: newest.sequence,
      manifest: newest.manifest,
      contacts: newest.contacts,
      asOf: iso(asOf),
      blocks: newest.blocks.map((hash) => ({
        hash,
        ...(sizes[hash] !== undefined && { bytes: sizes[hash] }),
      })),
    },
  ];
}

async function generationsOf(deps: AppDeps, sourceId: string) {
  const [snapshot, facts] = await Promise.all([
    readDirectory(() => deps.reader.open()),
    copyFacts(deps, sourceId),
  ]);
  return snapshot ? await clean(snapshot, sourceId, facts) : [];
}

/** Generations without erased contacts, the current one first. */
async function clean(
  snapshot: Snapshot,
  sourceId: string,
  { fromSequence }: Pick<CopyFacts, 'fromSequence'>,
) {
  const generations = await readDirectory(() => snapshot.generations(sourceId));
  return generations
    .filter(({ sequence }) => fromSequence !== undefined && sequence >= fromSequence)
    .map(({ sequence, manifest, facts }) => ({
      sequence,
      manifest,
      contacts: facts.contacts,
      blocks: [manifest, ...blocksOf(facts)],
    }));
}

async function copyFacts(deps: AppDeps, sourceId: string): Promise<CopyFacts> {
  return await readDirectory(() => deps.source(sourceId).copyFacts());
}
