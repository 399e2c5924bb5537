import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GraphError } from '../../../worker/graph/graph-error.ts';
import { PhotoTable } from '../../../worker/photos/photo-table.ts';
import type { PhotoAnswer, PhotoReader, WantedPhoto } from '../../../worker/sources/source-reader.ts';
import { ContactStore } from '../../../worker/sync/contact-store.ts';
import { photoStep } from '../../../worker/sync/photo-step.ts';
import { exifSegment, fromText, gif, jpeg } from '../../support/photos.ts';
import { advanceSeconds, freezeTime, sourceStub } from '../support/source-runner.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Graph's photos by contact. An answer may be missing, and a whole request may fail. */
class FakePhotos implements PhotoReader {
  readonly answers = new Map<string, PhotoAnswer>();
  readonly asked: WantedPhoto[][] = [];
  failure: GraphError | undefined;

  async read(wanted: readonly WantedPhoto[]): Promise<ReadonlyMap<string, PhotoAnswer>> {
    this.asked.push([...wanted]);
    if (this.failure) throw this.failure;
    return new Map([...this.answers].filter(([id]) => wanted.some((photo) => photo.id === id)));
  }

  give(id: string, bytes: Uint8Array, etag?: string): void {
    this.answers.set(id, { kind: 'photo', bytes, etag });
  }
}

/** The lane on a Source's real storage. */
function laneOn(state: DurableObjectState, graph: FakePhotos, sourceId = 'sales') {
  const { sql } = state.storage;
  const contacts = new ContactStore(sql);
  const photos = new PhotoTable({ sourceId, sql, kv: env.DIRECTORY_KV });
  const logged: (string | undefined)[] = [];
  let build = 1;
  const marked: number[] = [];
  return {
    contacts,
    photos,
    logged,
    /** The number of the current build at each mark. */
    marked,
    addContacts(...origins: string[]) {
      for (const origin of origins) {
        const contact = { id: `id-${origin}`, displayName: origin, emails: [], categories: [], numbers: [] };
        contacts.upsert(origin, 'part', 1, contact, build);
      }
    },
    step: (during: PhotoReader = graph) =>
      photoStep({
        sourceId,
        reader: during,
        contacts,
        photos,
        transaction: (work) => state.storage.transactionSync(work),
        nextBuild: () => ++build,
        markChanged: () => marked.push(build),
        now: () => Date.now(),
        log: (_event, fields) => logged.push(fields?.code),
      }),
    photoOf: (origin: string) => row(sql, origin).photo ?? undefined,
    dueInSeconds: (origin: string) => (row(sql, origin).photo_due - Date.now()) / 1000,
    changedIn: (origin: string) => row(sql, origin).changed,
  };
}

function row(sql: SqlStorage, origin: string) {
  return sql
    .exec<{ photo: string | null; photo_due: number; changed: number }>(
      'SELECT photo, photo_due, changed FROM contacts WHERE origin = ?',
      origin,
    )
    .one();
}

async function storedPhotos(sourceId = 'sales'): Promise<string[]> {
  const { keys } = await env.DIRECTORY_KV.list({ prefix: `photo/${sourceId}/` });
  return keys.map(({ name }) => name.slice(`photo/${sourceId}/`.length));
}

const names = (count: number, prefix = 'c') => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

