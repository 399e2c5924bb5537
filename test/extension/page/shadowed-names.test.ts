// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchChanges } from '../../../extension/page/watch.ts';
import { watchPage } from '../../../extension/softphone/changes.ts';
import { findRinging, isGoingOn } from '../../../extension/softphone/detector.ts';

/**
 * In happy-dom no control shadows inherited properties, so these elements imitate a form in a browser. They use only names
 * that happy-dom does not need itself; `test/e2e/meddling-page.test.ts` covers all names, in a browser.
 */
const NAMES = 'parentNode isConnected shadowRoot contains childElementCount getClientRects';

let reads = 0;

function shadowNames(elements: Iterable<Element>): void {
  const input = document.createElement('input');
  for (const element of elements)
    for (const name of NAMES.split(' '))
      Object.defineProperty(element, name, {
        get() {
          if (++reads > 1000) throw new Error(`${name} is read without end`);
          return input;
        },
      });
}

const NUMBER = '+49 30 23125-123';
const signal = () => new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '';
  reads = 0;
});
afterEach(() => void vi.useRealTimers());

describe('a form whose controls shadow its properties', () => {
  it('has only its outermost changed element read', async () => {
    document.body.innerHTML = '<form><p>one</p><p>two</p></form>';
    const all = [...document.querySelectorAll('form, p')];
    shadowNames(all);
    const places: Node[][] = [];
    const watch = watchChanges(signal(), async (read) => {
      places.push([...read]);
      return 0;
    });
    for (const place of all) watch.again(place);
    await vi.advanceTimersByTimeAsync(1000);
    expect(places).toEqual([[all[0]]]);
    expect(reads).toBe(0);
  });

  it('has its call found', () => {
    document.body.innerHTML = `<form><p>Incoming call</p><p>${NUMBER}</p><button>Answer</button><button>Decline</button></form>`;
    shadowNames(document.querySelectorAll('form, form *'));
    const changes = watchPage(signal(), () => undefined);
    const sights = { isVisible: () => true, ...changes };
    expect(findRinging(sights).map(({ caller }) => caller)).toEqual([{ number: NUMBER }]);
    expect(isGoingOn({ number: NUMBER }, sights)).toBe(true);
  });
});
