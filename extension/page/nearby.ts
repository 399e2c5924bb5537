import { isInPage, rectOf, rectsOf } from './untampered.ts';

/**
 * Tells which elements come near the viewport. A browser computes every watched element anew in every frame, and each new one
 * costs a frame: so they are handed over many at once, and of a large page only those around the viewport are watched one by one.
 */

/** Kept from the viewport, above and below; for all that scrolls. */
const NEAR = '200% 0px';
const AROUND = '500% 0px';
/** Less than twice that margin and a screen: wherever a jump lands inside a group, one of its ends is around. */
const MAX_GROUP_SCREENS = 10;
const MAX_GROUP = 64;
/** The first ones need no groups. */
const ONE_BY_ONE = 250;
/** The pause between two hand-overs doubles while a large page is read. */
const FIRST_PAUSE_MS = 50;
const LAST_PAUSE_MS = 1000;

export interface Nearby {
  /** Weakly: what the page forgets is forgotten here. */
  watch(place: Element): void;
  isNear(place: Element): boolean;
  /** To be called after the page has changed. */
  regroup(): void;
}

/** Neighbours in the page. The first and the last tell whether all are around the viewport. */
interface Group {
  places: readonly WeakRef<Element>[];
  ends: readonly WeakRef<Element>[];
}

export function watchNearby(moved: (place: Element, isNear: boolean) => void, signal: AbortSignal): Nearby {
  const known = new WeakSet<Element>();
  const nearPlaces = new WeakSet<Element>();
  const endsAround = new WeakSet<Element>();
  const groupOf = new WeakMap<Element, Group>();
  const groups = new Set<Group>();
  let waiting: Element[] = [];
  let oneByOne = 0;
  let pause = FIRST_PAUSE_MS;
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const near = observer(NEAR, (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) nearPlaces.add(target);
      else nearPlaces.delete(target);
      moved(target, isIntersecting);
    }
  });

  const around = observer(AROUND, (entries) => {
    const touched = new Set<Group>();
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) endsAround.add(target);
      else endsAround.delete(target);
      const group = groupOf.get(target);
      if (group) touched.add(group);
    }
    for (const group of touched) {
      const ends = alive(group.ends);
      if (!ends.every(hasBox)) disband(group);
      else if (ends.some((end) => endsAround.has(end)))
        for (const place of alive(group.places)) near.observe(place);
      else release(group);
    }
  });

  /** Once all have gone; a page whose layout grew between the ends may still show some. */
  function release(group: Group): void {
    const places = alive(group.places);
    if (!places.some((place) => nearPlaces.has(place))) for (const place of places) near.unobserve(place);
  }

  function disband(group: Group): void {
    groups.delete(group);
    for (const end of alive(group.ends)) around.unobserve(end);
    for (const place of alive(group.places)) {
      groupOf.delete(place);
      // What has left comes back with an entry of its own.
      if (isInPage(place)) enqueue(place);
      else near.observe(place);
    }
  }

  function enqueue(place: Element): void {
    waiting.push(place);
    if (timer !== undefined) return;
    const isBusy = performance.now() - last < 2 * LAST_PAUSE_MS;
    pause = isBusy ? Math.min(2 * pause, LAST_PAUSE_MS) : FIRST_PAUSE_MS;
    timer = setTimeout(handOver, pause);
  }

  function handOver(): void {
    timer = undefined;
    last = performance.now();
    const places = waiting;
    waiting = [];
    const free = places.splice(0, Math.max(0, ONE_BY_ONE - oneByOne));
    oneByOne += free.length;
    for (const place of free) near.observe(place);
    for (let at = 0; at < places.length; at += MAX_GROUP)
      for (const together of closeTogether(places.slice(at, at + MAX_GROUP))) group(together);
  }

  function group(places: readonly Element[]): void {
    const ends = new Set([places[0], places.at(-1)].filter((end) => end !== undefined));
    const made = { places: places.map(weakly), ends: [...ends].map(weakly) };
    groups.add(made);
    for (const place of places) groupOf.set(place, made);
    for (const end of ends) around.observe(end);
  }

  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    near.disconnect();
    around.disconnect();
  });

  return {
    watch(place) {
      if (known.has(place)) return;
      known.add(place);
      enqueue(place);
    },
    isNear: (place) => nearPlaces.has(place),
    regroup() {
      for (const group of groups) {
        const ends = alive(group.ends);
        if (ends.length < group.ends.length || !ends.every(isInPage)) disband(group);
      }
    },
  };
}

/** Halved until first and last lie close enough. What is between them in the page's order is taken to lie between them. */
function closeTogether(places: readonly Element[]): (readonly Element[])[] {
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return [];
  if (places.length === 1 || distance(first, last) <= MAX_GROUP_SCREENS * innerHeight) return [places];
  const half = places.length >> 1;
  return [...closeTogether(places.slice(0, half)), ...closeTogether(places.slice(half))];
}

function distance(one: Element, other: Element): number {
  if (!hasBox(one) || !hasBox(other)) return Number.POSITIVE_INFINITY;
  return Math.abs(rectOf(one).top - rectOf(other).top);
}

function hasBox(element: Element): boolean {
  return rectsOf(element).length > 0;
}

function alive(places: readonly WeakRef<Element>[]): Element[] {
  return places.map((place) => place.deref()).filter((place) => place !== undefined);
}

function weakly(element: Element): WeakRef<Element> {
  return new WeakRef(element);
}

/** The newer margin means everything that scrolls, the window too; both would add up. */
function observer(margin: string, seen: IntersectionObserverCallback): IntersectionObserver {
  return new IntersectionObserver(
    seen,
    'scrollMargin' in IntersectionObserver.prototype
      ? ({ scrollMargin: margin } as IntersectionObserverInit)
      : { rootMargin: margin },
  );
}
