import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import worker from '../../worker/index.ts';
import { VARIABLES } from './support/settings.ts';
import { alarmAt, sourceStub } from './support/source-runner.ts';
import { World } from './support/world.ts';

World.perTest();
afterEach(() => vi.restoreAllMocks());

async function tick(time: string): Promise<string[]> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  const scheduledTime = new Date(`2035-01-01T${time}Z`);
  const variables = { ...VARIABLES, API_CLIENT_SECRET_EXPIRES: '2035-01-09' };
  await worker.scheduled(createScheduledController({ scheduledTime }), { ...env, ...variables });
  return lines.filter((line) => line.includes('credential_expires'));
}

describe('the cron', () => {
  it('starts every source at any time', async () => {
    await tick('08:35:00');
    expect(await alarmAt(sourceStub('sales'))).toBeDefined();
    expect(await alarmAt(sourceStub('support'))).toBeDefined();
  });

  it.each([
    ['00:00:00', 1],
    ['00:04:59', 1],
    ['00:05:00', 0],
    ['12:00:00', 0],
  ])('warns of credentials once a day: at %s, %i times', async (time, times) => {
    const lines = await tick(time);
    expect(lines).toHaveLength(times);
    for (const line of lines)
      expect(JSON.parse(line)).toEqual({
        event: 'credential_expires',
        variable: 'API_CLIENT_SECRET',
        daysLeft: 7,
      });
  });
});
