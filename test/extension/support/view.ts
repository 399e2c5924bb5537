import { act } from 'preact/test-utils';
import { vi } from 'vitest';

/** Replaces IntersectionObserver, which does nothing in happy-dom: elements come into view when a test says so. */
export function createView() {
  const watched = new Map<Element, (seen: Pick<IntersectionObserverEntry, 'isIntersecting'>[]) => void>();

  class Observer {
    readonly #tell: (seen: Pick<IntersectionObserverEntry, 'isIntersecting'>[]) => void;
    readonly #own = new Set<Element>();
    constructor(tell: (seen: Pick<IntersectionObserverEntry, 'isIntersecting'>[]) => void) {
      this.#tell = tell;
    }
    observe(element: Element): void {
      this.#own.add(element);
      watched.set(element, this.#tell);
    }
    disconnect(): void {
      for (const element of this.#own) watched.delete(element);
    }
  }
  vi.stubGlobal('IntersectionObserver', Observer);

  return {
    get watchedCount() {
      return watched.size;
    },
    async tell(element: Element, isIntersecting: boolean): Promise<void> {
      await act(async () => {
        watched.get(element)?.([{ isIntersecting }]);
        await new Promise((resolve) => setTimeout(resolve, 0));
      });
    },
  };
}
