import {
  accountsAnswer,
  auditAnswer,
  budgetsAnswer,
  consentLink,
  erasedAnswer,
  erasurePreview,
  issuedKey,
  keysAnswer,
  type NewKey,
  revocation,
} from '#shared/admin-api.ts';
import { lookupAnswer } from '#shared/api.ts';
import { control } from '../support/truth.ts';
import { API_CLIENT_ID } from '../tenant/ids.ts';
import type { People } from './people.ts';
import type { UpgradeRecord } from './record.ts';
import { type Stage, until } from './stage.ts';
import { ACCOUNT } from './variables.ts';

/** A company's use of the directory that its worker must not forget. */

const LENDER = 'anna.berger@nordwind.example';
const REVOKED = 'mia.vogel@nordwind.example';

type Kept<Part extends keyof UpgradeRecord> = Pick<UpgradeRecord, Part>;

export async function leaveTraces(
  stage: Stage,
  { erased, ofKeys }: Pick<People, 'erased' | 'ofKeys'>,
): Promise<Kept<'erasure' | 'keys' | 'revocation'>> {
  const ask = await administration(stage);
  const erasure = await erase(ask, erased);
  await stage.round();
  const keys = await makeKeys(stage, ask, ofKeys);
  const objectId = idOf(stage, REVOKED);
  const reason = 'Lost a laptop';
  revocation.parse(await ask('/v1/admin/revocations', { objectId, reason }));
  return { erasure, keys, revocation: { user: REVOKED, objectId, reason } };
}

/** Reads the worker's records at the end. `number` has been looked up before. */
export async function readTraces(
  stage: Stage,
  number: string,
): Promise<Kept<'sources' | 'account' | 'audit' | 'budget'>> {
  const ask = await administration(stage);
  const sources = (await stage.sources()).map(({ id, contacts, generation, lastRun, notifications }) => {
    if (!lastRun) throw new Error(`The source ${id} was never read.`);
    return { id, contacts, generation, lastRun, notifications: notifications.state };
  });
  const account = { id: ACCOUNT, user: LENDER, refreshToken: newestRefreshToken(stage) };
  return { sources, account, ...(await readTrails(stage, ask, number)) };
}

type Ask = (path: string, body?: object) => Promise<unknown>;

/** Asks as an administrator; throws when the worker refuses. */
async function administration(stage: Stage): Promise<Ask> {
  const token = await stage.program('Directory.Admin', 'Directory.Read.All', 'Audit.Read');
  return async (path, body) => {
    const answer = await stage.ask(token, path, body && { method: 'POST', body });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  };
}

/** Adds an account, whose person signs in and consents. */
export async function connectAccount(stage: Stage): Promise<void> {
  const ask = await administration(stage);
  const added = await ask('/v1/admin/accounts', { id: ACCOUNT, label: 'Main account' });
  const url = consentLink.parse(added).authorizeUrl;
  const signedIn = await control(stage, 'POST', '/sign-in', { user: LENDER, url });
  const location = signedIn && typeof signedIn === 'object' && 'location' in signedIn && signedIn.location;
  await fetch(String(location));
  const { accounts } = accountsAnswer.parse(await ask('/v1/admin/accounts'));
  if (accounts[0]?.state !== 'connected') throw new Error('The account was not connected.');
}

/** The token that the worker holds, encrypted. */
function newestRefreshToken({ tenant }: Stage): string {
  const user = [...tenant.model.users.values()].find((one) => one.userPrincipalName === LENDER);
  const token = tenant.entra.grants.refreshTokensOf(user?.id ?? '', API_CLIENT_ID).at(-1);
  if (token === undefined) throw new Error('The account has no refresh token.');
  return token;
}

async function erase(ask: Ask, { number, name }: People['erased']): Promise<UpgradeRecord['erasure']> {
  const wish = { number };
  const { contacts, confirm } = erasurePreview.parse(await ask('/v1/admin/erasures', wish));
  const [source] = contacts.map((contact) => contact.source.id);
  const { id } = erasedAnswer.parse(await ask('/v1/admin/erasures', { ...wish, confirm }));
  await until(async () => {
    const { hits } = lookupAnswer.parse(await ask(`/v1/lookup?number=${encodeURIComponent(number)}`));
    return !hits.some(({ contact }) => contact.displayName === name);
  });
  if (source === undefined) throw new Error('Nobody was erased.');
  return { id, source, number, name };
}

async function makeKeys(stage: Stage, ask: Ask, known: People['ofKeys']): Promise<UpgradeRecord['keys']> {
  const make = async (label: string, more: Partial<NewKey> = {}) =>
    issuedKey.parse(
      await ask('/v1/admin/keys', {
        label,
        sources: ['customers', 'suppliers'],
        routes: ['lookup', 'search'],
        addresses: ['0.0.0.0/0', '::/0'],
        ...more,
      }),
    );
  const plain = await make('Desk phones', { query: true });
  const first = await make('PBX');
  const second = issuedKey.parse(await ask(`/v1/admin/keys/${first.key.id}/rotate`, {}));
  const revoked = await make('Old script');
  const admin = await stage.program('Directory.Admin');
  await stage.ask(admin, `/v1/admin/keys/${revoked.key.id}`, { method: 'DELETE' });
  for (const { secret } of [plain, first, second]) {
    const answer = await stage.ask(secret, `/v1/lookup?number=${encodeURIComponent(known.number)}`);
    if (answer.status !== 200) throw new Error(`A new key was answered ${answer.status}.`);
  }
  const { keys } = keysAnswer.parse(await ask('/v1/admin/keys'));
  return {
    listed: keys.map(({ id, label, secrets }) => ({ id, label, secrets: secrets.length })),
    plain: { id: plain.key.id, secret: plain.secret },
    rotated: { id: first.key.id, secret: second.secret, secretBefore: first.secret },
    revoked: { id: revoked.key.id, secret: revoked.secret },
    ...known,
  };
}

async function readTrails(stage: Stage, ask: Ask, number: string): Promise<Kept<'budget' | 'audit'>> {
  const objectId = idOf(stage, LENDER);
  // The worker writes audit and budget after its answers.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { entries } = auditAnswer.parse(await ask(`/v1/admin/audit?objectId=${objectId}&limit=500`));
  const ofNumber = auditAnswer.parse(await ask(`/v1/admin/audit?number=${encodeURIComponent(number)}`));
  const { callers } = budgetsAnswer.parse(await ask('/v1/admin/budgets'));
  const numbers = callers.find(({ id }) => id === objectId)?.numbers;
  if (numbers === undefined) throw new Error('No budget was counted.');
  return {
    budget: { objectId, numbers },
    audit: {
      objectId,
      // Programs of the local tenant share a person's object id.
      entries: entries
        .filter(({ caller }) => caller.kind === 'person')
        .map(({ id, at, method, route, status, hits }) => ({
          id,
          at,
          method,
          route,
          status,
          ...(hits !== undefined && { hits }),
        })),
      number,
      times: ofNumber.entries.filter(({ route }) => route === '/v1/lookup').length,
    },
  };
}

function idOf({ tenant }: Stage, user: string): string {
  const found = [...tenant.model.users.values()].find((one) => one.userPrincipalName === user);
  if (!found) throw new Error(`The tenant lacks ${user}.`);
  return found.id;
}
