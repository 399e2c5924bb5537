import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { Head } from '#shared/directory/head.ts';

/** Far ahead of the real clock, so that no alarm goes off by itself. */
export const START = Date.UTC(2035, 0, 1, 8);

export function freezeTime(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
}

export function advanceSeconds(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

export function sourceStub(id = 'sales') {
  return env.SOURCE.get(env.SOURCE.idFromName(id));
}

export function publisherStub() {
  return env.PUBLISHER.get(env.PUBLISHER.idFromName('directory'));
}

export function gatehouseStub() {
  return env.GATEHOUSE.get(env.GATEHOUSE.idFromName('gatehouse'));
}

export function accountsStub() {
  return env.ACCOUNTS.get(env.ACCOUNTS.idFromName('accounts'));
}

export function apiKeysStub() {
  return env.API_KEYS.get(env.API_KEYS.idFromName('api-keys'));
}

export function auditStub() {
  return env.AUDIT.get(env.AUDIT.idFromName('audit'));
}

export async function alarmAt(stub: DurableObjectStub): Promise<number | undefined> {
  return (await runInDurableObject(stub, (_instance, state) => state.storage.getAlarm())) ?? undefined;
}

/** Advances the clock to the next alarm and runs it. */
export async function nextAlarm(stub: DurableObjectStub): Promise<void> {
  const at = await alarmAt(stub);
  if (at === undefined) throw new Error('not expected: no alarm is set');
  if (at > Date.now()) vi.setSystemTime(at);
  await runDurableObjectAlarm(stub);
}

/** A whole run: start, every alarm until the source is ready or has given up, then the write of the head. */
export async function runSync(id = 'sales'): Promise<void> {
  const stub = sourceStub(id);
  await stub.sync();
  await settle(id);
}

export async function settle(id = 'sales'): Promise<void> {
  const stub = sourceStub(id);
  for (let alarms = 0; alarms < 100; alarms++) {
    await nextAlarm(stub);
    const { phase } = await stub.status();
    if (phase === 'ready' || phase === 'failed') {
      if ((await alarmAt(publisherStub())) !== undefined) await nextAlarm(publisherStub());
      return;
    }
  }
  throw new Error('not expected: the source does not settle');
}

export async function readHead(): Promise<Head | undefined> {
  return (await env.DIRECTORY_KV.get<Head>('head', 'json')) ?? undefined;
}

export async function blockNames(): Promise<string[]> {
  const { keys } = await env.DIRECTORY_KV.list({ prefix: 'block/' });
  return keys.map((key) => key.name.slice('block/'.length));
}

/** Rows of the source's own tables. */
export async function query<T extends Record<string, SqlStorageValue>>(
  sql: string,
  id = 'sales',
): Promise<T[]> {
  return await runInDurableObject(sourceStub(id), (_instance, state) =>
    state.storage.sql.exec<T>(sql).toArray(),
  );
}
