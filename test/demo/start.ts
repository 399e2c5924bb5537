import { parseArgs } from 'node:util';
import { lookupAnswer } from '#shared/api.ts';
import { findBrowser } from '../setup/browser.ts';
import { openBrowser, type RunningBrowser } from '../support/chromium.ts';
import { type Services, startServices } from '../support/services.ts';
import { control } from '../support/truth.ts';
import { DEMO_PASSWORD } from '../tenant/ids.ts';
import { keepExtensionNew } from './dev.ts';
import { ImportsTogether } from './overall-progress.ts';
import { serveDemo } from './page.ts';
import { ProgressBar } from './progress-bar.ts';

/** `npm start`: the whole product on this machine, shown in a browser window. `npm run dev`: the same with `--watch`. */

const USAGE = `npm start -- [options]

  --no-browser         services alone; prints one line of JSON when the directory answers
  --contacts FILE …    your own contacts (vCard, CSV, FRITZ!Box phone book) in a shared mailbox
  --size N             contacts of the invented company, 100 to 1000000 (2000)
  --seed N             another invented company
  --watch              what npm run dev adds: builds worker and extension again at each change, and reloads them
  --help               this text
`;

/** The interval at which changes in the tenant are fetched, in place of the worker's cron trigger. */
const SCHEDULE_SECONDS = 60;

async function main(): Promise<void> {
  const flags = readFlags();
  if (!flags) return;
  // With --no-browser, stdout carries only the one line of JSON.
  const say = (line = '') => (flags.withBrowser ? process.stdout : process.stderr).write(`${line}\n`);
  const undo: (() => unknown)[] = [];
  const stop = once(async () => {
    say('\nStopping …');
    for (const step of undo.splice(0).reverse()) await step();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop().then(() => process.exit(signal === 'SIGINT' ? 130 : 0));
    });
  }
  try {
    const services = await startServices({
      usualPorts: true,
      say,
      undo,
      sources: (tenant) => [...tenant.sources.map(mayBeCopied), ...tenant.directorySources],
      ...(flags.isWatching && { onWorkerOutput: (text: string) => process.stderr.write(text) }),
      ...(flags.size === undefined ? {} : { contacts: flags.size }),
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      ...(flags.contacts === undefined ? {} : { importFiles: flags.contacts }),
    });
    for (const line of services.tenant.importSummary) say(line);
    // The demo user becomes an administrator, so that the administrators' pages can be seen too.
    await control(services, 'PATCH', `/users/${services.tenant.demo.user}`, {
      apiRoles: ['Directory.Admin'],
    });
    await firstSync(services, flags.withBrowser ? process.stdout : process.stderr);
    const schedule = setInterval(
      () => services.worker.runSchedule().catch(() => say('The worker did not answer its schedule.')),
      SCHEDULE_SECONDS * 1000,
    );
    undo.push(() => clearInterval(schedule));
    let browser: RunningBrowser | undefined;
    if (flags.withBrowser) browser = await show(services, say, undo);
    else process.stdout.write(`${JSON.stringify(await readyLine(services))}\n`);
    if (flags.isWatching) undo.push(keepExtensionNew(services, browser, say));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    await stop();
    process.exit(1);
  }
}

/** Allows offline copies of a source, so that the feature can be tried. */
function mayBeCopied(source: object): object {
  return { ...source, offline: true };
}

interface Flags {
  withBrowser: boolean;
  isWatching: boolean;
  contacts?: string[];
  size?: number;
  seed?: number;
}

