import type { Box } from '../page/placement.ts';
import {
  closest,
  countChildren,
  holds,
  root as pageRoot,
  parentOf,
  queryAll,
  rectOf,
} from '../page/untampered.ts';
import { type Caller, countNumbers, keyOf, readCaller } from './caller.ts';
import { type Control, controlsIn, labelOf } from './controls.ts';
import { type Line, visibleLines } from './visible-text.ts';
import { INCOMING, NOT_RINGING } from './words.ts';

/**
 * Detects a ringing softphone on pages without an adapter: one control to answer and one to refuse, a number or name near them, and
 * something that speaks of a call. It only reads.
 */

export interface Sighting {
  key: string;
  caller: Caller;
  /** The part that a card must not cover, in the viewport. */
  box: Box;
}

export interface Sights {
  isVisible(element: Element): boolean;
  /** The node appeared or changed within the last few seconds. */
  isFresh(node: Node): boolean;
  /** The whole page loaded within the last few seconds, perhaps while the phone rings. */
  isPageFresh(): boolean;
  /** Trees to search for controls: the document and its shadow roots. */
  roots(): readonly (Document | ShadowRoot)[];
}

/** Levels between the answering control and the refusing one, and from both up to the caller. */
const PAIR_REACH = 5;
const CALLER_REACH = 4;
/** With this many pairs of controls the page shows a list, not calls. */
const MAX_RINGING = 4;
const ENOUGH = 5;
const LIVE = '[aria-live="assertive" i],[aria-live="polite" i],[role="alert" i],[role="status" i]';
const OVERLAY = 'dialog[open],[role="dialog" i],[role="alertdialog" i],[popover]';

/** The calls that ring. */
export function findRinging(sights: Sights): Sighting[] {
  const controls = sights.roots().flatMap((root) => controlsIn(root, sights.isVisible));
  const answers = controls.filter(({ role }) => role === 'answer' || role === 'accept');
  const weak = controls.filter(({ role }) => role === 'call');
  const refusals = controls.filter(({ role }) => role === 'reject' || role === 'hang-up');
  if (refusals.length === 0 || answers.length > 2 * MAX_RINGING) return [];
  const found = new Map<string, Sighting>();
  for (const answer of [...answers, ...weak.slice(0, MAX_RINGING)]) {
    const sighting = ringingAt(answer, refusals, sights);
    const known = sighting && found.get(sighting.key);
    if (sighting && !(known && known.caller.number !== undefined)) found.set(sighting.key, sighting);
  }
  return found.size > MAX_RINGING ? [] : [...found.values()];
}

/** Whether a call that rang continues: the page shows a control to hang up, with the caller beside it. */
export function isGoingOn(caller: Caller, sights: Sights): boolean {
  const key = keyOf(caller);
  return sights
    .roots()
    .flatMap((root) => controlsIn(root, sights.isVisible))
    .filter(({ role }) => role === 'hang-up' || role === 'reject')
    .some((control) => callersAround(control.element, sights).some((around) => keyOf(around) === key));
}

interface Near {
  caller: Caller;
  lines: Line[];
  at: Element;
}

function* callersNear(from: Element, reach: number, sights: Sights): Generator<Near> {
  let at: Element | null = from;
  for (let level = 0; at && level <= reach && at !== pageRoot(); level++, at = parentOf(at)) {
    const lines = visibleLines(at, sights.isVisible);
    if (!lines || countNumbers(lines.map(({ text }) => text)) > 3) return;
    const caller = readCaller(lines.map(({ text }) => text));
    if (caller) yield { caller, lines, at };
  }
}

function callersAround(from: Element, sights: Sights): Caller[] {
  return [...callersNear(from, PAIR_REACH + 1, sights)].map(({ caller }) => caller);
}

