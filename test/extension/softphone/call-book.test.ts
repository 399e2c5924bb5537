import { beforeEach, describe, expect, it } from 'vitest';
import {
  type BookedCall,
  type CallBook,
  createCallBook,
  GRACE_MS,
  NAME_SETTLES_MS,
} from '../../../extension/softphone/call-book.ts';

const BOX = { left: 10, top: 10, width: 100, height: 50 };
const ANNA = { key: 'number 302312512', caller: { number: '+493023125123' }, box: BOX };
const NAME = { key: 'name anna', caller: { name: 'Anna' }, box: BOX };
const never = () => false;
const always = () => true;

describe('the calls of a page', () => {
  let book: CallBook;
  let count: number;
  beforeEach(() => {
    count = 0;
    book = createCallBook(() => `call-${++count}`);
  });
  const look = (
    at: number,
    seen: (typeof ANNA | typeof NAME)[],
    goesOn: (call: BookedCall) => boolean = never,
  ) => book.observe(at, seen, goesOn).map(({ type, call }) => `${type} ${call.id}`);

  it('are reported once, however often the page shows them', () => {
    expect(look(0, [ANNA])).toEqual(['rang call-1']);
    expect(look(100, [ANNA])).toEqual([]);
    expect(look(200, [ANNA, { ...ANNA }])).toEqual([]);
  });

  it('survive a redraw of the page', () => {
    look(0, [ANNA]);
    expect(look(100, [])).toEqual([]);
    expect(look(100 + GRACE_MS - 200, [ANNA])).toEqual([]);
    expect(look(2000, [ANNA])).toEqual([]);
  });

  it('end once the page has hidden them for a moment, and count as new ones afterwards', () => {
    look(0, [ANNA]);
    expect(look(GRACE_MS, [])).toEqual(['ended call-1']);
    expect(look(GRACE_MS + 1, [ANNA])).toEqual(['rang call-2']);
  });

  it('go on after an answer, until nobody can hang up any more', () => {
    look(0, [ANNA]);
    expect(look(100, [], always)).toEqual(['taken call-1']);
    expect(look(60_000, [], always)).toEqual([]);
    expect(look(61_000, [])).toEqual(['ended call-1']);
  });

  it('wait a moment for the number while there is only a name', () => {
    expect(look(0, [NAME])).toEqual([]);
    expect(book.lookAgainMs()).toBeLessThanOrEqual(NAME_SETTLES_MS);
    expect(look(NAME_SETTLES_MS, [NAME])).toEqual(['rang call-1']);
  });

  it('are reported once when the number follows the name', () => {
    look(0, [NAME]);
    expect(look(100, [ANNA])).toEqual(['rang call-1']);
    expect(look(1000, [ANNA])).toEqual([]);
  });

  it('are reported with their new position after a move', () => {
    look(0, [ANNA]);
    const moved = { ...ANNA, box: { ...BOX, top: 300 } };
    expect(look(100, [moved])).toEqual(['moved call-1']);
    expect(look(200, [moved])).toEqual([]);
  });

  it('of an embedded softphone end by its message, whatever the page shows', () => {
    const call = { key: 'k', caller: { number: '1' }, teller: 'https://phone.example' };
    expect(book.told(call, 'ringing').map(({ type }) => type)).toEqual(['rang']);
    expect(book.told(call, 'ringing')).toEqual([]);
    expect(look(60_000, [])).toEqual([]);
    expect(book.told(call, 'active').map(({ type }) => type)).toEqual(['taken']);
    expect(book.told(call, 'ended').map(({ type }) => type)).toEqual(['ended']);
    expect(book.told(call, 'ended')).toEqual([]);
    expect(book.lookAgainMs()).toBeUndefined();
  });

  it('are checked without a change of the page only while there are any', () => {
    expect(book.lookAgainMs()).toBeUndefined();
    look(0, [ANNA]);
    expect(book.lookAgainMs()).toBeGreaterThan(0);
  });
});
