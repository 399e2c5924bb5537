import { describe, expect, it } from 'vitest';
import {
  CALL_CARD_SIZE,
  hasRoomForCall,
  placeCallCard,
} from '../../../extension/softphone/call-placement.ts';

const VIEW = { width: 1280, height: 800 };
const overlaps = (
  one: { left: number; top: number },
  box: { left: number; top: number; width: number; height: number },
) =>
  one.left < box.left + box.width &&
  box.left < one.left + CALL_CARD_SIZE.width &&
  one.top < box.top + box.height &&
  box.top < one.top + CALL_CARD_SIZE.height;

describe('the placement of the caller card', () => {
  it.each([
    ['top right', { left: 900, top: 10, width: 360, height: 200 }],
    ['bottom right', { left: 900, top: 580, width: 360, height: 200 }],
    ['top left', { left: 10, top: 10, width: 360, height: 200 }],
    ['the right side', { left: 900, top: 0, width: 380, height: 800 }],
    ['the top', { left: 0, top: 0, width: 1280, height: 200 }],
    ['the middle', { left: 400, top: 250, width: 480, height: 300 }],
  ])('covers no part of a softphone at %s', (_, box) =>
    expect(overlaps(placeCallCard(box, VIEW), box)).toBe(false),
  );

  it('is inside the window, even for the fourth call', () => {
    for (const slot of [0, 1, 2, 3]) {
      const { left, top } = placeCallCard(undefined, VIEW, slot);
      expect(left + CALL_CARD_SIZE.width).toBeLessThanOrEqual(VIEW.width);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top + CALL_CARD_SIZE.height).toBeLessThanOrEqual(VIEW.height);
    }
  });

  it('is none in the small frame of an embedded softphone', () => {
    expect(hasRoomForCall({ width: 300, height: 500 })).toBe(false);
    expect(hasRoomForCall({ width: 400, height: 200 })).toBe(false);
    expect(hasRoomForCall(VIEW)).toBe(true);
  });
});
