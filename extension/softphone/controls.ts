import { attributeOf, countChildren, matches, queryAll, textOf } from '../page/untampered.ts';
import { CONTROL } from './visible-text.ts';
import { ACCEPT, ANSWER, CALL, HANG_UP, REJECT } from './words.ts';

/** What the buttons of a page do with calls, from their words, their icons and their colours. */

type Role = 'answer' | 'accept' | 'call' | 'reject' | 'hang-up';

export interface Control {
  element: Element;
  role: Role;
  /** It speaks of a call by itself: a receiver is drawn on it, or the word stands there. */
  isOfCall: boolean;
}

const MAX_CONTROLS = 1500;
const MAX_LABEL = 60;

const CALL_WORD =
  /call|anruf|gespräch|appel(?!la)|chiamat|llamada|oproep|gesprek|połączeni|chamada|arama|samtal|opkald/;
/** Class names, ligatures and file names of icon sets. */
const ICON_DOWN =
  /call[_-]?end|(?:phone|call|telephone)[_-]?(?:slash|down|hang-?up|off|cancel|disabled|x\b|missed)|hang-?up|decline|reject|end[_-]?call|📵/;
const ICON_UP =
  /(?:^|[\s_/-])(?:phone|call|telephone|handset|receiver)(?:$|[\s_./-])|answer|pick-?up|📞|☎|🤙/;
/** How drawings of a receiver begin in the icon sets that name them nowhere in the page: Material (two issues), Fluent, Font Awesome. */
const DRAWN_UP = ['M20.01 15.38', 'M6.62 10.79', 'M6.54 5c', 'M164.9 24.6', 'M493.4 24.6', 'M497.39 361.8'];
const DRAWN_DOWN = ['M12 9c-1.6 0', 'M4.51 15.48', 'M228.9 24.6', 'M268.2 381.4', 'M594.04 368.6'];

export function controlsIn(
  root: Document | ShadowRoot | Element,
  isVisible: (element: Element) => boolean,
): Control[] {
  const found: Control[] = [];
  let count = 0;
  for (const element of queryAll(root, `${CONTROL},[onclick]`)) {
    if (++count > MAX_CONTROLS) break;
    if (matches(element, ':disabled')) continue;
    const control = readControl(element);
    if (control && isVisible(element)) found.push(control);
  }
  return found;
}

function readControl(element: Element): Control | undefined {
  const label = labelOf(element);
  const icon = iconOf(element);
  const hasWord = CALL_WORD.test(label);
  const role = roleOf(label) ?? (label.length < 3 ? (roleOfIcon(icon) ?? roleOfColour(element)) : undefined);
  return role && { element, role, isOfCall: icon !== undefined || hasWord };
}

function roleOf(label: string): Role | undefined {
  if (label === '' || label.length > MAX_LABEL) return undefined;
  if (/call ?back|zurückrufen|rückruf|rappeler|richiama|devolver|terugbellen|answering|machine/.test(label))
    return undefined;
  if (REJECT.test(label)) return 'reject';
  if (HANG_UP.test(label)) return 'hang-up';
  if (ANSWER.test(label)) return isAboutSomethingElse(label) ? undefined : 'answer';
  if (ACCEPT.test(label)) return 'accept';
  return CALL.test(label) && label.split(' ').length <= 2 ? 'call' : undefined;
}

/** `Answer the survey`; but `Answer call from Erika`, `Answer Answer`. */
function isAboutSomethingElse(label: string): boolean {
  if (CALL_WORD.test(label)) return false;
  const rest = label.replaceAll(new RegExp(ANSWER, 'gu'), ' ').match(/\p{L}{2,}/gu) ?? [];
  return rest.length > 1;
}

function roleOfIcon(icon: 'up' | 'down' | undefined): Role | undefined {
  if (icon === undefined) return undefined;
  return icon === 'up' ? 'accept' : 'reject';
}

/** A green and a red button without words are what every phone has. */
function roleOfColour(element: Element): Role | undefined {
  if (queryAll(element, 'svg,img,i,span').length === 0) return undefined;
  const hue = hueOf(getComputedStyle(element).backgroundColor);
  if (hue === undefined) return undefined;
  if (hue >= 90 && hue <= 175) return 'accept';
  return hue <= 20 || hue >= 335 ? 'reject' : undefined;
}

/** Everything that names a control, in lower case. */
export function labelOf(element: Element): string {
  // The value of a button is for the page's scripts, that of an input stands on it.
  const own = ['aria-label', 'title', 'alt', ...(element instanceof HTMLInputElement ? ['value'] : [])]
    .map((name) => attributeOf(element, name))
    .filter((text) => text !== null && text !== '');
  const text = textOf(element, 200);
  const within = queryAll(element, 'svg title,img[alt],[aria-label]')
    .slice(0, 4)
    .map((child) => attributeOf(child, 'aria-label') ?? attributeOf(child, 'alt') ?? textOf(child, 200));
  const words = [text.trim() === '' || isLigature(text) ? '' : text, ...own, ...within];
  return words.join(' ').replace(/\s+/g, ' ').trim().toLowerCase();
}

function isLigature(text: string): boolean {
  return /^\s*[a-z]+(?:_[a-z]+)+\s*$/.test(text);
}

/** The receiver on a control: lifted, or put down. */
function iconOf(element: Element): 'up' | 'down' | undefined {
  const names: string[] = [];
  for (const child of [element, ...queryAll(element, '*').slice(0, 20)]) {
    const drawn = attributeOf(child, 'd');
    if (drawn !== null) {
      if (DRAWN_DOWN.some((start) => drawn.startsWith(start))) return 'down';
      if (DRAWN_UP.some((start) => drawn.startsWith(start))) return 'up';
      continue;
    }
    for (const name of [
      'class',
      'data-icon',
      'data-icon-name',
      'data-lucide',
      'data-testid',
      'icon',
      'name',
      'src',
      'href',
    ])
      names.push((attributeOf(child, name) ?? '').slice(-80));
    if (child !== element || countChildren(child) === 0) names.push(textOf(child, 30));
  }
  const all = names
    .join(' ')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  if (ICON_DOWN.test(all)) return 'down';
  return ICON_UP.test(all) ? 'up' : undefined;
}

/** Degrees; undefined for greys and what is nearly see-through. */
function hueOf(colour: string): number | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (alpha < 0.4 || span < 60) return undefined;
  const turn =
    most === red
      ? (green - blue) / span
      : most === green
        ? 2 + (blue - red) / span
        : 4 + (red - green) / span;
  return (turn * 60 + 360) % 360;
}
