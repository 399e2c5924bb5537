import { JOB_FLAG, takeJob } from './jobs/run.ts';

/** `npm run bench -- <name> …`: one benchmark for each kind of figure. */

interface Bench {
  says: string;
  load: () => Promise<{ run(args: string[]): Promise<void> }>;
}

const BENCHES: Record<string, Bench> = {
  index: {
    says: 'look-up and search beside other engines: time, recall, size',
    load: () => import('./index-bench.ts'),
  },
  worker: {
    says: 'look-up and search in workerd over KV: reads, time, memory of the isolate',
    load: () => import('./worker-bench.ts'),
  },
  scan: {
    says: 'finding numbers in pages beside libphonenumber: time, precision, recall, growth',
    load: () => import('./scan/scan-bench.ts'),
  },
  page: {
    says: 'what the extension costs a page in a real browser, beside other ways: time, memory, changes',
    load: () => import('./page/page-bench.ts'),
  },
  access: {
    says: 'authorisation of a warm look-up in workerd: token, revocations, groups, sources',
    load: () => import('./access-bench.ts'),
  },
  offline: {
    says: 'blocks and bytes of the offline copy',
    load: () => import('./offline-bench.ts'),
  },
  sync: {
    says: "first import, quiet rounds and kills in virtual time, against what Graph's limits allow",
    load: () => import('./sync/sync-bench.ts'),
  },
  chart: {
    says: "draws the README's chart from the rows of an index run",
    load: () => import('./chart/chart.ts'),
  },
};

const HELP = `npm run bench -- <name> [options]; <name> --help says more

${Object.entries(BENCHES)
  .map(([name, { says }]) => `  ${name.padEnd(8)} ${says}`)
  .join('\n')}`;

async function main([name, ...args]: string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h') {
    console.log(HELP);
    return;
  }
  const bench = BENCHES[name];
  if (!bench) {
    console.error(`no benchmark is called ${name}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  try {
    await (await bench.load()).run(args);
  } catch (error) {
    const isUsage =
      error instanceof Error && 'code' in error && /^usage$|^ERR_PARSE_ARGS/.test(String(error.code));
    console.error(isUsage ? `${error.message}\nnpm run bench -- ${name} --help` : error);
    process.exitCode = isUsage ? 2 : 1;
  }
}

if (process.argv[2] === JOB_FLAG) takeJob();
else await main(process.argv.slice(2));
