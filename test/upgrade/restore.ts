import { join } from 'node:path';
import { moveTimes, replaceTexts } from './databases.ts';
import { unpackFolders } from './folder-pack.ts';
import { readState, type UpgradeRecord } from './record.ts';

/** Unpacks a state into the worker's folder. Returns the worker's variables, with the new origins. */
export function restoreState(
  version: string,
  { origins, variables, lives, madeAt }: UpgradeRecord,
  options: { folder: string; now: UpgradeRecord['origins']; nowMs: number },
): Record<string, string> {
  const state = join(options.folder, 'state', 'v3');
  unpackFolders(readState(version), state);
  const { entra, graph, worker } = options.now;
  const moved = new Map([
    [origins.entra, entra],
    [origins.graph, graph],
    [origins.worker, worker],
  ]);
  replaceTexts(state, moved);
  moveTimes(state, lives, madeAt, options.nowMs);
  const atNew = (text: string) =>
    [...moved].reduce((all, [before, after]) => all.replaceAll(before, after), text);
  return Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, atNew(text)]));
}
