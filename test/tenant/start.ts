/** The whole local tenant: Entra, Graph, its company and the control surface, on loopback. */

import { TenantClock } from './clock.ts';
import { foundCompany } from './company/company.ts';
import { type DemoNumber, demoNumbers } from './company/demo-numbers.ts';
import { demoAddress } from './company/people.ts';
import { directorySources, type SourceConfig } from './company/sources.ts';
import { Faults } from './control/faults.ts';
import { startControl } from './control/start.ts';
import type { TenantParts } from './control/tenant-parts.ts';
import { type RunningEntra, startEntra } from './entra/start.ts';
import { type RunningGraph, startGraph } from './graph/start.ts';
import { DEMO_PASSWORD, PORTS } from './ids.ts';
import { readContactsFiles } from './import/read-contacts-file.ts';
import type { TenantModel } from './model.ts';
import { loadTls, type TlsFiles } from './tls.ts';

export interface TenantOptions {
  /** Default 1; the same seed gives the same company. */
  seed?: number;
  /** 100 to 1,000,000, default 2,000. */
  contacts?: number;
  /** 0: any free port. Default: the fixed ports of ids.ts. */
  ports?: { entra: number; graph: number; control: number };
  /** What to do when such a port is taken; default `take-free`. */
  whenPortBusy?: 'take-free' | 'fail';
  /** Folder of the local authority's certificate and key. */
  tlsFolder: string;
  /** People's own contacts, as their programs export them. */
  importFiles?: readonly string[];
  /** Outlook's limits per mailbox; default true. */
  throttling?: boolean;
  /** `POST /sync` runs this. */
  sync?: () => Promise<unknown>;
  /** Milliseconds since the epoch; default the machine's time. `POST /clock` moves the tenant on from there. */
  now?: () => number;
}

export interface RunningTenant {
  clock: TenantClock;
  model: TenantModel;
  entra: RunningEntra;
  graph: RunningGraph;
  graphUrl: string;
  controlUrl: string;
  tls: TlsFiles;
  faults: Faults;
  demo: {
    user: string;
    password: string;
    /** Each is an example of one rule about access (README). */
    people: Record<'anna' | 'jonas' | 'petra' | 'mia' | 'oskar', string>;
    /** Numbers of contacts that the demo user may look up. */
    numbers: DemoNumber[];
  };
  /** The worker's configuration: the sources in shared mailboxes, and those in the directory itself. */
  sources: SourceConfig[];
  directorySources: ReturnType<typeof directorySources>;
  /** What the imported files held and what was left out, in words. */
  importSummary: string[];
  /** How many contacts a source holds now; undefined for an unknown id. */
  contactsOf: (sourceId: string) => number | undefined;
  onSync: (run: () => Promise<unknown>) => void;
  /** Every delta token issued so far answers 410. */
  forgetDeltaTokens: () => void;
  close: () => Promise<void>;
}

export async function startTenant(options: TenantOptions): Promise<RunningTenant> {
  const { seed, contacts, ports = PORTS, whenPortBusy = 'take-free' } = options;
  const imported = await readContactsFiles(options.importFiles ?? []);
  const clock = new TenantClock(options.now);
  const { now } = clock;
  const company = foundCompany({ seed, contacts, imported: imported.contacts, now });
  const tls = await loadTls(options.tlsFolder);
  const faults = new Faults();
  const opened: { close: () => Promise<void> }[] = [];
  const close = async () => {
    for (const server of opened.splice(0).reverse()) await server.close();
  };
  const open = async <Server extends { close: () => Promise<void> }>(
    port: number,
    start: (port: number) => Promise<Server>,
  ): Promise<Server> => {
    const server = await startOnPort(port, whenPortBusy, start);
    opened.push(server);
    return server;
  };
  try {
    const entra = await open(ports.entra, (port) => {
      return startEntra({ tenant: company.model, port, tls, faults, now });
    });
    const graph = await open(ports.graph, (port) =>
      startGraph({
        data: company,
        verifyGraphToken: (header) => entra.verifyGraphToken(header),
        port,
        throttling: options.throttling ?? true,
        faults,
        now,
      }),
    );
    const parts: TenantParts = {
      clock,
      model: company.model,
      graph,
      entra,
      faults,
      caFile: tls.caFile,
      sources: company.sources,
      sync: options.sync,
    };
    const control = await open(ports.control, (port) => startControl(parts, port));
    return {
      clock,
      model: company.model,
      entra,
      graph,
      graphUrl: graph.url,
      controlUrl: control.url,
      tls,
      faults,
      demo: {
        user: demoAddress('anna'),
        password: DEMO_PASSWORD,
        people: {
          anna: demoAddress('anna'),
          jonas: demoAddress('jonas'),
          petra: demoAddress('petra'),
          mia: demoAddress('mia'),
          oskar: demoAddress('oskar'),
        },
        numbers: demoNumbers(company),
      },
      sources: company.sources,
      directorySources: directorySources(company.model),
      importSummary: imported.summary,
      contactsOf: (sourceId) => countContacts(company, sourceId),
      onSync: (run) => {
        parts.sync = run;
      },
      forgetDeltaTokens: graph.forgetDeltaTokens,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function countContacts(company: ReturnType<typeof foundCompany>, sourceId: string): number | undefined {
  const source = company.sources.find((candidate) => candidate.id === sourceId);
  const mailbox = source && company.mailboxes.byAddress(source.mailbox);
  if (!mailbox) return undefined;
  let count = 0;
  for (const _contact of mailbox.living()) count++;
  return count;
}

async function startOnPort<Server>(
  port: number,
  whenBusy: 'take-free' | 'fail',
  start: (port: number) => Promise<Server>,
): Promise<Server> {
  try {
    return await start(port);
  } catch (error) {
    const isBusy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isBusy || port === 0) throw error;
    if (whenBusy === 'fail')
      throw new Error(`Port ${port} is in use. End the program that holds it and try again.`);
    return await start(0);
  }
}
