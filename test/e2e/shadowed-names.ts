import type { Locator, Page } from 'playwright-core';

/** Pages with named elements that shadow every node property that scripts read. */

/** Runs in the browser: every property name that its prototypes give to a form or to the document. */
export const namesOfNodes = (): string[] => {
  const kinds = [EventTarget, Node, Element, HTMLElement, HTMLFormElement, Document, Object];
  return [...new Set(kinds.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)))].sort();
};

export const controlsNamed = (names: readonly string[]): string =>
  names.map((name) => `<input type="hidden" name="${name}">`).join('');

/** Gives each number of the page a different value. */
const numberOf = (at: number, kind: number) => `+49 30 ${2_000_000 + 10 * at + kind}`;

/** The numbers of a form: its own, those in its shadow tree, and those after its change. */
export const numbersOf = (names: readonly string[], kinds: readonly number[]): string[] =>
  names.flatMap((name, at) => kinds.map((kind) => `${name} ${numberOf(at, kind)}`)).sort();

/** One form for each name: with a control of that name, a text, a shadow tree with such a form, and an element to change. */
export function formsNamed(names: readonly string[]): string {
  const form = (name: string, at: number, kind: number, more = '') =>
    `<form data-name="${name}">${controlsNamed([name])}<i>${numberOf(at, kind)}</i><hr><p><b>soon</b></p>${more}</form>`;
  const shadow = (name: string, at: number) =>
    `<div><template shadowrootmode="open">${form(name, at, 1)}</template></div>`;
  return `<!doctype html><meta charset="utf-8"><style>form { display: inline-block; font-size: 6px } p { margin: 0 }</style>
    ${names.map((name, at) => form(name, at, 0, shadow(name, at))).join('')}`;
}

/**
 * Acts as the page's own script: changes texts, children and attributes in each form, in shadow trees too. It pauses in between, because
 * the extension reads the whole page after many changes at once.
 */
export function changeForms(page: Page, names: readonly string[]): Promise<number> {
  const numbers = names.map((_, at) => [2, 3, 4, 5].map((kind) => numberOf(at, kind)));
  return page.evaluate(async (next) => {
    const all = (root: ParentNode, selector: string): Element[] =>
      root instanceof Element
        ? [...Element.prototype.querySelectorAll.call(root, selector)]
        : root instanceof Document
          ? [...Document.prototype.querySelectorAll.call(root, selector)]
          : [...root.querySelectorAll(selector)];
    let changed = 0;
    const change = (form: Element, [inText = '', inChild = '']: string[]) => {
      for (const bold of all(form, 'b')) bold.textContent = inText;
      const line = document.createElement('p');
      line.append(inChild);
      Element.prototype.append.call(form, line);
      Element.prototype.setAttribute.call(form, 'class', 'changed');
      for (const gone of all(form, 'hr')) gone.remove();
      changed++;
    };
    for (const [at, form] of all(document, 'form').entries()) {
      const [first = '', second = '', third = '', fourth = ''] = next[at] ?? [];
      change(form, [first, second]);
      const tree = all(form, 'div')[0]?.shadowRoot;
      for (const inner of tree ? all(tree, 'form') : []) change(inner, [third, fourth]);
      if (at % 100 === 99) await new Promise((resolve) => setTimeout(resolve, 400));
    }
    return changed;
  }, numbers);
}

/** The marked numbers, each with the name of its form. */
export function markedInForms(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('phone-number') ?? [])]
      .map(({ startContainer, startOffset, endOffset }) => {
        const form =
          startContainer.parentElement &&
          Element.prototype.closest.call(startContainer.parentElement, 'form');
        const name = form && Element.prototype.getAttribute.call(form, 'data-name');
        return `${name} ${startContainer.textContent?.slice(startOffset, endOffset)}`;
      })
      .sort(),
  );
}

/** The number that was added to a form. Playwright's locators fail here, because they touch nodes by their properties. */
export function changedLineIn(page: Page, name: string): Pick<Locator, 'boundingBox'> {
  return {
    boundingBox: () =>
      page.evaluate((selector) => {
        const range = new Range();
        const line = document.querySelector(selector);
        if (!line) return null;
        line.scrollIntoView({ block: 'center' });
        range.selectNodeContents(line);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x, y, width, height };
      }, `form[data-name="${name}"] > p:last-child`),
  };
}

/** Every uncaught error in any world of the page. */
export async function uncaughtIn(page: Page): Promise<string[]> {
  const thrown: string[] = [];
  const devtools = await page.context().newCDPSession(page);
  devtools.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) =>
    thrown.push(exception?.description ?? text),
  );
  await devtools.send('Runtime.enable');
  return thrown;
}
