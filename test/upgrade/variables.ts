import { createHash } from 'node:crypto';
import { workerVariables } from '../support/services.ts';
import type { RunningTenant } from '../tenant/start.ts';
import type { UpgradeRecord } from './record.ts';

/** Id of the account that reads the customers. */
export const ACCOUNT = 'main';

/** The worker's variables for making a state: sources of every kind, and fixed keys. */
export function variablesOf(
  origins: UpgradeRecord['origins'],
  tenant: RunningTenant,
): Record<string, string> {
  const shared = Object.fromEntries(tenant.sources.map((source) => [source.id, source]));
  const partners = shared.partners;
  return {
    ...workerVariables(tenant, Number(new URL(origins.worker).port)),
    SOURCES: JSON.stringify([
      { ...shared.customers, account: ACCOUNT, include: { notes: true } },
      { ...shared.suppliers, offline: true, companyMatch: { mode: 'colleagues', digits: 4 } },
      {
        ...partners,
        fields: [{ fields: ['mobile'], groups: partners?.groups, identify: true }],
        dialling: { area: '30', trunk: '+493023125', internalDigits: { least: 2, most: 3 }, outside: '0' },
      },
      ...tenant.directorySources,
    ]),
    ACCOUNTS_KEY: testKey('accounts'),
    API_KEYS_PEPPER: testKey('pepper'),
    AUDIT_KEY: testKey('audit'),
    // The longest that the settings allow: the tests read the entries years later.
    AUDIT_DAYS: '3650',
    BUDGETS: JSON.stringify({ persons: { warnAtNumbers: 2 } }),
  };
}

/** A public key for tests: anybody can derive it. */
function testKey(name: string): string {
  return createHash('sha256').update(`ringcard upgrade test: ${name}`).digest('base64');
}
