import { beforeEach, describe, expect, it } from 'vitest';
import { type ContextMenus, createContextMenus } from '../../../extension/background/context-menus.ts';

type Options = Parameters<typeof createContextMenus>[0];
type Click = Parameters<Parameters<Options['menus']['onClicked']['addListener']>[0]>;

describe('“Who is …?” in the browser’s context menu', () => {
  let entries: Parameters<Options['menus']['create']>[0][];
  let click: (...given: Click) => void;
  let told: unknown[];
  let searched: string[];
  let answer: () => Promise<unknown>;
  let language: string;
  let menus: ContextMenus;

  beforeEach(() => {
    entries = [];
    told = [];
    searched = [];
    answer = async () => true;
    language = 'en';
    const fake = {
      create: (entry: (typeof entries)[number]) => {
        if (entries.some(({ id }) => id === entry.id)) throw new Error('duplicate id');
        return entries.push(entry);
      },
      removeAll: async () => void entries.splice(0),
      onClicked: {
        addListener(listener: typeof click) {
          click = listener;
        },
      },
    };
    menus = createContextMenus({
      menus: fake as unknown as Options['menus'],
      titles: async () => ({ selection: `${language} “%s”?`, link: `${language}?` }),
      isNumber: async (text) => text !== '00000 00000',
      askFrame: (frame, news) => {
        told.push({ frame, news });
        return answer();
      },
      openSearch: (query) => searched.push(query),
    });
  });

  const press = async (
    info: Partial<Click[0]>,
    tab: Partial<NonNullable<Click[1]>> | undefined = { id: 3 },
  ) => {
    click({ menuItemId: 'selection', frameId: 7, ...info } as Click[0], tab as Click[1]);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };

  it('appears on selected text and on links that dial, and nowhere else', async () => {
    await menus.install();
    expect(entries).toEqual([
      { id: 'selection', title: 'en “%s”?', contexts: ['selection'] },
      {
        id: 'link',
        title: 'en?',
        contexts: ['link'],
        targetUrlPatterns: expect.arrayContaining(['tel:*', 'sip:*', 'sms:*', 'https://wa.me/*']),
      },
    ]);
  });

  it('is rebuilt once in another language, however often that is requested', async () => {
    await menus.install();
    language = 'de';
    await Promise.all([menus.install(), menus.install()]);
    expect(entries.map(({ title }) => title)).toEqual(['de “%s”?', 'de?']);
  });

  it('opens the card in the clicked frame', async () => {
    await press({ selectionText: ' Tel.: 030 23125-123 ' });
    const news = { type: 'look-up-text', text: '030 23125-123' };
    expect(told).toEqual([{ frame: { tabId: 3, frameId: 7 }, news }]);
    expect(searched).toEqual([]);
  });

  it.each(['tel:+493023125123', 'sip:%2B493023125123@pbx.example', 'https://wa.me/493023125123?text=hi'])(
    'takes the number of a link: %s',
    async (linkUrl) => {
      await press({ menuItemId: 'link', linkUrl, selectionText: 'call us' });
      expect(told).toMatchObject([{ news: { text: '+493023125123' } }]);
    },
  );

  it.each([
    ['no content script runs', () => Promise.reject(new Error('no receiver'))],
    ['the frame has no room for a card', () => Promise.resolve(undefined)],
    ['the page answers something else', () => Promise.resolve({ name: 'x' })],
  ])('opens the search where %s', async (_, said) => {
    answer = said;
    await press({ selectionText: '030 23125-123' });
    expect(searched).toEqual(['030 23125-123']);
  });

  it('opens the search for text that the card refuses as a number', async () => {
    await press({ selectionText: '00000 00000' });
    expect([told, searched]).toEqual([[], ['00000 00000']]);
  });

  it('searches for a selected name without asking the page', async () => {
    await press({ selectionText: '  Anna Übelacker ' });
    expect([told, searched]).toEqual([[], ['Anna Übelacker']]);
  });

  it('cuts the text to the length of a query', async () => {
    await press({ selectionText: 'x'.repeat(500) });
    expect(searched[0]).toHaveLength(64);
  });

  it('opens the search where there is no tab', async () => {
    await press({ selectionText: '030 23125-123' }, { id: -1 });
    expect([told, searched]).toEqual([[], ['030 23125-123']]);
  });
});
