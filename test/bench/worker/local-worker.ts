import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blockKey, HEAD_KEY } from '../../../worker/snapshot/keys.ts';
import { fromWrangler } from './from-wrangler.ts';
import { callInspector } from './inspector.ts';
import type { Answer, Request } from './protocol.ts';

/** The worker in its own workerd, with a KV namespace that persists in a folder. */

const BINDING = 'DIRECTORY_KV';
const COMPATIBILITY_DATE = '2026-10-20';
/** The most connections that a worker may have open at once. */
const PUTS_AT_ONCE = 6;
const WAKE_MS = 200;

export interface LocalWorker {
  /** Loads head, manifest and blocks from the folder where `ringcard()` saved them. */
  fillKv(blocks: string): Promise<void>;
  ask(work: Request): Promise<Answer[]>;
  /** Heap of the worker's own isolate, in bytes. */
  heap(options?: { collectFirst: boolean }): Promise<HeapUsage>;
  /** Memory of the whole workerd process, Miniflare's own workers included; undefined where there is no /proc. */
  residentBytes(): Promise<number | undefined>;
  stop(): Promise<void>;
}

interface HeapUsage {
  usedSize: number;
  /** Array buffers outside the heap: the blocks. */
  backingStorageSize: number;
}

/** The part of miniflare 5 that is used here. */
interface Miniflare {
  getKVNamespace(binding: string): Promise<{ put(key: string, value: ArrayBuffer): Promise<void> }>;
  dispatchFetch(url: string, init: RequestInit): Promise<Response>;
  getInspectorURL(): Promise<URL>;
  dispose(): Promise<void>;
}
interface MiniflareModule {
  Miniflare: new (options: unknown) => Miniflare;
  convertV4MiniflareOptions(options: object): unknown;
}

/** Starts a workerd with one module. */
export async function startMiniflare(script: string, more: object = {}): Promise<Miniflare> {
  const { Miniflare, convertV4MiniflareOptions } = (await fromWrangler('miniflare')) as MiniflareModule;
  const options = {
    modules: true,
    script,
    compatibilityDate: COMPATIBILITY_DATE,
    cf: false,
    ...more,
  };
  return new Miniflare(convertV4MiniflareOptions(options));
}

export async function startWorker(script: string, kvFolder: string): Promise<LocalWorker> {
  const miniflare = await startMiniflare(script, {
    kvNamespaces: [BINDING],
    resourcePersistencePath: kvFolder,
    inspectorPort: 0,
  });
  const ask = async (work: Request) => {
    const init = { method: 'POST', body: JSON.stringify(work) };
    const response = await miniflare.dispatchFetch('http://worker/', init);
    if (!response.ok)
      throw new Error(`the worker answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    return (await response.json()) as Answer[];
  };
  return {
    fillKv: async (blocks) => fill(await miniflare.getKVNamespace(BINDING), blocks),
    ask,
    heap: async ({ collectFirst } = { collectFirst: false }) => {
      const methods = [...(collectFirst ? ['HeapProfiler.collectGarbage'] : []), 'Runtime.getHeapUsage'];
      // workerd collects garbage for the inspector only after a request wakes the isolate.
      const wake = () => void ask({ mode: 'mixed', questions: [] }).catch(() => {});
      const waking = collectFirst ? setInterval(wake, WAKE_MS) : undefined;
      try {
        return (await callInspector(await miniflare.getInspectorURL(), methods)).at(-1) as HeapUsage;
      } finally {
        clearInterval(waking);
      }
    },
    residentBytes,
    stop: () => miniflare.dispose(),
  };
}

async function fill(kv: Awaited<ReturnType<Miniflare['getKVNamespace']>>, folder: string): Promise<void> {
  const names = await readdir(folder);
  const next = names[Symbol.iterator]();
  const put = async () => {
    for (const name of next) {
      const bytes = new Uint8Array(await readFile(join(folder, name)));
      await kv.put(name === 'head' ? HEAD_KEY : blockKey(name), bytes.buffer);
    }
  };
  await Promise.all(Array.from({ length: PUTS_AT_ONCE }, put));
}

async function residentBytes(): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1];
    if (field('Name') === 'workerd' && Number(field('PPid')) === process.pid) {
      return Number(field('VmRSS')) * 1024;
    }
  }
  return undefined;
}
