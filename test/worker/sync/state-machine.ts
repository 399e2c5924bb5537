import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Transition } from '../../../worker/runs/transitions.ts';
import type { Build } from '../../../worker/snapshot/build.ts';
import type { Unannounced } from '../../../worker/sync/meta.ts';
import { SourceStores } from '../../../worker/sync/source-stores.ts';
import { sourceStub } from '../support/source-runner.ts';

export const NOW_MS = Date.UTC(2035, 0, 1, 8);
export const BASE = { contacts: 1, numbers: 0, numberBlocks: { firsts: [], blocks: [] }, segments: [] };
/** A build under way, and its result. */
export const BUILD: Build = {
  number: 7,
  sequence: 3,
  asOf: NOW_MS,
  stage: 'numbers',
  afterKey: -1,
  afterSortKey: '',
  base: BASE,
};
export const MADE: Unannounced = {
  sequence: 3,
  manifest: 'm',
  contacts: 1,
  numbers: 0,
  asOf: NOW_MS,
  build: 7,
  dueAt: NOW_MS,
};

export type Rows = Readonly<Record<string, unknown>>;

/** The stores of an object that holds only these values. */
export function withStores<T>(rows: Rows, test: (stores: SourceStores, read: () => Rows) => T): Promise<T> {
  return runInDurableObject(sourceStub('empty'), async (_source, { storage }) => {
    await storage.deleteAll();
    const stores = new SourceStores(storage, env.DIRECTORY_KV);
    for (const [key, value] of Object.entries(rows))
      storage.sql.exec('INSERT INTO meta (key, value) VALUES (?, ?)', key, JSON.stringify(value));
    const read = () =>
      Object.fromEntries(
        storage.sql
          .exec<{ key: string; value: string }>('SELECT key, value FROM meta')
          .toArray()
          .map(({ key, value }) => [key, JSON.parse(value)]),
      );
    return test(stores, read);
  });
}

export function entries<State extends string>(
  table: Readonly<Record<string, Transition<State, string>>>,
): [string, Transition<State, string>][] {
  return Object.entries(table);
}

/** The arrows of a chart, without loops that keep the state. */
export function arrows<State extends string>(
  table: Readonly<Record<string, Transition<State, string>>>,
): { name: string; from: State; to: State }[] {
  return entries(table).flatMap(([name, { from, to }]) =>
    to === undefined ? [] : from.filter((state) => state !== to).map((state) => ({ name, from: state, to })),
  );
}

export function reachable<State extends string>(
  drawn: readonly { from: State; to: State }[],
  start: State,
): Set<State> {
  const found = new Set([start]);
  for (const state of found) for (const arrow of drawn) if (arrow.from === state) found.add(arrow.to);
  return found;
}

export function pairs<State extends string>(
  table: Readonly<Record<string, Transition<State, string>>>,
  states: readonly State[],
): [string, State, Transition<State, string>][] {
  return entries(table).flatMap(([name, transition]) =>
    states.map((state): [string, State, Transition<State, string>] => [name, state, transition]),
  );
}
