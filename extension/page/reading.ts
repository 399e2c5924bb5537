import { watchForTrees } from './late-trees.ts';
import { createMarks } from './mark.ts';
import type { NumberLocator } from './number-locator.ts';
import { isCustomElement, letPaintIn, likelyShadowRootOf } from './shadow-root.ts';
import { runInSlices, shown } from './slices.ts';
import { runsUnder } from './text-run.ts';
import { watchChanges } from './watch.ts';

/** Reads a page, its shadow trees and every later change in them, and has the numbers marked. */
export function readPage(page: Element, locator: NumberLocator, signal: AbortSignal): void {
  const marks = createMarks(locator, signal);
  const trees = new WeakSet<ShadowRoot>();

  /** The parts of the reading under way; shadow trees found meanwhile join them. Undefined while nothing is read. */
  let reading: Node[] | undefined;

  const watch = watchChanges(signal, async (places) => {
    await shown(signal);
    marks.sweep();
    let worked = 0;
    reading = [...places];
    try {
      late.look();
      for (const place of reading) {
        const runs = runsUnder(place, { met, torn: watch.again });
        worked += await runInSlices(runs, (run) => run && marks.consider(run), signal);
      }
    } finally {
      reading = undefined;
    }
    return worked;
  });

  function met(element: Element): void {
    if (!enter(element) && isCustomElement(element)) late.add(element);
  }

  function enter(host: Element): boolean {
    const tree = likelyShadowRootOf(host);
    if (!tree || trees.has(tree)) return tree !== null;
    trees.add(tree);
    letPaintIn(tree, signal);
    watch.add(tree);
    if (reading) reading.push(tree);
    else watch.again(tree);
    return true;
  }

  const late = watchForTrees(enter, signal);

  watch.add(page);
  watch.again(page);
}
