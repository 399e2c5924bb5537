import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 A and AA, and axe's best practices. */
const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
} satisfies RunOptions;

/**
 * Fails with the rule and the element of each violation that axe finds in the current page or frame. DevTools evaluates axe
 * there, because the content security policy of extension pages admits no script tag.
 */
export async function expectAccessible(target: Page | Frame, { isFrame = false } = {}): Promise<void> {
  // The first heading of a frame need not be a page's heading.
  const rules = { 'page-has-heading-one': { enabled: !isFrame } };
  await target.evaluate(source);
  const violations = await target.evaluate(
    async (options) => {
      const { axe } = window as unknown as {
        axe: { run(root: Document, options: object): Promise<AxeResults> };
      };
      const found = await axe.run(document, options);
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      );
    },
    { ...OPTIONS, rules } as object,
  );
  expect(violations).toEqual([]);
}
