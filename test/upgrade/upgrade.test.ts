import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accountsAnswer,
  auditAnswer,
  budgetsAnswer,
  erasuresAnswer,
  keysAnswer,
  revocationsAnswer,
} from '#shared/admin-api.ts';
import { lookupAnswer } from '#shared/api.ts';
import { ok } from '#shared/result.ts';
import { createApiClient } from '../../extension/api/api-client.ts';
import { WebApp } from '../tenant/entra/testing/web-app.ts';
import { API_CLIENT_ID } from '../tenant/ids.ts';
import type { RunningTenant } from '../tenant/start.ts';
import { lookUp, sendAgain } from './ask-again.ts';
import { factsOf, lostProperties } from './compare.ts';
import { findIn, openCopy, restoreCopy } from './kept-copy.ts';
import { type Misread, misreadOne } from './misread.ts';
import {
  type RecordedRequest,
  readCopy,
  readRecord,
  readRequests,
  statesKept,
  type UpgradeRecord,
} from './record.ts';
import { restoreState } from './restore.ts';
import { openStage, type Stage } from './stage.ts';

const HALF_HOUR_SECONDS = 30 * 60;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

describe.each(statesKept())('the worker, started on the state of version %s', (version) => {
  const record = readRecord(version);
  const requests = readRequests(version);
  const folder = mkdtempSync(join(tmpdir(), 'ringcard-upgrade-'));
  const startedOn = dayOf(Date.now());
  let stage: Stage;
  let admin: string;
  let misread: Misread;

  beforeAll(async () => {
    stage = await openStage({
      ...record,
      folder,
      async prepare(tenant) {
        await keepRefreshToken(tenant, record.account);
        misread = await misreadOne(tenant, JSON.stringify([record, requests, readCopy(version).name]));
      },
      variables: (now) => restoreState(version, record, { folder, now, nowMs: Date.now() }),
    });
    admin = await stage.program('Directory.Admin', 'Directory.Read.All', 'Audit.Read');
  });
  afterAll(async () => {
    await stage?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const read = async (path: string): Promise<unknown> => (await stage.ask(admin, path)).json();

  describe('before its first sync', () => {
    it.each(requests.map((request) => ({ ...request, who: request.as ?? 'nobody signed in' })))(
      'answers the old extension as before: $method $path, $who',
      async (request) => {
        const answer = await sendAgain(stage, request);
        expect(factsOf(request.path, answer)).toEqual(factsOf(request.path, request.answer));
        expect(lostProperties(request.answer.json, answer.json)).toEqual([]);
      },
    );

    it('shows every source as the old version left it', async () => {
      const shown = (await stage.sources()).map(({ id, contacts, generation, lastRun }) => ({
        id,
        contacts,
        generation,
        lastRun,
      }));
      expect(shown).toEqual(record.sources.map(({ notifications: _, ...source }) => source));
    });
  });

  it('answers a wrong number as the old version has stored it, before its first sync', async () => {
    expect((await lookUp(stage, admin, misread.stored)).names).toContain(misread.name);
  });

  describe('from its own storage', () => {
    it('lists the API keys, and accepts every secret that the old version accepted', async () => {
      const { plain, rotated, number, name, listed } = record.keys;
      const { keys } = keysAnswer.parse(await read('/v1/admin/keys'));
      expect(keys.map(({ id, label, secrets }) => ({ id, label, secrets: secrets.length }))).toEqual(listed);
      for (const secret of [plain.secret, rotated.secret, rotated.secretBefore])
        expect(await lookUp(stage, secret, number)).toMatchObject({ status: 200, names: [name] });
    });

    it('refuses a revoked API key', async () => {
      const { revoked, number } = record.keys;
      expect(await lookUp(stage, revoked.secret, number)).toMatchObject({
        status: 401,
        code: 'token_rejected',
      });
    });

    it('refuses tokens that are older than a revocation, and accepts newer ones', async () => {
      const { user, objectId, reason } = record.revocation;
      const { revocations } = revocationsAnswer.parse(await read('/v1/admin/revocations'));
      expect(revocations).toMatchObject([{ objectId, reason }]);
      const nowSeconds = Math.floor(Date.now() / 1000);
      const iat = nowSeconds - HALF_HOUR_SECONDS;
      const old = await stage.tenant.entra.issueToken({ oid: objectId, iat, nbf: iat });
      expect(await lookUp(stage, old, record.keys.number)).toMatchObject({
        status: 401,
        code: 'access_revoked',
      });
      expect(await lookUp(stage, await stage.person(user), record.keys.number)).toMatchObject({
        status: 200,
      });
    });

    it('shows the old audit entries, also by number', async () => {
      const { objectId, entries, number, times } = record.audit;
      const [newest] = entries;
      const kept = auditAnswer.parse(
        await read(`/v1/admin/audit?objectId=${objectId}&limit=500&cursor=${(newest?.id ?? 0) + 1}`),
      );
      const ofPeople = kept.entries.filter(({ caller }) => caller.kind === 'person');
      expect(ofPeople).toMatchObject(entries);
      const until = new Date(record.madeAt).toISOString();
      const ofNumber = `/v1/admin/audit?number=${encodeURIComponent(number)}&to=${until}`;
      const lookUps = auditAnswer
        .parse(await read(ofNumber))
        .entries.filter(({ route }) => route === '/v1/lookup');
      expect(lookUps).toHaveLength(times);
    });

    it("keeps the day's budget, and counts no number twice", async () => {
      const { objectId, numbers } = record.budget;
      const { day, callers } = budgetsAnswer.parse(await read('/v1/admin/budgets'));
      // The worker forgets its counts at midnight, UTC.
      const expected = day === startedOn ? [numbers] : [];
      expect(callers.filter(({ id }) => id === objectId).map((caller) => caller.numbers)).toEqual(expected);
    });

    it('lists the erasures', async () => {
      const { id, source } = record.erasure;
      const { erasures } = erasuresAnswer.parse(await read('/v1/admin/erasures'));
      expect(erasures).toMatchObject([{ id, contacts: 1, sources: [source] }]);
    });

    it('keeps the account connected', async () => {
      const { accounts } = accountsAnswer.parse(await read('/v1/admin/accounts'));
      expect(accounts).toMatchObject([{ id: record.account.id, state: 'connected' }]);
    });
  });

  describe('after its first sync', () => {
    beforeAll(() => stage.round());

    it('does not keep a number that the old version has read wrongly', async () => {
      const { name, stored, meant } = misread;
      expect((await lookUp(stage, admin, stored)).names).not.toContain(name);
      expect((await lookUp(stage, admin, meant)).names).toContain(name);
    });
  });

  describe('after syncing every source', () => {
    beforeAll(async () => {
      // Reads every contact, the erased one included.
      stage.tenant.forgetDeltaTokens();
      await stage.round();
    });

    it('has as many contacts as before', async () => {
      const counted = (await stage.sources()).map(({ id, contacts }) => ({ id, contacts }));
      expect(counted).toEqual(record.sources.map(({ id, contacts }) => ({ id, contacts })));
    });

    it('shows the same contacts with the same ids', async () => {
      const exact = requests.filter(
        ({ path, answer }) => path.startsWith('/v1/lookup') && answer.status === 200,
      );
      for (const request of exact) {
        const ids = (answer: RecordedRequest['answer']) =>
          lookupAnswer.parse(answer.json).hits.map(({ contact }) => contact.id);
        expect(ids(await sendAgain(stage, request))).toEqual(ids(request.answer));
      }
    });

    it("has read the account's mailbox with the old refresh token", async () => {
      const { entra, model } = stage.tenant;
      const lender = [...model.users.values()].find((user) => user.userPrincipalName === record.account.user);
      const tokens = entra.grants.refreshTokensOf(lender?.id ?? '', API_CLIENT_ID);
      const [given, kept, ...successors] = tokens;
      expect([given !== undefined, kept]).toEqual([true, record.account.refreshToken]);
      expect(successors).not.toEqual([]);
      const { accounts } = accountsAnswer.parse(await read('/v1/admin/accounts'));
      expect(accounts).toMatchObject([{ id: record.account.id, state: 'connected' }]);
    });

    it('does not show the erased contact', async () => {
      const { number, name } = record.erasure;
      expect((await lookUp(stage, admin, number)).names).not.toContain(name);
    });

    it('refreshes the offline copy of the old extension', async () => {
      const kept = readCopy(version);
      await restoreCopy(kept);
      const copy = openCopy(
        kept,
        createApiClient({
          fetch,
          workerUrl: stage.worker.url,
          accessToken: async () => ok(await stage.person(kept.person.username)),
        }),
      );
      const { phase, contacts, failure } = await copy.refresh();
      expect({ phase, contacts, failure }).toEqual({
        phase: 'ready',
        contacts: kept.contacts,
        failure: undefined,
      });
      expect(await findIn(copy, kept)).toEqual({ byNumber: [kept.name], byName: kept.name });
    });

    it('has the same subscriptions as before', async () => {
      const states = (await stage.sources()).map(({ id, notifications }) => ({
        id,
        notifications: notifications.state,
      }));
      expect(states).toEqual(record.sources.map(({ id, notifications }) => ({ id, notifications })));
    });
  });
});

/** The old tenant has ended, and its refresh tokens with it. The new tenant accepts the one that the worker has kept. */
async function keepRefreshToken(
  { entra, tls }: RunningTenant,
  { user, refreshToken }: UpgradeRecord['account'],
): Promise<void> {
  const { refresh_token } = await new WebApp(entra, readFileSync(tls.caFile, 'utf8')).connect(user);
  entra.grants.adoptRefreshToken(refreshToken, refresh_token ?? '');
}
