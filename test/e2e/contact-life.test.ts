import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LookupAnswer, lookupAnswer } from '#shared/api.ts';
import { type Services, startServices } from '../support/services.ts';

/**
 * One contact from its creation to its end. A notification announces the creation. Later changes wait for cron, because
 * notifications start at most one run a minute.
 */

const CUSTOMERS = 'customers@nordwind.example';
const NUMBER = '+493023125987';

let services: Services;
let token: string;
const diary: string[] = [];

beforeAll(async () => {
  services = await startServices({ contacts: 300 });
  await services.sync();
  for (let tries = 0; !(await settled()) && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  token = await services.tenant.entra.issueUserToken(services.tenant.demo.user);
});
afterAll(async () => {
  console.log(diary.join('\n'));
  await services.stop();
});

/** Whether nothing is under way any more, and the subscriptions are active. */
async function settled(): Promise<boolean> {
  const { sources } = await services.status();
  return sources.every(
    ({ id, phase, photos, notifications }) =>
      phase === 'ready' &&
      (photos?.waiting ?? 0) === 0 &&
      (notifications.state === 'active' || id === 'mail-contacts'),
  );
}

async function control(method: string, path: string, body?: object): Promise<{ id: string }> {
  const response = await fetch(`${services.tenant.controlUrl}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok, `${method} ${path}`).toBe(true);
  const answer: unknown = response.status === 204 ? undefined : await response.json();
  return { id: answer && typeof answer === 'object' && 'id' in answer ? String(answer.id) : '' };
}

async function lookUp(): Promise<LookupAnswer> {
  const response = await fetch(`${services.worker.url}/v1/lookup?number=${encodeURIComponent(NUMBER)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return lookupAnswer.parse(await response.json());
}

/** Waits for the expected answer, and notes the time and the number of requests to Graph until then. */
async function see<T>(what: string, change: () => Promise<T>, isSeen: (answer: LookupAnswer) => boolean) {
  await control('DELETE', '/requests');
  const startedAt = Date.now();
  const changed = await change();
  await expect.poll(async () => isSeen(await lookUp()), { timeout: 90_000, interval: 100 }).toBe(true);
  const ms = Date.now() - startedAt;
  const counts = services.tenant.graph.counts.all();
  const requests = Object.values(counts).reduce((sum, count) => sum + count, 0);
  diary.push(`contact ${what}: in answers after ${(ms / 1000).toFixed(1)} s, ${requests} requests to Graph`);
  return changed;
}

function andSync<T>(change: () => Promise<T>): () => Promise<T> {
  return async () => {
    const changed = await change();
    await services.worker.runSchedule();
    return changed;
  };
}

describe('the life of a contact', () => {
  let id = '';
  const nameIn = (answer: LookupAnswer) => answer.hits[0]?.contact.displayName;

  it('begins in Graph, and appears in answers without an explicit run', async () => {
    const made = await see(
      'created',
      () =>
        control('POST', '/contacts', {
          mailbox: CUSTOMERS,
          displayName: 'Ada Anfang',
          givenName: 'Ada',
          surname: 'Anfang',
          businessPhones: ['030 23125987'],
        }),
      (answer) => nameIn(answer) === 'Ada Anfang',
    );
    id = encodeURIComponent(made.id);
  });

  it('continues under another name', async () => {
    await see(
      'renamed',
      andSync(() => control('PATCH', `/contacts/${id}`, { displayName: 'Ada Aufbau', surname: 'Aufbau' })),
      (answer) => nameIn(answer) === 'Ada Aufbau',
    );
  });

  it('stays in answers during a move to another folder', async () => {
    const before = (await lookUp()).hits[0]?.contact.id;
    await see(
      'moved and given another department',
      andSync(() =>
        control('PATCH', `/contacts/${id}`, { folder: 'Kunden/Deutschland', department: 'Umzug' }),
      ),
      (answer) => {
        expect(answer.hits).toHaveLength(1);
        return answer.hits[0]?.contact.department === 'Umzug';
      },
    );
    // The id survives the move, so devices that remember it still find the contact.
    expect((await lookUp()).hits[0]?.contact.id).toBe(before);
  });

  it('ends, and nobody has the number any more', async () => {
    await see(
      'deleted',
      andSync(() => control('DELETE', `/contacts/${id}`)),
      (answer) => answer.match !== 'exact',
    );
  });
});
