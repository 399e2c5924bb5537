import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, vi } from 'vitest';
import type { SourceConfig } from '#shared/source-config.ts';
import { configurationOf } from '../../../worker/configuration.ts';
import { pickFrom, type Random, randomOf } from '../../tenant/company/random.ts';
import { applyInput, contentFrom } from '../../tenant/graph/contact-content.ts';
import type { Folder } from '../../tenant/graph/folder.ts';
import type { Mailbox } from '../../tenant/graph/mailbox.ts';
import { sourceStub } from '../support/source-runner.ts';
import { Conductor } from './conductor.ts';
import { ExactGenerations } from './exact-generations.ts';
import { Microsoft } from './microsoft.ts';
import { ReaderLoop } from './reader-loop.ts';
import { TroubledKv } from './troubled-kv.ts';
import { Truth } from './truth.ts';
import { VirtualTime } from './virtual-time.ts';

const LOCATIONS = 3;
const MINUTE = 60;
const FURTHER_RUNS = 3;
/** Far ahead of the real clock. Each world starts later than the previous one, so that no token outlives its world. */
let nextStartMs = Date.UTC(2035, 0, 1, 8);
const WORLD_MS = 30 * 24 * 60 * MINUTE * 1000;

export interface WorldOptions {
  seed: number;
  contacts?: number;
  /** A small page, so that a few contacts make many pages. */
  pageSize?: number;
}

/** The tenant, the worker's Durable Objects, KV and readers in one virtual time, with an oracle that knows the truth. */
export class FaultWorld {
  readonly time = new VirtualTime();
  readonly random: Random;
  readonly microsoft: Microsoft;
  readonly kv: TroubledKv;
  readonly truth: Truth;
  readonly readers: ReaderLoop;
  readonly conductor: Conductor;
  readonly sources: readonly SourceConfig[];
  /** What the worker has logged. */
  readonly lines: string[] = [];
  #edits = 0;

  private constructor({ seed, contacts = 100, pageSize = 10 }: WorldOptions) {
    this.time.start(nextStartMs);
    nextStartMs += WORLD_MS;
    this.random = randomOf('fault world', seed);
    this.sources = configurationOf(env).sources;
    this.microsoft = new Microsoft(this.time, { contacts, seed, pageSize });
    this.kv = new TroubledKv(randomOf('kv', seed), LOCATIONS, this.time.now);
    this.truth = new Truth(this.microsoft, this.sources);
    const { kv, truth } = this;
    this.readers = new ReaderLoop({ kv, truth, random: randomOf('readers', seed), locations: LOCATIONS });
    this.conductor = new Conductor(this.time, this.ids);
    this.conductor.afterKill = () => this.microsoft.forgetAskers();
    this.conductor.afterAlarm = () => this.readers.ask(pickFrom(this.ids, this.random));
  }

  static async open(options: WorldOptions): Promise<FaultWorld> {
    const world = new FaultWorld(options);
    vi.spyOn(console, 'log').mockImplementation((line) => world.lines.push(String(line)));
    world.microsoft.start();
    world.kv.start();
    await world.truth.look();
    return world;
  }

  async close(): Promise<void> {
    this.kv.stop();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    this.time.stop();
    await reset();
  }

  get ids(): string[] {
    return this.sources.map(({ id }) => id);
  }

  mailboxOf(sourceId: string): Mailbox {
    const config = this.sources.find(({ id }) => id === sourceId);
    const mailbox =
      config && 'mailbox' in config && this.microsoft.company.mailboxes.byAddress(config.mailbox);
    if (!mailbox) throw new Error(`not expected: source ${sourceId}`);
    return mailbox;
  }

  /** The folders that the source reads; the mailbox has more. */
  foldersOf(sourceId: string): Folder[] {
    const config = this.sources.find(({ id }) => id === sourceId);
    const wanted = config && 'folders' in config ? config.folders : [];
    return [...this.mailboxOf(sourceId).folders.values()].filter(({ id }) => wanted.includes(id));
  }

  /** The folder with most of the source's contacts. */
  fullestFolderOf(sourceId: string): Folder {
    const [fullest] = this.foldersOf(sourceId).sort((a, b) => b.members.length - a.members.length);
    if (!fullest) throw new Error(`not expected: ${sourceId} has no folders`);
    return fullest;
  }

