// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { SourcesLine } from '../../../extension/popup/sources-line.tsx';
import type { SourceStatus } from '../../../shared/api.ts';
import { speak } from '../support/messages.ts';
import { element, show } from '../support/render.ts';

const source = (changes: Partial<SourceStatus>): SourceStatus => ({
  id: 'c',
  name: 'Customers',
  phase: 'importing',
  contacts: 0,
  generation: 0,
  notifications: { state: 'off' },
  throttledSeconds: 0,
  ...changes,
});
const stateOf = async (changes: Partial<SourceStatus>) => {
  const root = await show(<SourcesLine status={{ sources: [source(changes)] }} />);
  return element(root, 'li span', HTMLElement).textContent;
};

describe('a source in the popup', () => {
  beforeEach(() => speak('en'));

  it.each([
    ['not begun', { phase: 'waiting' }, 'Still importing: Customers'],
    ['with nothing read yet', { progress: { done: 0 } }, 'Still importing: Customers'],
    [
      'with a total',
      { progress: { done: 3096, expected: 18_540, share: 0.1 } },
      'Still importing: Customers · 3,096 of 18,540 read',
    ],
    ['with an unknown total', { progress: { done: 3096 } }, 'Still importing: Customers · 3,096 read so far'],
    [
      // From older workers, which reported the count so far as the total.
      'whose total is what was read',
      { progress: { done: 40, expected: 40 } },
      'Still importing: Customers · 40 read so far',
    ],
  ] as const)('is shown %s', async (_when, changes, text) => {
    expect(await stateOf(changes)).toBe(text);
  });

  it('shows the progress of the import beside the contacts that can be found already', async () => {
    const found = { generation: 1, contacts: 1200, asOf: new Date().toISOString() };
    const text = await stateOf({ ...found, progress: { done: 3096, expected: 18_540 } });
    expect(text).toMatch(/^1,200 contacts · .+ · 3,096 of 18,540 read$/);
    expect(await stateOf({ ...found, phase: 'checking', progress: { done: 3 } })).not.toContain('read');
  });
});
