import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that take long. On a new clone Vitest knows no durations and goes by size, which would start these last. */
const SLOW = [
  'e2e/accessibility.test.ts',
  'e2e/start.test.ts',
  'e2e/kills.test.ts',
  'e2e/softphones.test.ts',
];

/** Vitest's own order, longest files first, but after the quickest one, so that a waiting person soon sees a first result. */
export class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.some((name) => moduleId.endsWith(name));
    const others = sorted.filter((file) => !isSlow(file));
    return [...others.slice(-1), ...sorted.filter(isSlow), ...others.slice(0, -1)];
  }
}
