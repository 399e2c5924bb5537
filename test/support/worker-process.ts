import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The real worker under `wrangler dev`: workerd, KV and Durable Objects on this machine. */

const root = join(import.meta.dirname, '..', '..');
const START_SECONDS = 60;

export interface WorkerOptions {
  /** Preferred port; when it is busy, another free one is used. */
  port: number;
  /** Folder for state and settings. */
  folder: string;
  /** CA of the local tenant's sign-in address. */
  caFile: string;
  /** Receives the chosen port. */
  variables: (port: number) => Record<string, string>;
  /** Receives the process at once, so that it can be ended while it is still starting. */
  spawned?: (worker: WorkerProcess) => void;
  /** Receives the output of the worker and its runner. */
  onOutput?: (text: string) => void;
}

export class WorkerProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #output: string[];

  private constructor(url: string, child: ChildProcess, output: string[]) {
    this.url = url;
    this.#child = child;
    this.#output = output;
  }

  /** Resolves when the worker answers; otherwise throws with the end of its output. */
  static async start(options: WorkerOptions): Promise<WorkerProcess> {
    const port = await freePort(options.port);
    const envFile = join(options.folder, 'worker.env');
    writeFileSync(
      envFile,
      Object.entries(options.variables(port))
        .map(([name, value]) => `${name}=${quoted(value)}\n`)
        .join(''),
      { mode: 0o600 },
    );
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/wrangler/bin/wrangler.js'),
        'dev',
        '--ip',
        '127.0.0.1',
        '--port',
        String(port),
        '--inspector-port',
        String(await freePort(0)),
        '--persist-to',
        join(options.folder, 'state'),
        '--env-file',
        envFile,
        '--show-interactive-dev-session=false',
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        // A separate process group: Ctrl-C reaches only this process, which then ends the worker in order.
        detached: process.platform !== 'win32',
        env: {
          ...process.env,
          WRANGLER_SEND_METRICS: 'false',
          CLOUDFLARE_CF_FETCH_ENABLED: 'false',
          WRANGLER_REGISTRY_PATH: join(options.folder, 'registry'),
          WRANGLER_LOG_PATH: join(options.folder, 'logs'),
          NODE_EXTRA_CA_CERTS: options.caFile,
          NO_COLOR: '1',
        },
      },
    );
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        output.push(String(chunk));
        options.onOutput?.(String(chunk));
      });
    const worker = new WorkerProcess(`http://127.0.0.1:${port}`, child, output);
    options.spawned?.(worker);
    try {
      await worker.#answers();
    } catch (error) {
      await worker.stop();
      throw error;
    }
    return worker;
  }

  /** The whole output of the worker and its runner. */
  get output(): string {
    return this.#output.join('');
  }

  /** Runs the cron trigger, which Cloudflare fires by the clock and wrangler never fires by itself. */
  async runSchedule(): Promise<void> {
    const response = await fetch(`${this.url}/cdn-cgi/handler/scheduled`);
    if (!response.ok) throw new Error(`The schedule answered ${response.status}.`);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#signal('SIGINT');
    const late = setTimeout(() => this.#signal('SIGKILL'), 5000);
    await gone;
    clearTimeout(late);
    // workerd outlives a killed runner.
    this.#signal('SIGKILL');
  }

  /** Kills the whole group as a power cut does, without time to finish anything. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#signal('SIGKILL');
    await gone;
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#child.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }

  async #answers(): Promise<void> {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (Date.now() < deadline && this.#child.exitCode === null) {
      const response = await fetch(`${this.url}/v1/health`).catch(() => undefined);
      if (response?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The worker did not start:\n${this.output.slice(-3000)}`);
  }
}

/** The preferred port on the loopback interface, or any other free one. */
export async function freePort(preferred: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
      });
    });
  const port = (await tryPort(preferred)) ?? (await tryPort(0));
  if (port === undefined) throw new Error('No port of the loopback interface is free.');
  return port;
}

/** One line for an environment file. JSON's escapes replace the one quote that the format cannot escape. */
function quoted(value: string): string {
  return `'${value.replace(/'/g, '\\u0027').replace(/\r?\n/g, '\\n')}'`;
}
