// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createIntentGate,
  DWELL_MS,
  type IntentGate,
  type Target,
} from '../../../extension/page/intent-gate.ts';

const node = document.createTextNode('030 23125-123');
const numberAt = (left = 100, top = 100, text = node.data): Target => ({
  node,
  start: 0,
  text,
  box: { left, top, width: 90, height: 18 },
});

describe('the gesture that means a number', () => {
  let gate: IntentGate<Target>;
  beforeEach(() => {
    gate = createIntentGate<Target>();
    gate.pointerAt(0, 500, 500);
  });

  it('is a pointer that moves onto a number and stays', () => {
    gate.pointerAt(1000, 510, 500);
    expect(gate.over(1005, numberAt(), DWELL_MS)).toBe(DWELL_MS);
    expect(gate.confirm(1005 + DWELL_MS, numberAt())).toEqual(numberAt());
  });

  it('may move about within the number', () => {
    gate.pointerAt(1000, 510, 500);
    gate.over(1005, numberAt(), DWELL_MS);
    gate.pointerAt(1100, 520, 500);
    expect(gate.over(1105, numberAt(), DWELL_MS)).toBeUndefined();
    expect(gate.confirm(1005 + DWELL_MS, numberAt())).toBeDefined();
  });

  it('waits the whole time', () => {
    gate.pointerAt(1000, 510, 500);
    gate.over(1005, numberAt(), DWELL_MS);
    expect(gate.confirm(1005 + DWELL_MS - 1, numberAt())).toBeUndefined();
  });

  it('tolerates two pixels of rounding', () => {
    gate.pointerAt(1000, 510, 500);
    gate.over(1005, numberAt(), DWELL_MS);
    expect(gate.confirm(1500, numberAt(102, 98))).toBeDefined();
  });

  it('waits at least 350 milliseconds', () => {
    expect(DWELL_MS).toBeGreaterThanOrEqual(350);
  });
});

describe('a page that moves numbers under the pointer', () => {
  let gate: IntentGate<Target>;
  beforeEach(() => {
    gate = createIntentGate<Target>();
    gate.pointerAt(0, 500, 500);
    gate.pointerAt(500, 510, 500);
  });

  it('gets nothing by sliding 300 numbers under a pointer that rests', () => {
    for (let i = 0; i < 300; i++) {
      const at = 1000 + i * 40;
      // The browser reports trusted events here, at the same position on the screen.
      gate.pointerAt(at, 510, 500);
      expect(gate.over(at, numberAt(100, 100, `+49302312${i}`), DWELL_MS)).toBeUndefined();
      expect(gate.confirm(at + DWELL_MS, numberAt(100, 100, `+49302312${i}`))).toBeUndefined();
    }
  });

  it('gets nothing when the number appears over a tenth of a second after the last movement', () => {
    expect(gate.over(601, numberAt(), DWELL_MS)).toBeUndefined();
  });

  it('gets nothing by moving the number while the pointer rests on it', () => {
    gate.over(505, numberAt(), DWELL_MS);
    expect(gate.confirm(1000, numberAt(103))).toBeUndefined();
  });

  it('gets nothing by exchanging the number during the wait', () => {
    gate.over(505, numberAt(), DWELL_MS);
    expect(gate.confirm(1000, numberAt(100, 100, '+442079460018'))).toBeUndefined();
  });

  it('gets nothing from a number that follows the pointer', () => {
    for (let i = 0; i < 50; i++) {
      const at = 1000 + i * 16;
      gate.pointerAt(at, 510 + i * 5, 500);
      gate.over(at, numberAt(100 + i * 5), DWELL_MS);
      expect(gate.confirm(at + DWELL_MS, numberAt(100 + i * 5 + 5))).toBeUndefined();
    }
  });

  it('gets nothing by covering the number during the wait', () => {
    gate.over(505, numberAt(), DWELL_MS);
    expect(gate.confirm(1000, undefined)).toBeUndefined();
  });

  it('loses the pending number when the person presses, types or scrolls', () => {
    gate.over(505, numberAt(), DWELL_MS);
    gate.cancel();
    gate.pointerAt(600, 512, 500);
    expect(gate.over(605, numberAt(), DWELL_MS)).toBeUndefined();
    expect(gate.confirm(2000, numberAt())).toBeUndefined();
  });

  it('cannot stop a person who then moves onto a number that keeps still', () => {
    expect(gate.over(5000, numberAt(), DWELL_MS)).toBeUndefined();
    gate.pointerAt(6000, 512, 500);
    expect(gate.over(6005, numberAt(), DWELL_MS)).toBe(DWELL_MS);
  });
});

describe('a looked-up number', () => {
  it('is looked up again only after the pointer has left it', () => {
    const gate = createIntentGate<Target>();
    gate.pointerAt(0, 500, 500);
    gate.pointerAt(100, 510, 500);
    gate.over(105, numberAt(), DWELL_MS);
    expect(gate.confirm(600, numberAt())).toBeDefined();
    gate.pointerAt(700, 511, 500);
    expect(gate.over(705, numberAt(), DWELL_MS)).toBeUndefined();
    gate.over(800, undefined, DWELL_MS);
    gate.pointerAt(900, 515, 500);
    expect(gate.over(905, numberAt(), DWELL_MS)).toBe(DWELL_MS);
  });

  it('does not block its neighbour', () => {
    const gate = createIntentGate<Target>();
    gate.pointerAt(0, 500, 500);
    gate.pointerAt(100, 510, 500);
    gate.over(105, numberAt(), DWELL_MS);
    gate.confirm(600, numberAt());
    gate.pointerAt(700, 530, 500);
    expect(gate.over(705, numberAt(100, 140, '+442079460018'), 80)).toBe(80);
  });
});
