import { isInPage, rectOf, rectsOf } from './untampered.ts';

/**
 * Tells which elements come near the viewport. The browser recomputes every observed element in every frame, and observing a new
 * one costs a frame. So elements are handed over in bulk, and a large page has only those around the viewport observed one by one.
 */

/** Margin above and below the viewport, and of every element that scrolls. */
const NEAR = '200% 0px';
const AROUND = '500% 0px';
/** Less than twice that margin and a screen: wherever a jump lands inside a group, one end of the group is near. */
const MAX_GROUP_SCREENS = 10;
const MAX_GROUP = 64;
/** Up to this many elements need no groups. */
const ONE_BY_ONE = 250;
/** The pause between two bulk observations doubles while a large page is read. */
const FIRST_PAUSE_MS = 50;
const LAST_PAUSE_MS = 1000;

export interface Nearby {
  /** Held weakly, so entries go with the page's own elements. */
  watch(place: Element): void;
  isNear(place: Element): boolean;
  /** To be called after the page has changed. */
  regroup(): void;
}

/** Neighbours in the page. The first and the last stand for all: while either is near, the group is near. */
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

  /** Runs once all have left the viewport; a page whose layout grew between the ends may still show some. */
  function release(group: Group): void {
    const places = alive(group.places);
    if (!places.some((place) => nearPlaces.has(place))) for (const place of places) near.unobserve(place);
  }

  function disband(group: Group): void {
    groups.delete(group);
    for (const end of alive(group.ends)) around.unobserve(end);
    for (const place of alive(group.places)) {
      groupOf.delete(place);
      // An element that left comes back with an entry of its own.
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

/** Halves groups until first and last are close enough. Elements between them in the page's order are assumed to be between them on the screen. */
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

/** The newer option's margin covers everything that scrolls, the window included; both options would add up. */
function observer(margin: string, seen: IntersectionObserverCallback): IntersectionObserver {
  return new IntersectionObserver(
    seen,
    'scrollMargin' in IntersectionObserver.prototype
      ? ({ scrollMargin: margin } as IntersectionObserverInit)
      : { rootMargin: margin },
  );
}
