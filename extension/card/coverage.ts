import * as z from 'zod/mini';

/** Watches whether something covers the card or makes it see-through. Only Chromium can tell (IntersectionObserver v2); elsewhere: never. */
export function watchCoverage(element: Element): () => boolean {
  let isCovered = false;
  const entryV2 = z.object({ isVisible: z.boolean() });
  const options = { trackVisibility: true, delay: 100, threshold: 1 };
  const observer = new IntersectionObserver((entries) => {
    const seen = entryV2.safeParse({ isVisible: Reflect.get(entries.at(-1) ?? {}, 'isVisible') });
    isCovered = seen.success && !seen.data.isVisible;
  }, options);
  observer.observe(element);
  return () => isCovered;
}
