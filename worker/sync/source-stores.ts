import { consoleLog } from '../log.ts';
import { SubscriptionKeeper } from '../notifications/subscription-keeper.ts';
import { StoredRequestWindow } from '../runs/request-window.ts';
import { RunLog } from '../runs/run-log.ts';
import { BlockTable } from '../snapshot/block-table.ts';
import { ContactIndex } from './contact-index.ts';
import { ContactStore } from './contact-store.ts';
import { Departures } from './departures.ts';
import { GenerationState } from './generation-state.ts';
import { Meta, OwnMeta } from './meta.ts';
import { PartStore } from './part-store.ts';
import { RunState } from './run-state.ts';
import { SourceLife } from './source-life.ts';
import { Suppressions } from './suppressions.ts';
import { createTables } from './tables.ts';
import { WholeParts } from './whole-parts.ts';
import { WholeState } from './whole-state.ts';

/** Everything that a Source remembers, in its own SQLite. */
export class SourceStores {
  readonly meta: Meta;
  readonly state: RunState;
  readonly generation: GenerationState;
  readonly life: SourceLife;
  readonly photoTime: OwnMeta<'photos'>;
  readonly contacts: ContactStore;
  readonly index: ContactIndex;
  readonly departures: Departures;
  readonly suppressions: Suppressions;
  readonly parts: PartStore;
  readonly whole: WholeState;
  readonly wholeParts: WholeParts;
  readonly runs: RunLog;
  readonly blocks: BlockTable;
  readonly window: StoredRequestWindow;
  readonly subscription: SubscriptionKeeper;

  constructor(storage: DurableObjectStorage, kv: KVNamespace) {
    const { sql } = storage;
    const now = () => Date.now();
    createTables(storage);
    this.meta = new Meta(sql);
    this.generation = new GenerationState(sql);
    this.state = new RunState(sql, this.generation);
    this.life = new SourceLife(sql);
    this.photoTime = new OwnMeta<'photos'>(sql);
    this.contacts = new ContactStore(sql);
    this.index = new ContactIndex(sql);
    this.departures = new Departures(sql);
    this.suppressions = new Suppressions(sql);
    this.parts = new PartStore(sql);
    this.whole = new WholeState(sql);
    this.wholeParts = new WholeParts(sql);
    this.runs = new RunLog(sql);
    this.blocks = new BlockTable(sql, kv);
    this.window = new StoredRequestWindow(sql, now);
    this.subscription = new SubscriptionKeeper(sql, { now, log: consoleLog });
  }
}
