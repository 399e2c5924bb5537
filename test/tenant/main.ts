/** `npm run tenant`: the local Microsoft 365 tenant alone, on its fixed ports. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FEWEST_CONTACTS, MOST_CONTACTS } from './company/company.ts';
import { type RunningTenant, startTenant, type TenantOptions } from './start.ts';

const HELP = `Starts the local Microsoft 365 tenant: sign-in, Microsoft Graph and a control surface, on this machine only.

  npm run tenant -- [options]

  --contacts N        ${FEWEST_CONTACTS} to ${MOST_CONTACTS.toLocaleString('en')} contacts in the three shared mailboxes (2,000)
  --seed N            another company (1)
  --import FILE       your own contacts (vCard, CSV, FRITZ!Box phone book), in a mailbox of their own; may be repeated
  --no-throttling     without Outlook's limits per mailbox
  --help              this text

test/tenant/README.md says what can be done with it.`;

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (options === 'help') return console.log(HELP);
  const tenant = await startTenant(options);
  await sayWhatRuns(tenant);
  const end = () => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
    void tenant.close();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function readArguments(args: string[]): TenantOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      contacts: { type: 'string' },
      seed: { type: 'string' },
      import: { type: 'string', multiple: true },
      'no-throttling': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  return {
    // The certificate is kept from run to run, so that a browser that trusts it once keeps doing so.
    tlsFolder: fileURLToPath(new URL('../../.ringcard/tenant', import.meta.url)),
    whenPortBusy: 'fail',
    throttling: !values['no-throttling'],
    ...(values.contacts === undefined
      ? {}
      : { contacts: whole('--contacts', values.contacts, FEWEST_CONTACTS, MOST_CONTACTS) }),
    ...(values.seed === undefined ? {} : { seed: whole('--seed', values.seed, 0, 2 ** 31) }),
    ...(values.import === undefined ? {} : { importFiles: values.import }),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text.replaceAll(/[_.,]/g, ''));
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

async function sayWhatRuns(tenant: RunningTenant): Promise<void> {
  const { people, password } = tenant.demo;
  console.log(`Sign-in (Entra)   ${tenant.entra.issuer}
Microsoft Graph   ${tenant.graphUrl}/v1.0
Control           ${tenant.controlUrl}
Authority (CA)    ${tenant.tls.caFile}

Sources`);
  for (const { id, mailbox } of tenant.sources)
    console.log(`  ${id.padEnd(14)}${mailbox}  ${tenant.contactsOf(id)} contacts`);
  for (const { id, description } of tenant.directorySources) console.log(`  ${id.padEnd(14)}${description}`);
  for (const line of tenant.importSummary) console.log(`  ${line}`);
  console.log(`
Users, all with the password ${password}
  ${people.anna}   Sales and Purchasing
  ${people.jonas}  in no group
  ${people.petra}    owns the Partner Team without being in it
  ${people.mia}     in Sales through a nested group
  ${people.oskar}  in Sales and in more groups than a token can hold

A token for the API:
  curl -s ${tenant.controlUrl}/token -d '{"user":"${people.anna}"}'

Ctrl-C ends it.`);
}

main().catch((error: unknown) => {
  // A person at a terminal needs the message, which says what to do, and no stack.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
