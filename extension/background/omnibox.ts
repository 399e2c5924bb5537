import type { Browser } from 'wxt/browser';
import type { SearchAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import { MAX_TEXT_LENGTH } from '../messages/message-parts.ts';
import type { Spelled } from '../messages/messages.ts';
import { spellingOf } from '../ui/spelling.ts';

/** The keyword in the address bar: it suggests contacts while the person types, and opens the search with the chosen one. */

const PAUSE_MS = 120;
const MAX_SUGGESTIONS = 6;

export interface Suggestion {
  /** The query of the search when the person chooses it. */
  content: string;
  description: string;
}

export interface OmniboxOptions {
  omnibox: Pick<typeof Browser.omnibox, 'onInputChanged' | 'onInputEntered' | 'setDefaultSuggestion'>;
  search(query: string): Promise<Result<SearchAnswer, Failure>>;
  spell(answer: SearchAnswer): Promise<Spelled>;
  /** The first line under the typed text: what Enter does, or why it cannot. */
  firstLine(query: string, failure: Failure | undefined): Promise<string>;
  openSearch(query: string, where: 'here' | 'new-tab' | 'behind'): void;
  /** Chromium reads descriptions as XML; Firefox shows them as they are. */
  isMarkedUp: boolean;
}

export function startOmnibox(options: OmniboxOptions): void {
  const { omnibox } = options;
  let newest = 0;

  const say = (text: string) =>
    omnibox.setDefaultSuggestion({ description: options.isMarkedUp ? escapeXml(text) : text });

  omnibox.onInputChanged.addListener((typed, suggest) => {
    const mine = ++newest;
    const query = typed.trim().slice(0, MAX_TEXT_LENGTH);
    if (query === '') return;
    setTimeout(async () => {
      if (mine !== newest) return;
      const found = await options.search(query);
      const line = await options.firstLine(query, found.ok ? undefined : found.failure);
      const spelled = found.ok ? await options.spell(found.value) : {};
      if (mine !== newest) return;
      say(line);
      if (found.ok) suggest(suggestionsFor(found.value, spelled, options.isMarkedUp));
    }, PAUSE_MS);
  });

  omnibox.onInputEntered.addListener((text, disposition) => {
    newest++;
    const where = { currentTab: 'here', newForegroundTab: 'new-tab', newBackgroundTab: 'behind' } as const;
    options.openSearch(text.trim().slice(0, MAX_TEXT_LENGTH), where[disposition]);
  });
}

/** One line for each contact: name, company, number. Two contacts with the same number are one suggestion: its look-up shows both. */
export function suggestionsFor(answer: SearchAnswer, spelled: Spelled, isMarkedUp: boolean): Suggestion[] {
  const suggestions = new Map<string, Suggestion>();
  for (const { contact } of answer.hits) {
    const number = contact.numbers[0]?.e164;
    const content = (number ?? contact.displayName).slice(0, MAX_TEXT_LENGTH);
    const company = contact.company === contact.displayName ? undefined : contact.company;
    const rest = [company, number && spellingOf(spelled, number)].filter((part) => part !== undefined);
    if (!suggestions.has(content))
      suggestions.set(content, { content, description: describe(contact.displayName, rest, isMarkedUp) });
  }
  return [...suggestions.values()].slice(0, MAX_SUGGESTIONS);
}

function describe(name: string, rest: readonly string[], isMarkedUp: boolean): string {
  const more = rest.map((part) => ` · ${part}`).join('');
  if (!isMarkedUp) return name + more;
  return `<match>${escapeXml(name)}</match>${more === '' ? '' : `<dim>${escapeXml(more)}</dim>`}`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A name is foreign text: XML's special characters become entities, and characters that XML forbids go. Chromium shows nothing at all for bad XML. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '');
}
