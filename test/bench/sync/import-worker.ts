import { z } from 'zod';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { randomOf } from '../../tenant/company/random.ts';
import { BenchTenant } from './bench-tenant.ts';
import { Platform, type Played, type PlayedSource } from './platform.ts';
import { type Generation, type Kind, KV_AT_ONCE, KV_MS, type Order, type Outcome } from './protocol.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Runs in workerd: a first import by the product's Source and publisher, and the rounds after it, in virtual time. */

/** Far ahead of the real clock, or alarms would run by themselves. */
const START_MS = Date.UTC(2035, 0, 1, 8);
const MOST_SECONDS = 24 * 60 * 60;
/** Every third round refreshes the list of folders. */
const QUIET_ROUNDS = 4;
const KILLED: readonly Kind[] = ['names', 'details', 'photos'];

interface Environment {
  ENTRA_URL: string;
  DIRECTORY_KV: object;
}

const logLine = z.object({
  event: z.string(),
  code: z.string().optional(),
  contacts: z.number().optional(),
  numbers: z.number().optional(),
});

export async function answer(
  request: Request,
  env: Environment,
  source: () => PlayedSource,
  directory: () => Played,
): Promise<Response> {
  const order: Order = await request.json();
  const clock = new VirtualClock(START_MS);
  clock.install();
  const tenant = new BenchTenant(clock, order);
  tenant.install(env.ENTRA_URL);
  const platform = new Platform(clock, source, directory);
  let connections = new MailboxGate(undefined, { inFlight: KV_AT_ONCE });
  platform.afterKill = () => {
    connections = new MailboxGate(undefined, { inFlight: KV_AT_ONCE });
  };
  // Nobody reads, so writes need not be kept.
  Object.assign(Object.getPrototypeOf(env.DIRECTORY_KV), {
    put: () => connections.pass(() => clock.sleep(KV_MS)),
  });
  const run = new ImportRun(order, tenant, platform);
  return Response.json(await run.play());
}

class ImportRun {
  readonly #order: Order;
  readonly #tenant: BenchTenant;
  readonly #platform: Platform;
  readonly #generations: Generation[] = [];
  readonly #troubles: string[] = [];
  readonly #kills: Outcome['kills'] = [];
  #addedAtMs: number | undefined;

  constructor(order: Order, tenant: BenchTenant, platform: Platform) {
    this.#order = order;
    this.#tenant = tenant;
    this.#platform = platform;
    console.log = (line: string) => this.#hear(line);
  }

  async play(): Promise<Outcome> {
    const { isDisturbed } = this.#order;
    if (isDisturbed) this.#planTroubles();
    await this.#until(() => this.#platform.isComplete());
    const before = this.#platform.crons.length;
    if (!isDisturbed) await this.#until(() => this.#platform.crons.length > before + QUIET_ROUNDS);
    const since = (ms: number) => ms - START_MS;
    return {
      asked: this.#tenant.asked.map((one) => ({
        ...one,
        atMs: since(one.atMs),
        answeredAtMs: since(one.answeredAtMs),
      })),
      generations: this.#generations.map((one) => ({ ...one, atMs: since(one.atMs) })),
      crons: this.#platform.crons.map(since),
      kills: this.#kills.map((one) => ({ ...one, atMs: since(one.atMs) })),
      addedAtMs: this.#addedAtMs === undefined ? undefined : since(this.#addedAtMs),
      peak: this.#tenant.peak,
      troubles: this.#troubles,
    };
  }

  /** Plans a kill in each stage of the import, at requests chosen by the seed, and a new contact while photos are read. */
  #planTroubles(): void {
    const { seed, contacts } = this.#order;
    const random = randomOf('kills', seed);
    const requests = (kind: Kind) => (kind === 'photos' ? contacts / 2 : contacts / 1000);
    const left = new Map(KILLED.map((kind) => [kind, Math.ceil(random() * requests(kind))]));
    let photosUntilNewcomer = (contacts * 2) / 3;
    this.#tenant.beforeAnswer = (kind) => {
      if (kind === 'photos' && --photosUntilNewcomer < 0 && this.#addedAtMs === undefined) this.#addOne();
      const count = left.get(kind);
      if (count === undefined) return undefined;
      left.set(kind, count - 1);
      if (count > 1) return undefined;
      left.delete(kind);
      this.#kills.push({ kind, atMs: Date.now() });
      return this.#platform.kill();
    };
  }

  #addOne(): void {
    this.#tenant.addOne();
    this.#addedAtMs = Date.now();
    this.#platform.ringNow();
  }

  #until(isOver: () => boolean | Promise<boolean>): Promise<void> {
    return this.#platform.runUntil(isOver, MOST_SECONDS);
  }

  #hear(line: string): void {
    const { event, code, contacts = 0, numbers = 0 } = logLine.parse(JSON.parse(line));
    if (event === 'generation_published') this.#generations.push({ atMs: Date.now(), contacts, numbers });
    else if (event !== 'run_finished') this.#troubles.push(`${event} ${code ?? ''}`.trim());
  }
}
