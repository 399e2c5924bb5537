import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  escapeXml,
  type Suggestion,
  startOmnibox,
  suggestionsFor,
} from '../../../extension/background/omnibox.ts';
import { err, ok } from '../../../shared/result.ts';
import { ANNA, BERND, searchAnswerWith } from '../support/contacts.ts';

type Options = Parameters<typeof startOmnibox>[0];

describe('the keyword in the address bar', () => {
  let type: (text: string, suggest: (suggestions: Suggestion[]) => void) => void;
  let enter: (text: string, disposition: string) => void;
  let firstLine: string;
  let asked: string[];
  let delays: Record<string, number>;
  let opened: unknown[];
  let suggested: Record<string, string[]>;

  beforeEach(() => {
    vi.useFakeTimers();
    firstLine = '';
    asked = [];
    delays = {};
    opened = [];
    suggested = {};
    const omnibox = {
      onInputChanged: {
        addListener(listener: typeof type) {
          type = listener;
        },
      },
      onInputEntered: {
        addListener(listener: typeof enter) {
          enter = listener;
        },
      },
      setDefaultSuggestion({ description }: Pick<Suggestion, 'description'>) {
        firstLine = description;
      },
    };
    startOmnibox({
      omnibox: omnibox as unknown as Options['omnibox'],
      async search(query) {
        asked.push(query);
        await new Promise((resolve) => setTimeout(resolve, delays[query] ?? 10));
        return query === 'out' ? err({ code: 'signed_out' }) : ok(searchAnswerWith([ANNA, BERND]));
      },
      spell: async () => ({ '+493023125100': { text: '+49 30 23125100' } }),
      firstLine: async (query, failure) => failure?.code ?? `search <${query}>`,
      openSearch: (query, where) => opened.push([query, where]),
      isMarkedUp: true,
    });
  });
  afterEach(() => void vi.useRealTimers());

  const typed = (text: string) =>
    type(text, (suggestions) => {
      suggested[text] = suggestions.map(({ content }) => content);
    });

  it('suggests contacts by their number, once the typing pauses', async () => {
    for (const text of ['a', 'an', 'ann']) typed(text);
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['ann']);
    expect(suggested).toEqual({ ann: ['+493023125100', '+442079460018'] });
    expect(firstLine).toBe('search &lt;ann&gt;');
  });

  it('drops late answers', async () => {
    delays = { an: 500 };
    typed('an');
    await vi.advanceTimersByTimeAsync(200);
    typed('be');
    await vi.runAllTimersAsync();
    expect(Object.keys(suggested)).toEqual(['be']);
  });

  it('shows a failure in words', async () => {
    typed('out');
    await vi.runAllTimersAsync();
    expect(firstLine).toBe('signed_out');
    expect(suggested).toEqual({});
  });

  it.each([
    ['currentTab', 'here'],
    ['newForegroundTab', 'new-tab'],
    ['newBackgroundTab', 'behind'],
  ])('opens the search with the chosen suggestion, %s', (disposition, where) => {
    enter(' +493023125100 ', disposition);
    expect(opened).toEqual([['+493023125100', where]]);
  });
});

describe('a suggestion', () => {
  const hostile = {
    ...ANNA,
    contact: { ...ANNA.contact, displayName: 'R&D <b>"A"</b>\u0000\ud800', company: "O'Hara & Söhne" },
  };
  const of = (isMarkedUp: boolean) => suggestionsFor(searchAnswerWith([hostile]), {}, isMarkedUp)[0];

  it('is XML in Chromium, and a name cannot break out of it', () => {
    expect(of(true)?.description).toBe(
      '<match>R&amp;D &lt;b&gt;&quot;A&quot;&lt;/b&gt;</match><dim> · O&apos;Hara &amp; Söhne · +493023125100</dim>',
    );
  });

  it('is plain text in Firefox', () => {
    expect(of(false)?.description).toContain('R&D <b>');
  });

  it('appears once for contacts with the same number, since the look-up shows all of them', () => {
    expect(suggestionsFor(searchAnswerWith([ANNA, hostile]), {}, true)).toHaveLength(1);
  });

  it('is the name where there is no number', () => {
    const bare = { ...BERND, contact: { ...BERND.contact, numbers: [] } };
    expect(suggestionsFor(searchAnswerWith([bare]), {}, true)).toEqual([
      { content: 'Bernd Ohnsorg', description: '<match>Bernd Ohnsorg</match>' },
    ]);
  });

  it('keeps letters of every script', () => expect(escapeXml('Ζωή 王 😀')).toBe('Ζωή 王 😀'));
});