function readFlags(): Flags | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'no-browser': { type: 'boolean' },
        contacts: { type: 'string', multiple: true },
        size: { type: 'string' },
        seed: { type: 'string' },
        watch: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      return undefined;
    }
    const flags: Flags = { withBrowser: !values['no-browser'], isWatching: Boolean(values.watch) };
    // `--contacts a.vcf b.csv`: further files follow the first.
    if (values.contacts !== undefined) flags.contacts = [...values.contacts, ...positionals];
    else if (positionals.length > 0) throw new Error(`There is no option "${positionals[0]}".`);
    if (values.size !== undefined) flags.size = whole('--size', values.size, 100, 1_000_000);
    if (values.seed !== undefined) flags.seed = whole('--seed', values.seed, 0, 2 ** 31 - 1);
    return flags;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} takes a whole number from ${least} to ${most}, not ${text}.`);
}

async function firstSync(services: Services, out: NodeJS.WriteStream): Promise<void> {
  const bar = new ProgressBar(out, 'First sync');
  const imports = new ImportsTogether();
  const status = await services.sync((state) => bar.show(imports.add(state)));
  const total = status.sources.reduce((sum, { contacts }) => sum + contacts, 0);
  bar.finish(
    total,
    `${status.sources.map(({ name, contacts }) => `${name} ${contacts.toLocaleString('en')}`).join(', ')}`,
  );
}

async function readyLine(services: Services): Promise<object> {
  const { tenant, worker, extension } = services;
  return {
    ready: true,
    worker: worker.url,
    entra: tenant.entra.url,
    graph: tenant.graphUrl,
    control: tenant.controlUrl,
    extension,
    token: await tenant.entra.issueUserToken(tenant.demo.user),
    user: tenant.demo.user,
  };
}

async function show(
  services: Services,
  say: (line?: string) => void,
  undo: (() => unknown)[],
): Promise<RunningBrowser | undefined> {
  const { tenant, worker } = services;
  const { user } = tenant.demo;
  const numbers = tenant.demo.numbers;
  const page = await serveDemo({ numbers, unknown: '+493023125999', user, password: DEMO_PASSWORD }, 8080);
  undo.push(() => page.close());
  say();
  say(`Demo page   ${page.url}`);
  say(`Worker      ${worker.url}   (${worker.url}/openapi.json)`);
  say(`Tenant      ${tenant.controlUrl}   (test/tenant/README.md: change contacts, groups, inject faults)`);
  say(`Sign in     ${user}   password ${DEMO_PASSWORD}`);
  say();
  let browser: RunningBrowser | undefined;
  const executable = hasDisplay() ? findBrowser() : undefined;
  if (executable === undefined) {
    say(
      hasDisplay()
        ? 'There is no Chromium, Edge or Chrome on this machine, so no window opens.'
        : 'There is no display, so no window opens.',
    );
    await sayCurl(services, say);
  } else {
    browser = await openWindow(executable, services, page.url, say, undo);
  }
  say('Ctrl-C ends everything.');
  return browser;
}

/** Wayland and X11 name their display; other systems always have one. */
function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function sayCurl(services: Services, say: (line?: string) => void): Promise<void> {
  const token = await services.tenant.entra.issueUserToken(services.tenant.demo.user);
  const number = services.tenant.demo.numbers[0]?.e164 ?? '+493023125999';
  say('The services are up. Ask them, as the demo user (the token lives an hour):');
  say();
  say(`  TOKEN=${token}`);
  say(
    `  curl -H "Authorization: Bearer $TOKEN" '${services.worker.url}/v1/lookup?number=${encodeURIComponent(number)}'`,
  );
  say(`  curl -H "Authorization: Bearer $TOKEN" '${services.worker.url}/v1/search?q=meier'`);
  say(`  curl -H "Authorization: Bearer $TOKEN" '${services.worker.url}/v1/status'`);
  say();
  const response = await fetch(`${services.worker.url}/v1/lookup?number=${encodeURIComponent(number)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok)
    throw new Error(`The first look-up answered ${response.status}: ${await response.text()}`);
  const [hit] = lookupAnswer.parse(await response.json()).hits;
  if (hit) say(`The first one answers: ${hit.contact.displayName} (${hit.source.name})`);
}

async function openWindow(
  executable: string,
  services: Services,
  url: string,
  say: (line?: string) => void,
  undo: (() => unknown)[],
): Promise<RunningBrowser | undefined> {
  try {
    const browser = await openBrowser({
      executable,
      extension: services.extension,
      spki: services.spki,
      headless: false,
    });
    undo.push(() => browser.close());
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    await page.goto(url);
    // An empty `undo` means that the services are already stopping.
    browser.context.on('close', () => undo.length > 0 && say('The window was closed; the services go on.'));
    say('A browser window shows the demo page. Rest the pointer on a number.');
    return browser;
  } catch (error) {
    say(
      `The browser ${executable} did not open a window with the extension: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
    say(
      `Load it yourself: open chrome://extensions, switch developer mode on, “Load unpacked”, ${services.extension}`,
    );
    await sayCurl(services, say);
    return undefined;
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}

await main();
