import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readPageNumbers } from '../../../extension/popup/page-numbers.ts';

describe('the numbers of the page', () => {
  let frames: Record<number, unknown>;
  let canSeeFrames: boolean;
  let isAllowed: boolean;
  const URL = 'https://crm.example/ticket/7';

  beforeEach(() => {
    fakeBrowser.reset();
    vi.stubGlobal('fetch', async () => new Response('{}'));
    frames = { 0: ['030 23125-123'] };
    canSeeFrames = true;
    isAllowed = true;
    Object.assign(browser, {
      scripting: {
        executeScript: async () => {
          if (!canSeeFrames) throw new Error('Cannot access contents of the page');
          return Object.keys(frames).map((id) => ({ frameId: Number(id), result: true }));
        },
      },
      permissions: { contains: async () => isAllowed },
    });
    vi.spyOn(browser.tabs, 'sendMessage').mockImplementation((async (
      _: number,
      message: unknown,
      options: { frameId: number },
    ) => {
      expect(message).toEqual({ type: 'list-numbers' });
      const answer = frames[options.frameId];
      if (answer === undefined) throw new Error('Receiving end does not exist');
      return answer;
    }) as never);
  });

  it('come from all frames in order, each once in whatever spelling', async () => {
    frames = {
      0: ['030 23125-123', '+44 20 7946 0018'],
      4: ['(030) 23125 123', '030 23125-7'],
      9: undefined,
    };
    expect(await readPageNumbers({ id: 1, url: URL })).toEqual({
      kind: 'read',
      numbers: ['030 23125-123', '+44 20 7946 0018', '030 23125-7'],
    });
  });

  it('are at most as many as the list holds', async () => {
    const many = (from: number) => Array.from({ length: 150 }, (_, index) => `030 2312${from + index}`);
    frames = { 0: many(1000), 1: many(2000) };
    const read = await readPageNumbers({ id: 1, url: URL });
    expect(read.kind === 'read' && read.numbers.length).toBe(200);
  });

  it('are none where there are none', async () => {
    frames = { 0: [] };
    expect(await readPageNumbers({ id: 1, url: URL })).toEqual({ kind: 'read', numbers: [] });
  });

  it('come from the top frame where the browser hides the frames', async () => {
    canSeeFrames = false;
    frames = { 0: ['030 23125-123'], 4: ['030 23125-7'] };
    expect(await readPageNumbers({ id: 1 })).toEqual({ kind: 'read', numbers: ['030 23125-123'] });
  });

  it.each([
    ['a hostile answer', [{ html: '<b>' }]],
    ['too long a text', ['1'.repeat(65)]],
    ['too many', Array.from({ length: 201 }, (_, index) => `${index}`)],
    ['something else', true],
  ])('leave out a frame that answers %s', async (_, answer) => {
    frames = { 0: ['030 23125-123'], 3: answer };
    expect(await readPageNumbers({ id: 1, url: URL })).toEqual({ kind: 'read', numbers: ['030 23125-123'] });
  });

  it('are not requested on a paused site', async () => {
    await browser.storage.local.set({ settings: { blockedSites: ['crm.example'] } });
    expect(await readPageNumbers({ id: 1, url: URL })).toEqual({ kind: 'paused' });
    expect(browser.tabs.sendMessage).not.toHaveBeenCalled();
  });

  it('need a permission where it is missing', async () => {
    frames = {};
    canSeeFrames = false;
    isAllowed = false;
    expect(await readPageNumbers({ id: 1, url: 'https://crm.example:8443/x' })).toEqual({
      kind: 'not-allowed',
      origin: 'https://crm.example/*',
    });
  });

  it('need a reload where the page is older than the grant', async () => {
    frames = {};
    expect(await readPageNumbers({ id: 1, url: URL })).toEqual({ kind: 'not-ready' });
  });

  it.each(['chrome://settings/', 'file:///etc/hosts', 'about:blank'])('are absent on %s', async (url) => {
    expect(await readPageNumbers({ id: 1, url })).toEqual({ kind: 'no-page' });
  });
});
