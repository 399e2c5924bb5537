/** A handful of numbers for the demo page: different countries and kinds, all in reach of the demo user. */
import type { Company } from './company.ts';

export interface DemoNumber {
  e164: string;
  /** The label that a softphone or a ticket would show beside the number. */
  about: string;
}

const WANTED = [
  'DE business',
  'DE mobile',
  'FR business',
  'GB business',
  'DE business',
  'US business',
  'DE company-main',
];
const COUNT = 14;
const LOOK_AT_MOST = 3_000;

export function demoNumbers({ sources, mailboxes }: Company): DemoNumber[] {
  const found = new Map<string, DemoNumber[]>();
  const taken = new Set<string>();
  let looked = 0;
  // The demo user sees customers and suppliers.
  for (const source of sources.filter(({ id }) => id === 'customers' || id === 'suppliers')) {
    const mailbox = mailboxes.byAddress(source.mailbox);
    if (!mailbox) continue;
    for (const contact of mailbox.living()) {
      if (++looked > LOOK_AT_MOST) break;
      const { fields, numbers } = mailbox.contentOf(contact);
      for (const { e164, kind, country } of numbers) {
        if (e164 === null || country === null || taken.has(e164) || !fields.companyName) continue;
        taken.add(e164);
        const key = `${country} ${kind}`;
        found.set(key, [...(found.get(key) ?? []).slice(0, COUNT), { e164, about: fields.companyName }]);
      }
    }
  }
  const chosen: DemoNumber[] = [];
  for (let at = 0; chosen.length < COUNT && at < COUNT * WANTED.length; at++) {
    const next = found.get(WANTED[at % WANTED.length] ?? '')?.shift();
    if (next) chosen.push(next);
  }
  return chosen;
}