  /** Completes the first import of every source, until it is published and has arrived everywhere. */
  async importAll(): Promise<void> {
    await this.conductor.runFor(15 * MINUTE);
    await this.expectTruth();
    this.readers.expectEverything();
  }

  /** Lets time pass without cron until just before the next whole reading of the customers. */
  async untilWholeReading(): Promise<void> {
    const { ringsPerCron } = this.conductor;
    this.conductor.ringsPerCron = () => 0;
    const { nextFullAt = 0 } = await sourceStub('customers').status();
    await this.conductor.runFor((nextFullAt - Date.now()) / 1000 - 1);
    this.conductor.ringsPerCron = ringsPerCron;
  }

  /** Adds this many contacts to the fullest folder of the source. */
  async grow(sourceId: string, contacts: number): Promise<void> {
    const mailbox = this.mailboxOf(sourceId);
    const folder = this.fullestFolderOf(sourceId);
    for (let i = 0; i < contacts; i++) mailbox.create(this.#newcomer(), folder);
    await this.truth.look();
  }

  /** Adds, changes, moves and removes a few contacts in each mailbox. */
  async edit(): Promise<void> {
    for (const id of this.ids) {
      const mailbox = this.mailboxOf(id);
      const folders = this.foldersOf(id);
      const living = folders.flatMap(({ members }) => members.filter((one) => one !== null));
      const pick = () => pickFrom(living, this.random);
      mailbox.create(this.#newcomer(), pickFrom(folders, this.random));
      if (living.length === 0) continue;
      const changed = pick();
      mailbox.update(changed, applyInput(mailbox.contentOf(changed), { surname: `Neu ${this.#edits}` }));
      mailbox.move(pick(), pickFrom(folders, this.random));
      mailbox.remove(pick());
    }
    await this.truth.look();
  }

  /** Ends all trouble: within three further runs the published index equals the tenant, and no answer was ever wrong. */
  async expectSurvival(): Promise<void> {
    this.microsoft.heal();
    this.kv.trouble = () => undefined;
    this.conductor.ringsPerCron = () => 1;
    // Waits for whole cron intervals, plus the time to announce the last run's result.
    await this.conductor.runFor(FURTHER_RUNS * 5 * MINUTE + 4 * MINUTE);
    await this.expectTruth();
    this.expectNothingWrong();
  }

  expectNothingWrong(): void {
    const { lost, mixed, invented } = this.readers.findings;
    expect({ lost, mixed, invented }).toEqual({ lost: [], mixed: [], invented: [] });
    expect(this.microsoft.peak).toBeLessThanOrEqual(4);
    expect(this.mostInTenMinutes()).toBeLessThanOrEqual(10_000);
    expect(this.microsoft.strayed).toEqual([]);
  }

  /** The newest head describes exactly what the tenant holds: every number, every contact, and no other. */
  async expectTruth(): Promise<void> {
    const exact = new ExactGenerations(this.kv.exact);
    const head = this.kv.heads.get(Math.max(...this.kv.heads.keys()));
    for (const id of this.ids) {
      const current = head?.sources[id]?.current;
      if (!current)
        throw new Error(`${id} is not published: ${JSON.stringify(await sourceStub(id).status())}`);
      const snapshot = await exact.open(id, current);
      expect((await snapshot.facts(id)).contacts).toBe(this.truth.count(id));
      expect(await this.truth.wrongNumbers(id, (e164) => exact.lookUp(id, current, e164))).toEqual([]);
    }
  }

  mostInTenMinutes(): number {
    let most = 0;
    for (const mailbox of new Set(this.microsoft.asked.map((asked) => asked.mailbox))) {
      const times = this.microsoft.asked.filter((asked) => asked.mailbox === mailbox).map(({ atMs }) => atMs);
      let from = 0;
      times.forEach((atMs, to) => {
        while (atMs - (times[from] ?? 0) >= 10 * MINUTE * 1000) from++;
        most = Math.max(most, to - from + 1);
      });
    }
    return most;
  }

  #newcomer() {
    const number = `+49 30 23125 ${String(100 + this.#edits++)}`;
    return contentFrom({ displayName: `Neuling ${number}`, businessPhones: [number] });
  }
}
