import { beforeEach, describe, expect, it } from 'vitest';
import { createSiteAccess, type SiteAccessOptions } from '../../../extension/background/site-access.ts';
import { BARE_SETTINGS, type Settings } from '../../../extension/settings/settings.ts';
import { ALL_SITES } from '../../../extension/sites/site-patterns.ts';
import { createStorageArea } from '../support/storage-area.ts';

type Script = {
  id: string;
  matches?: string[];
  excludeMatches?: string[];
  allFrames?: boolean;
  matchOriginAsFallback?: boolean;
};
/** `origin` is set where the address does not contain it. */
type Frame = { frameId: number; url: string; origin?: string };

/** Runs a function as the browser does: its text, in the frame. */
function runIn({ url, origin }: Frame, func: () => unknown): unknown {
  return new Function('location', 'origin', `return (${func})()`)(
    new URL(url),
    origin ?? new URL(url).origin,
  );
}

/** A browser with open tabs; it runs scripts only where it has granted the origin. */
function createWorld() {
  const world = {
    granted: [] as string[],
    settings: { ...BARE_SETTINGS } as Settings,
    registered: undefined as Script | undefined,
    tabs: [
      { id: 1, frames: [{ frameId: 0, url: 'https://crm.example/a' }] },
      {
        id: 2,
        frames: [
          { frameId: 0, url: 'https://mail.example/inbox' },
          { frameId: 7, url: 'https://crm.example/in-mail' },
          { frameId: 8, url: 'about:srcdoc', origin: 'https://crm.example' },
          { frameId: 9, url: 'about:srcdoc', origin: 'null' },
        ],
      },
      { id: 3, frames: [{ frameId: 0, url: 'https://login.microsoftonline.com/x' }] },
      { id: 4, frames: [{ frameId: 0, url: 'chrome://settings' }] },
    ] as { id: number; frames: Frame[] }[],
    told: [] as number[],
    brought: [] as string[],
  };
  const isGranted = (url: string) =>
    /^https?:/.test(url) &&
    world.granted.some((origin) => ALL_SITES.includes(origin) || url.startsWith(origin.slice(0, -1)));
  const framesOf = (tabId: number) => world.tabs.find(({ id }) => id === tabId)?.frames ?? [];

  const scripting = {
    getRegisteredContentScripts: async () => (world.registered ? [world.registered] : []),
    registerContentScripts: async ([script]: Script[]) => {
      if (world.registered) throw new Error('Duplicate script ID');
      world.registered = script;
    },
    updateContentScripts: async ([script]: Script[]) => {
      if (!world.registered) throw new Error('unknown script');
      world.registered = script;
    },
    unregisterContentScripts: async () => {
      world.registered = undefined;
    },
    insertCSS: async () => undefined,
    executeScript: async ({
      target,
      files,
      func = () => undefined,
    }: {
      target: { tabId: number; frameIds?: number[] };
      files?: string[];
      func?: () => unknown;
    }) => {
      // For an opaque frame the browser checks the grant of the frame's creator.
      const open = framesOf(target.tabId).filter(
        ({ url, origin = url }) => origin === 'null' || isGranted(`${origin}/`),
      );
      if (open.length === 0) throw new Error('Cannot access contents of the page');
      const chosen = open.filter(({ frameId }) => target.frameIds?.includes(frameId) ?? true);
      if (files) world.brought.push(...chosen.map(({ frameId }) => `${target.tabId}.${frameId}`));
      return chosen.map((frame) => ({ frameId: frame.frameId, result: runIn(frame, func), documentId: '' }));
    },
  };
  const options = {
    scripting,
    tabs: {
      query: async () =>
        world.tabs.map(({ id, frames: [top] }) => ({
          id,
          ...(top && isGranted(top.url) && { url: top.url }),
        })),
      sendMessage: async (id: number) => {
        world.told.push(id);
        throw new Error('Receiving end does not exist');
      },
    },
    grantedOrigins: async () => world.granted,
    isGranted: async (origins: readonly string[]) => origins.every(isGranted),
    readSettings: async () => ({ settings: world.settings, replaced: [], locked: [], refusedAdapters: [] }),
    session: createStorageArea(),
    canNamePorts: true,
  };
  // The fake implements only the used part of each browser function.
  return { world, access: createSiteAccess(options as unknown as SiteAccessOptions) };
}

