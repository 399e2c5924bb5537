import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTouches } from './page-nodes.ts';

/** The given lines that break the rule, as code of one module in the page's folder. */
const linesFound = (lines: readonly string[]) =>
  findTouches({ 'page/watch.ts': lines.join('\n') })
    .filter(({ at }) => at.startsWith('extension/page/watch.ts:'))
    .map(({ at }) => lines[Number(at.split(':')[1]) - 1]);

const DECLARED = [
  'import { watchPage } from "./mark.ts";',
  'declare const node: Node, element: Element, form: HTMLFormElement | null, at: unknown, change: MutationRecord;',
  'declare const text: Text, tree: ShadowRoot, field: HTMLInputElement, key: string, event: PointerEvent;',
  'declare const card: { remove(): void; name?: string }, own: HTMLDivElement, LIFE: unique symbol;',
];

describe('code that runs in pages', () => {
  it('accesses no node by a property that the page can shadow', () => {
    expect(findTouches()).toEqual([]);
  });

  it('is reported for every way of accessing a node', () => {
    const touches = [
      'for (let up: Node | null = node; up; up = up.parentNode);',
      'void form?.action;',
      'void element[key as "id"];',
      'const { shadowRoot } = element;',
      '[element].map(({ children }) => children);',
      'let id: string; ({ id } = element);',
      'element.append("x");',
      'element.scrollTop = 1;',
      'void document.body;',
      'void change.target.childNodes;',
      'if (event.target instanceof Element) event.target.getAttribute("href");',
      'void (at as Element & { moveBefore: unknown }).moveBefore;',
      'interface Odd extends Element { odd: string } void (at as Odd).odd;',
      'void (at as Pick<Element, "tagName">).tagName;',
      'const inAny = <T extends HTMLElement>(some: T) => some.title;',
      `void \`\${element}\`;`,
      'void ("closest" in element);',
      'void Reflect.get(element, key);',
      'void ("requestIdleCallback" in window);',
      'void Reflect.get(globalThis, key);',
      'void window[key as "name"];',
    ];
    expect(linesFound([...DECLARED, ...touches])).toEqual(touches);
  });

  it('may use everything that the page cannot shadow', () => {
    const allowed = [
      'void text.data;',
      'void text.parentNode;',
      'void tree.host;',
      'void field.value;',
      'own.remove();',
      'card.remove();',
      'void card.name;',
      'void event.target;',
      'void change.previousSibling;',
      'void new Range().startContainer;',
      'Element.prototype.closest.call(element, "a");',
      'void ("moveBefore" in Element.prototype);',
      'void window.getSelection();',
      'void location.href;',
      'void (globalThis as { [LIFE]?: unknown })[LIFE];',
      'void watchPage;',
    ];
    expect(linesFound([...DECLARED, ...allowed])).toEqual([]);
  });

  it.each(['softphone/changes.ts', 'entrypoints/softphone.ts', 'messages/number-in.ts'])(
    'is checked in %s',
    (path) => {
      const text = readFileSync(join(import.meta.dirname, '../../extension', path), 'utf8');
      const touches = findTouches({ [path]: `${text}\nvoid document.title;\n` });
      expect(touches.map(({ at, code }) => [at.split(':')[0], code])).toEqual([
        [`extension/${path}`, 'document.title'],
      ]);
    },
  );
});