function ringingAt(answer: Control, refusals: readonly Control[], sights: Sights): Sighting | undefined {
  const pair = pairOf(answer, refusals);
  if (!pair) return undefined;
  const near = callerAt(pair.around, sights);
  if (!near) return undefined;
  const { caller, lines, at } = near;
  const words = `${lines.map(({ text }) => text).join('\n')}\n${labelsIn(at)}`.toLowerCase();
  if (NOT_RINGING.test(words)) return undefined;
  const saysIncoming = INCOMING.test(words) || (answer.role === 'call' && isSaidNearby(at, sights));
  if (answer.role === 'call' && !saysIncoming) return undefined;
  const rings = isRinging();
  const isLive = closest(at, `${LIVE},${OVERLAY}`) !== null || queryAll(at, LIVE).length > 0;
  if (!saysIncoming && !answer.isOfCall && !rings && !(isLive && answer.role === 'answer')) return undefined;
  const isFresh = sights.isPageFresh() || lines.some(({ nodes }) => nodes.some(sights.isFresh));
  const score =
    ({ answer: 3, accept: 2, call: 1 }[answer.role as 'answer' | 'accept' | 'call'] ?? 0) +
    (saysIncoming ? 2 : 0) +
    (answer.isOfCall ? 1 : 0) +
    (rings ? 2 : 0) +
    (isLive ? 1 : 0) +
    (isOverlay(at) ? 1 : 0) +
    (isFresh ? 1 : 0) +
    (caller.number === undefined ? 0 : 1);
  if (score < ENOUGH) return undefined;
  return { key: keyOf(caller), caller, box: boxToSpare(at, [answer.element, pair.refusal]) };
}

/** The part that shows the call, or its two controls where that part is most of the page. */
function boxToSpare(region: Element, controls: readonly Element[]): Box {
  const box = boxOf(region);
  if (box.width * box.height < (innerWidth * innerHeight) / 2) return box;
  const boxes = controls.map(boxOf);
  const left = Math.min(...boxes.map((one) => one.left));
  const top = Math.min(...boxes.map((one) => one.top));
  const right = Math.max(...boxes.map((one) => one.left + one.width));
  const bottom = Math.max(...boxes.map((one) => one.top + one.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** A status line away from the buttons announces the call. It must be new, because old lines tell of earlier calls. */
function isSaidNearby(region: Element, sights: Sights): boolean {
  const above = ancestorsOf(region).slice(0, CALLER_REACH);
  return above.some((around) =>
    visibleLines(around, sights.isVisible)?.some(
      ({ text, nodes }) =>
        nodes.some(sights.isFresh) &&
        INCOMING.test(text.toLowerCase()) &&
        !NOT_RINGING.test(text.toLowerCase()),
    ),
  );
}

function ancestorsOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let up = parentOf(element); up && up !== pageRoot(); up = parentOf(up)) found.push(up);
  return found;
}

/** The smallest part of the page that contains the answering control and a refusing one. */
function pairOf(
  answer: Control,
  refusals: readonly Control[],
): { around: Element; refusal: Element } | undefined {
  let around = parentOf(answer.element);
  for (let level = 0; around && level < PAIR_REACH && around !== pageRoot(); level++) {
    const within = around;
    const refusal = refusals.find(({ element }) => holds(within, element));
    if (refusal) return { around, refusal: refusal.element };
    around = parentOf(around);
  }
  return undefined;
}

/**
 * The nearest number wins over a name. Beside the controls any number counts. Further away it must be new, or be the only number with
 * no name nearer: numbers that stand there all the time are the person's own, or belong to earlier calls.
 */
function callerAt(pair: Element, sights: Sights): Near | undefined {
  let named: Near | undefined;
  for (const near of callersNear(pair, CALLER_REACH, sights)) {
    const { caller, lines, at } = near;
    const shown = caller.number ?? caller.name ?? '';
    const isNew = lines.some(({ text, nodes }) => text.includes(shown) && nodes.some(sights.isFresh));
    const isBeside = at === pair || isNew;
    if (caller.number === undefined) {
      // A word that was there before the call is no name.
      if (isNew) named ??= near;
      continue;
    }
    if (!isBeside && (named || countNumbers(lines.map(({ text }) => text)) > 1)) continue;
    const name = named?.caller.name ?? caller.name;
    return { ...near, caller: { number: caller.number, ...(name !== undefined && { name }) } };
  }
  return named;
}

/** Text for screen readers only. */
function labelsIn(region: Element): string {
  return [region, ...queryAll(region, '[aria-label],[title]').slice(0, 20)].map(labelOfRegion).join('\n');
}

function labelOfRegion(element: Element): string {
  return countChildren(element) > 5 ? '' : labelOf(element).slice(0, 120);
}

function isRinging(): boolean {
  return queryAll(document, 'audio[loop],audio[autoplay]').some(
    (element) => element instanceof HTMLAudioElement && !element.paused,
  );
}

function isOverlay(region: Element): boolean {
  for (let at: Element | null = region; at; at = parentOf(at)) {
    const { position } = getComputedStyle(at);
    if (position === 'fixed' || closest(at, OVERLAY) === at) return true;
  }
  return false;
}

export function boxOf(element: Element): Box {
  const { left, top, width, height } = rectOf(element);
  return { left, top, width, height };
}
