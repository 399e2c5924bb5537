import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { Source } from '../../../worker/sync/source.ts';
import { person } from '../support/fake-graph.ts';
import { advanceSeconds, alarmAt, runSync, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

it('an alarm under a broken configuration runs again after a minute, not at once', async () => {
  world.sales.put('default', person('a', 'Anna', '+493011111111'));
  await runSync();
  // Creates overdue work that only a valid configuration allows.
  advanceSeconds(7 * 24 * 3600);
  await runInDurableObject(sourceStub(), async (_source, state) => {
    state.storage.sql.exec(
      "INSERT INTO blocks (name, build, superseded_at) VALUES ('0123456789abcdef0123456789abcdef', 1, 1)",
    );
    await new Source(state, Object.assign({ ...env }, { SOURCES: 'broken' })).alarm();
  });
  expect(await alarmAt(sourceStub())).toBe(Date.now() + 60_000);

  // After the repair nobody waits for a pause: cron or a person starts at once.
  await sourceStub().sync();
  expect(await alarmAt(sourceStub())).toBeLessThanOrEqual(Date.now());
});
