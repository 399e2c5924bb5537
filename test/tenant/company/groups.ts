/** The groups that decide who may see which contacts, plus the cases that make group checks hard. */
import { DOMAIN } from '../ids.ts';
import type { TenantGroup, TenantUser } from '../model.ts';
import { demoAddress } from './people.ts';
import { guidOf } from './random.ts';

export const ACCESS_GROUPS = {
  customers: 'Sales',
  suppliers: 'Purchasing',
  partners: 'Partner Team',
} as const;
/** A token holds at most 200 groups: a member of this many gets the overage claim instead. */
const EXTRA_GROUPS = 210;

export function groups(users: Map<string, TenantUser>): Map<string, TenantGroup> {
  const idOf = (address: string): string => {
    const user = [...users.values()].find((candidate) => candidate.userPrincipalName === address);
    if (!user) throw new Error(`The company lacks ${address}`);
    return user.id;
  };
  const [anna, petra, mia, oskar] = (['anna', 'petra', 'mia', 'oskar'] as const).map((name) =>
    idOf(demoAddress(name)),
  );
  const staff = [...users.values()].filter(
    (user) => user.licensed && user.mailbox === 'user' && user.jobTitle !== null,
  );
  // The first five are the demo people, placed by hand.
  const others = staff.slice(5).map((user) => user.id);
  const every = (step: number, rest: number) => others.filter((_, at) => at % step === rest);

  const fieldSales = group('Field Sales', 'security', null, [mia, ...every(7, 2)]);
  const all: TenantGroup[] = [
    { ...group('Sales', 'security', null, [anna, oskar, ...every(3, 0)]), nested: new Set([fieldSales.id]) },
    group('Purchasing', 'mail-enabled-security', 'purchasing', [anna, ...every(4, 1)]),
    {
      ...group('Partner Team', 'microsoft-365', 'partner-team', every(5, 2)),
      owners: new Set(petra ? [petra] : []),
    },
    fieldSales,
    group('All Staff', 'microsoft-365', 'all-staff', others),
  ];
  for (let at = 1; at <= EXTRA_GROUPS; at++) {
    all.push(group(`Route ${String(at).padStart(3, '0')}`, 'security', null, [oskar]));
  }
  return new Map(all.map((item) => [item.id, item]));
}

function group(
  displayName: string,
  kind: TenantGroup['kind'],
  alias: string | null,
  members: (string | undefined)[],
): TenantGroup {
  return {
    id: guidOf('group', displayName),
    displayName,
    mail: alias && `${alias}@${DOMAIN}`,
    kind,
    members: new Set(members.filter((id) => id !== undefined)),
    nested: new Set(),
    owners: new Set(),
  };
}
