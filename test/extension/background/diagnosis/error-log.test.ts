import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createErrorLog,
  type ErrorLog,
  MAX_ERRORS,
} from '../../../../extension/background/diagnosis/error-log.ts';
import { CANARIES, errorWithCanaries, ORIGIN } from '../../support/canary-errors.ts';
import { createStorageArea } from '../../support/storage-area.ts';

describe('the log of errors', () => {
  let area: ReturnType<typeof createStorageArea>;
  let log: ErrorLog;
  let said: string[];
  let clock: number;
  const create = () =>
    createErrorLog({ area, now: () => ++clock, origin: ORIGIN, say: (text) => said.push(text) });

  beforeEach(() => {
    area = createStorageArea();
    said = [];
    clock = 0;
    log = create();
  });

  it('outlasts the sleep of the background', async () => {
    await log.note('message search-contacts', new TypeError('of Anna'));
    await log.noteTest('worker_unreachable');
    expect(await create().read()).toMatchObject({
      errors: [{ at: 1, where: 'message search-contacts', error: { code: 'internal', kind: 'TypeError' } }],
      lastTest: { at: 2, code: 'worker_unreachable' },
    });
  });

  it(`keeps the last ${MAX_ERRORS}, also of those that come at once`, async () => {
    await Promise.all(
      Array.from({ length: MAX_ERRORS + 3 }, () => log.note('background', new Error('of Anna'))),
    );
    const { errors } = await log.read();
    expect(errors.map(({ at }) => at)).toEqual(Array.from({ length: MAX_ERRORS }, (_, index) => index + 4));
  });

  it('is empty after it was told to forget, and where something else is stored', async () => {
    await log.note('background', new Error('of Anna'));
    await log.forget();
    expect(area.items.size).toBe(0);
    await area.set({ diagnosis: { errors: ['Anna'] } });
    expect(await log.read()).toEqual({ errors: [] });
  });

  it('says the same to the console, and nothing where it cannot be written', async () => {
    area.set = () => Promise.reject(new Error('full'));
    await log.note('port card', new RangeError('of Anna'));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^port card: internal RangeError/);
  });

  it('holds no name, number, token or address, whatever an error carries', async () => {
    await fc.assert(
      fc.asyncProperty(errorWithCanaries(), async (thrown) => {
        await log.note('background', thrown);
        const kept = [...area.items.values(), ...said].join('\n');
        expect(CANARIES.filter((canary) => kept.includes(canary))).toEqual([]);
      }),
    );
  });
});