describe('the lane of photos', () => {
  let graph: FakePhotos;
  beforeEach(() => {
    freezeTime();
    graph = new FakePhotos();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await reset();
    vi.useRealTimers();
  });

  /** Runs a test inside the Source, where its storage is. */
  const onSource = (work: (lane: ReturnType<typeof laneOn>) => Promise<void>) =>
    runInDurableObject(sourceStub(), (_instance, state) => work(laneOn(state, graph)));

  it('stores a photo under its own name, and shows it with the next build', () =>
    onSource(async (lane) => {
      lane.addContacts('anna', 'bert');
      graph.give('anna', jpeg());
      graph.answers.set('bert', { kind: 'none' });
      expect(await lane.step()).toEqual({ read: 2, changed: 1, isMore: false });
      const name = lane.photoOf('anna');
      expect(name).toMatch(/^[0-9a-f]{32}$/);
      expect(await storedPhotos()).toEqual([name]);
      expect(lane.photoOf('bert')).toBeUndefined();
      expect([lane.changedIn('anna'), lane.changedIn('bert')]).toEqual([2, 1]);
    }));

  it('sends no request when nothing is due', () =>
    onSource(async (lane) => {
      expect(await lane.step()).toEqual({ read: 0, changed: 0, isMore: false });
      expect(graph.asked).toEqual([]);
    }));

  it('asks for twenty photos at a time and a hundred a step, and reports that more are due', () =>
    onSource(async (lane) => {
      lane.addContacts(...names(145));
      for (const id of names(145)) graph.answers.set(id, { kind: 'none' });
      const steps = [await lane.step(), await lane.step()];
      expect(steps.map(({ read, isMore }) => [read, isMore])).toEqual([
        [100, true],
        [45, false],
      ]);
      expect(graph.asked.map((batch) => batch.length)).toEqual([20, 20, 20, 20, 20, 20, 20, 5]);
      expect(new Set(graph.asked.flat().map(({ id }) => id)).size).toBe(145);
    }));

  it('asks Graph for the next batch while KV stores photos', () =>
    onSource(async (lane) => {
      lane.addContacts(...names(21));
      for (const id of names(20)) graph.give(id, jpeg());
      let askedWhenPut = 0;
      const { put } = env.DIRECTORY_KV;
      vi.spyOn(env.DIRECTORY_KV, 'put').mockImplementation(async (...args) => {
        await scheduler.wait(5);
        askedWhenPut = graph.asked.length;
        return await put.apply(env.DIRECTORY_KV, args);
      });
      await lane.step();
      expect(askedWhenPut).toBe(2);
    }));

  it('keeps photos stored before Graph refused, and marks them as a change', () =>
    onSource(async (lane) => {
      lane.addContacts(...names(40));
      for (const id of names(40)) graph.give(id, jpeg());
      const refusing: PhotoReader = {
        read: async (wanted) => {
          if (graph.asked.length === 1) graph.failure = new GraphError('graph_throttled');
          return await graph.read(wanted);
        },
      };
      await expect(lane.step(refusing)).rejects.toMatchObject({ code: 'graph_throttled' });
      expect(lane.marked).toHaveLength(1);
      expect(lane.contacts.photosDue(Date.now(), 100)).toHaveLength(20);
    }));

  it('checks again once a week, at whole hours that spread the contacts', () =>
    onSource(async (lane) => {
      const all = names(1680);
      lane.addContacts(...all);
      for (const id of all) graph.answers.set(id, { kind: 'none' });
      while ((await lane.step()).isMore);
      const hours = all.map((id) => lane.dueInSeconds(id) / HOUR);
      expect(hours.filter((hour) => !Number.isInteger(hour) || hour < 84 || hour >= 84 + 168)).toEqual([]);
      const perHour = new Map<number, number>();
      for (const hour of hours) perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
      // The average is ten an hour.
      expect(perHour.size).toBeGreaterThan(160);
      expect(Math.max(...perHour.values())).toBeLessThan(30);

      const first = lane.dueInSeconds('c0');
      advanceSeconds(first);
      while ((await lane.step()).isMore);
      expect(lane.dueInSeconds('c0')).toBe(7 * DAY);
    }));

  it('sends Graph the etag of the stored photo, and keeps the photo when Graph reports no change', () =>
    onSource(async (lane) => {
      lane.addContacts('anna');
      graph.give('anna', jpeg(), '"v1"');
      await lane.step();
      const name = lane.photoOf('anna');
      advanceSeconds(11 * DAY);
      graph.answers.set('anna', { kind: 'unchanged' });
      expect(await lane.step()).toMatchObject({ read: 1, changed: 0 });
      expect(graph.asked.map(([photo]) => photo?.etag)).toEqual([undefined, '"v1"']);
      expect(lane.photoOf('anna')).toBe(name);
    }));

  it('changes nothing for the same bytes', () =>
    onSource(async (lane) => {
      lane.addContacts('anna');
      graph.give('anna', jpeg());
      await lane.step();
      const put = vi.spyOn(env.DIRECTORY_KV, 'put');
      advanceSeconds(11 * DAY);
      expect(await lane.step()).toMatchObject({ read: 1, changed: 0 });
      expect(put).not.toHaveBeenCalled();
    }));

  it('stores a photo of many contacts once', () =>
    onSource(async (lane) => {
      const put = vi.spyOn(env.DIRECTORY_KV, 'put');
      lane.addContacts(...names(20));
      for (const id of names(20)) graph.give(id, jpeg());
      expect(await lane.step()).toMatchObject({ changed: 20 });
      expect(put).toHaveBeenCalledTimes(1);
    }));

  it('gives the same photo a different name in every source', async () => {
    graph.give('anna', jpeg());
    const nameIn = (sourceId: string) =>
      runInDurableObject(sourceStub(sourceId), async (_instance, state) => {
        const lane = laneOn(state, graph, sourceId);
        lane.addContacts('anna');
        await lane.step();
        return lane.photoOf('anna');
      });
    expect(await nameIn('sales')).not.toBe(await nameIn('support'));
    expect(await storedPhotos('support')).toHaveLength(1);
  });

  it('removes place and time from a photo', () =>
    onSource(async (lane) => {
      lane.addContacts('anna');
      graph.give('anna', jpeg({ extra: exifSegment(1) }));
      await lane.step();
      const stored = await env.DIRECTORY_KV.get(`photo/sales/${lane.photoOf('anna')}`, 'arrayBuffer');
      expect(new Uint8Array(stored ?? new ArrayBuffer(0))).toEqual(jpeg());
    }));

  it('shows no photo for bytes that are none, logs the reason, and tries again after a day', () =>
    onSource(async (lane) => {
      lane.addContacts('anna', 'bert');
      graph.give('anna', jpeg());
      graph.give('bert', jpeg({ shade: 1 }));
      await lane.step();
      advanceSeconds(11 * DAY);
      graph.give('anna', fromText('<svg onload="alert(1)"/>'), '"v2"');
      expect(await lane.step()).toMatchObject({ read: 2, changed: 1 });
      expect(lane.photoOf('anna')).toBeUndefined();
      expect(lane.photoOf('bert')).toBeDefined();
      expect(lane.logged).toEqual(['photo_type_unknown']);
      expect(lane.dueInSeconds('anna')).toBe(DAY);
      expect(await storedPhotos()).toHaveLength(2);
    }));

  it.each([
    ['nothing', new Uint8Array(0)],
    ['one pixel', gif(1, 1)],
  ])('treats %s as no photo, without logging', (_, bytes) =>
    onSource(async (lane) => {
      lane.addContacts('anna');
      graph.give('anna', bytes);
      expect(await lane.step()).toMatchObject({ read: 1, changed: 0 });
      expect(lane.logged).toEqual([]);
      expect(lane.dueInSeconds('anna')).toBeGreaterThan(3 * DAY);
    }),
  );

  it('lets others go first while Graph is busy, and removes nothing', () =>
    onSource(async (lane) => {
      lane.addContacts(...names(100), ...names(5, 'late'));
      for (const id of names(5, 'late')) graph.answers.set(id, { kind: 'none' });
      expect(await lane.step()).toEqual({ read: 0, changed: 0, isMore: true });
      expect(await lane.step()).toEqual({ read: 5, changed: 0, isMore: false });
      advanceSeconds(HOUR);
      for (const id of names(100)) graph.give(id, jpeg());
      expect(await lane.step()).toMatchObject({ read: 100, changed: 100 });
    }));

  it.each(['graph_throttled', 'graph_unavailable', 'access_denied'] as const)(
    'passes %s to its caller, with everything still due',
    (code) =>
      onSource(async (lane) => {
        lane.addContacts('anna');
        graph.failure = new GraphError(code, { retryAfterSeconds: 60 });
        await expect(lane.step()).rejects.toMatchObject({ code, retryAfterSeconds: 60 });
        expect(lane.contacts.photosDue(Date.now(), 20)).toHaveLength(1);
      }),
  );

  it('stores a photo again after KV refused it, and shows none before', () =>
    onSource(async (lane) => {
      lane.addContacts('anna');
      graph.give('anna', jpeg());
      vi.spyOn(env.DIRECTORY_KV, 'put').mockRejectedValueOnce(new Error('KV is down'));
      await expect(lane.step()).rejects.toThrow('KV is down');
      expect(lane.photoOf('anna')).toBeUndefined();
      expect(await lane.step()).toMatchObject({ changed: 1 });
      expect(await storedPhotos()).toEqual([lane.photoOf('anna')]);
    }));

  it('ignores the photo of a contact that leaves meanwhile', () =>
    onSource(async (lane) => {
      lane.addContacts('anna', 'bert');
      graph.give('anna', jpeg());
      graph.give('bert', jpeg({ shade: 1 }));
      const leaving: PhotoReader = {
        read: async (wanted) => {
          lane.contacts.clear();
          lane.addContacts('bert');
          return await graph.read(wanted);
        },
      };
      expect(await lane.step(leaving)).toMatchObject({ read: 2, changed: 1 });
      expect(lane.photoOf('bert')).toBeDefined();
    }));

  it('deletes a photo a day after the last contact showed it', () =>
    onSource(async (lane) => {
      lane.addContacts('anna', 'bert');
      graph.give('anna', jpeg());
      graph.give('bert', jpeg());
      await lane.step();
      const old = lane.photoOf('anna');
      expect(lane.photos.nextExpiryMs()).toBeUndefined();

      advanceSeconds(11 * DAY);
      graph.give('anna', jpeg({ shade: 1 }));
      await lane.step();
      // Bert still shows it.
      expect(lane.photos.nextExpiryMs()).toBeUndefined();
      advanceSeconds(11 * DAY);
      graph.answers.set('bert', { kind: 'none' });
      await lane.step();
      expect(lane.photos.nextExpiryMs()).toBe(Date.now() + DAY * 1000);

      advanceSeconds(DAY - 1);
      await lane.photos.deleteExpired(Date.now());
      expect(await storedPhotos()).toContain(old);
      advanceSeconds(1);
      await lane.photos.deleteExpired(Date.now());
      expect(await storedPhotos()).toEqual([lane.photoOf('anna')]);
      expect(lane.photos.nextExpiryMs()).toBeUndefined();
    }));

  it('keeps a photo that is shown again within the day', () =>
    onSource(async (lane) => {
      lane.addContacts('anna');
      graph.give('anna', jpeg());
      await lane.step();
      lane.contacts.clear();
      lane.photos.supersedeUnshown(Date.now());
      lane.addContacts('anna');
      await lane.step();
      advanceSeconds(2 * DAY);
      await lane.photos.deleteExpired(Date.now());
      expect(await storedPhotos()).toEqual([lane.photoOf('anna')]);
    }));
});
