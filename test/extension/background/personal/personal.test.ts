import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import { createSession, type Session } from '../../../../extension/auth/session.ts';
import { createErrorLog } from '../../../../extension/background/diagnosis/error-log.ts';
import { createPersonal, type Personal } from '../../../../extension/background/personal/personal.ts';
import { createStorageArea } from '../../support/storage-area.ts';

/** Every key of the browser's storage and its owner. Name a new key here, and fill it below if it is a person's. */
const OF_THE_PERSON = [
  'budgets',
  'call-budget',
  'diagnosis',
  'login-hint',
  'person-choices',
  'recents',
  'signed-in',
];
const OF_THE_DEVICE = ['choose-account', 'cookies', 'settings', 'site-access', 'worker-sign-in'];

const NUMBER = '+493023125123';
const PHOTO = { source: 'customers', name: 'a'.repeat(32) };

describe('the stored data of a person', () => {
  let area: ReturnType<typeof createStorageArea>;
  let local: ReturnType<typeof createStorageArea>;
  let session: Session;
  let personal: Personal;
  let who: string;
  let fetchedPhotos: number;
  let toldOthers: number;

  beforeEach(async () => {
    area = createStorageArea();
    local = createStorageArea();
    who = 'anna';
    fetchedPhotos = 0;
    toldOthers = 0;
    const give = async () =>
      ok({
        accountId: who,
        accessToken: 'token',
        expiresAt: 3_600_000,
        person: { name: who, username: who },
        loginHint: who,
      });
    session = createSession({
      host: { signIn: give, renew: give, signOut: async () => undefined },
      session: area,
      local,
      now: () => 0,
      config: async () =>
        ok({ authority: 'https://a', tenantId: 't', clientId: 'c', scope: 's', redirectUri: 'https://r/' }),
      signedIn: () => undefined,
      forget: () => personal.forget(),
    });
    const log = createErrorLog({ area, now: () => 0, origin: 'chrome-extension://x', say: () => undefined });
    personal = createPersonal({
      session: area,
      local,
      recents: { isOn: async () => true, owner: async () => who },
      now: () => 0,
      fetchPhoto: async () => {
        fetchedPhotos++;
        return ok(new Uint8Array(3));
      },
      others: () => [{ forget: () => toldOthers++ }, log],
    });
    await session.signIn();
    await log.note('background', new TypeError());
    await personal.recents.remember({ e164: NUMBER, name: 'Bernd' });
    await personal.choices.remember(NUMBER, { source: 'customers', contact: 'b1' });
    await personal.lookUpBudget.spend({ tabId: 1, origin: 'https://crm.example', number: NUMBER, at: 0 });
    await personal.callBudget.spend('phone.example');
    await personal.photos.read(PHOTO);
  });

  const keys = () => [...area.items.keys(), ...local.items.keys()].sort();

  it('lies under exactly the listed keys', () => expect(keys()).toEqual(OF_THE_PERSON));

  it('is gone after a sign-out', async () => {
    await session.signOut({ alsoAtMicrosoft: false });
    expect(keys().filter((key) => OF_THE_PERSON.includes(key))).toEqual([]);
    await personal.photos.read(PHOTO);
    expect([fetchedPhotos, toldOthers]).toEqual([2, 1]);
  });

  it('is gone once somebody else has signed in', async () => {
    who = 'mia';
    await session.signIn();
    expect(keys()).toEqual(['login-hint', 'signed-in']);
    await personal.photos.read(PHOTO);
    expect([fetchedPhotos, toldOthers]).toEqual([2, 1]);
  });

  it('stays when the same person signs in again', async () => {
    await session.signIn();
    expect(keys()).toEqual(OF_THE_PERSON);
    await personal.photos.read(PHOTO);
    expect([fetchedPhotos, toldOthers]).toEqual([1, 0]);
  });

  it('is told apart from the device’s data, for every storage key in the source code', () => {
    expect(keysOfSources()).toEqual([...OF_THE_PERSON, ...OF_THE_DEVICE].sort());
  });
});

/** Keys of `browser.storage`. The offline copy has its own database, whose tests check the deletion. */
function keysOfSources(): string[] {
  const root = join(import.meta.dirname, '..', '..', '..', '..', 'extension');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  return files
    .filter((name) => !name.endsWith('offline-store.ts'))
    .flatMap((name) => [
      ...readFileSync(join(root, name), 'utf8').matchAll(/^const (?:\w+_)?KEY = '([^']+)'/gm),
    ])
    .map(([, key = '']) => key)
    .sort();
}
