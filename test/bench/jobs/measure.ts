import { readFileSync } from 'node:fs';
import type { Contact } from '#shared/contact.ts';
import { readStored } from '../data/stored.ts';
import { PEERS } from '../peers/all.ts';
import type { Peer } from '../peers/peer.ts';
import type { WarmUp } from '../queries/queries.ts';
import type { Row } from '../row.ts';
import { askClass, type Figures, optional, together } from './ask.ts';
import {
  blocksFolder,
  contactsPath,
  type DirectoryName,
  type MeasureJob,
  type QueryFile,
  queriesPath,
  tell,
  type UpdateFile,
  updatesPath,
} from './job.ts';
import { memoryNow, memorySince } from './memory.ts';

/** One peer in its own process: builds, asks, and reports a row per class. */

export async function measure(job: MeasureJob): Promise<void> {
  for (const name of job.directories) await measureIn(name, job);
}

async function measureIn(name: DirectoryName, job: MeasureJob) {
  const { peer: peerName, folder, classes, classCapMs } = job;
  const entry = PEERS[peerName];
  if (!entry) throw new RangeError(`no peer is called ${peerName}`);
  const file: QueryFile = JSON.parse(readFileSync(queriesPath(folder, name), 'utf8'));
  const asked = file.classes.filter((one) => classes?.includes(one.name) ?? true);
  if (asked.length === 0) return;
  const hasNumbers = file.size < (entry.numbersBelow ?? Number.POSITIVE_INFINITY);
  const peer = await entry.make({ hasNumbers });
  // Measured once, in the main directory of this size, because collecting garbage takes time.
  const before = name === 'main' ? memoryNow() : undefined;
  const buildMs = await timedBuild(peer, contactsPath(folder, name));
  const memory = before && memorySince(before);
  await warm(peer, file.warmUp, classCapMs);
  const figures: Row[] = [];
  for (const queryClass of asked) {
    const readsBefore = peer.reads?.() ?? 0;
    const found = await askClass(peer, queryClass, file.size, classCapMs);
    if (!found) continue;
    const label =
      name === 'mueller' || name === 'one-company' ? `${name}:${queryClass.name}` : queryClass.name;
    figures.push({
      bench: 'index',
      peer: peerName,
      size: file.size,
      class: label,
      ...found,
      ...(peer.reads ? { reads: Number(((peer.reads() - readsBefore) / found.k).toFixed(3)) } : {}),
    });
  }
  // Serialising comes last, because its garbage would be measured with the answers.
  const bytes = memory ? (peer.bytes() ?? memory.liveBytes) : Number.NaN;
  for (const row of figures) {
    tell({
      kind: 'row',
      row: {
        ...row,
        ...optional('buildMs', buildMs, 1),
        ...optional('bytesPerContact', bytes / file.size, 1),
        ...optional('residentMB', memory?.residentMB ?? Number.NaN, 1),
      },
    });
  }
  if (name === 'main') {
    peer.save?.(blocksFolder(folder));
    await measureUpdates(peer, file.size, job);
  }
  peer.close();
}

/** Keeps asking while contacts change and leave. Each round is judged by the directory of that moment. */
async function measureUpdates(
  peer: Peer,
  size: number,
  { folder, classes, classCapMs, peer: peerName }: MeasureJob,
) {
  if (!peer.change) return;
  const { rounds }: UpdateFile = JSON.parse(readFileSync(updatesPath(folder), 'utf8'));
  const figures = new Map<string, Figures[]>();
  for (const { changed, removed, classes: asked } of rounds) {
    await peer.change(changed, removed);
    for (const queryClass of asked.filter((one) => classes?.includes(one.name) ?? true)) {
      const found = await askClass(peer, queryClass, size, classCapMs / rounds.length);
      if (found) figures.set(queryClass.name, [...(figures.get(queryClass.name) ?? []), found]);
    }
  }
  for (const [name, all] of figures) {
    tell({
      kind: 'row',
      row: { bench: 'index', peer: peerName, size, class: `changing:${name}`, ...together(all) },
    });
  }
}

/** The time of the build without the time of reading the directory. */
async function timedBuild(peer: Peer, path: string): Promise<number> {
  let readingMs = 0;
  function* timed(): Generator<Contact> {
    const contacts = readStored(path);
    for (;;) {
      const before = performance.now();
      const next = contacts.next();
      readingMs += performance.now() - before;
      if (next.done) return;
      yield next.value;
    }
  }
  const start = performance.now();
  await peer.build(timed());
  return performance.now() - start - readingMs;
}

/** Asks questions that do not count, so that code is compiled and an engine has fetched its one-time data. */
async function warm(peer: Peer, { numbers, texts }: WarmUp, capMs: number): Promise<void> {
  const start = performance.now();
  for (const text of texts) {
    if (performance.now() - start > capMs) break;
    await peer.search?.(text, 10);
  }
  for (const digits of numbers) {
    // Ringcard must fetch its blocks, so it gets all questions; an engine that scans is warm after fewer.
    if (!peer.reads && performance.now() - start > capMs) break;
    await peer.lookUp?.(digits);
  }
}