describe('the content script', () => {
  let { world, access } = createWorld();
  beforeEach(() => {
    ({ world, access } = createWorld());
  });

  it('is registered and injected nowhere before the first grant', async () => {
    await access.follow();
    expect(world.registered).toBeUndefined();
    expect(world.brought).toEqual([]);
  });

  it('enters open tabs without a reload once their site is granted', async () => {
    await access.follow();
    world.granted = ['https://crm.example/*'];
    await access.follow();
    expect(world.registered).toMatchObject({ matches: ['https://crm.example/*'], allFrames: true });
    // Frames without their own address count by their origin; an opaque origin belongs to no site.
    expect(world.registered?.matchOriginAsFallback).toBe(true);
    expect(world.brought).toEqual(['1.0', '2.7', '2.8']);
  });

  it('enters every page but sign-in pages when every site is granted', async () => {
    world.granted = [...ALL_SITES];
    await access.follow();
    expect(world.registered?.matches).toEqual(ALL_SITES);
    expect(world.brought).toEqual(['1.0', '2.0', '2.7', '2.8']);
  });

  it('is unregistered with the grant, and every open tab is told', async () => {
    world.granted = [...ALL_SITES];
    await access.follow();
    world.told = [];
    world.granted = [];
    await access.follow();
    expect(world.registered).toBeUndefined();
    expect(world.told).toEqual([1, 2, 3, 4]);
  });

  it('leaves a paused site and the frames in its pages, and stays on other sites', async () => {
    world.granted = [...ALL_SITES];
    world.settings = { ...BARE_SETTINGS, blockedSites: ['mail.example'] };
    await access.follow();
    expect(world.registered?.excludeMatches).toContain('https://mail.example:443/*');
    expect(world.brought).toEqual(['1.0']);
    world.brought = [];
    world.settings = { ...BARE_SETTINGS };
    await access.follow();
    expect(world.brought).toEqual(['1.0', '2.0', '2.7', '2.8']);
  });

  it('learns in every open tab that the marking has changed', async () => {
    world.granted = ['https://crm.example/*'];
    await access.follow();
    world.told = [];
    world.settings = { ...world.settings, marking: 'hover' };
    await access.follow();
    expect(world.told).toEqual([1, 2, 3, 4]);
  });

  it('is not injected again after a change of an unrelated setting', async () => {
    world.granted = [...ALL_SITES];
    await access.follow();
    world.told = [];
    world.settings = { ...BARE_SETTINGS, country: 'AT' };
    await access.follow();
    expect(world.told).toEqual([]);
  });

  it('applies changes one after another, however fast they come', async () => {
    world.granted = [...ALL_SITES];
    const first = access.follow();
    const second = access.follow();
    await Promise.all([first, second]);
    expect(world.registered?.matches).toEqual(ALL_SITES);
  });
});

describe('whether a frame is read', () => {
  const cases: [string, string, string, Partial<Settings>, boolean][] = [
    ['a granted site', 'https://crm.example', 'https://crm.example', {}, true],
    ['a site that is not granted', 'https://other.example', 'https://other.example', {}, false],
    ['a paused site', 'https://crm.example', 'https://crm.example', { blockedSites: ['crm.example'] }, false],
    [
      'a frame in a paused page',
      'https://crm.example',
      'https://p.example',
      { blockedSites: ['p.example'] },
      false,
    ],
    [
      'another port of a paused site',
      'https://crm.example:8443',
      'https://crm.example:8443',
      { blockedSites: ['crm.example'] },
      true,
    ],
    [
      'a site that is not among the named',
      'https://crm.example',
      'https://crm.example',
      { allowedSites: ['a.example'] },
      false,
    ],
    [
      'a named frame in a page that is not',
      'https://crm.example',
      'https://x.example',
      { allowedSites: ['crm.example'] },
      true,
    ],
    ['a sign-in page', 'https://login.live.com', 'https://login.live.com', {}, false],
    ['a frame in a sign-in page', 'https://crm.example', 'https://a.b2clogin.com', {}, false],
    ['no web page', 'file://', 'file://', {}, false],
  ];
  it.each(cases)('%s (%s in %s)', async (_, frame, page, settings, isOpen) => {
    const { world, access } = createWorld();
    world.granted = ['https://crm.example/*', 'https://login.live.com/*'];
    world.settings = { ...BARE_SETTINGS, ...settings };
    expect(await access.isRead({ frame, page })).toBe(isOpen);
  });
});
