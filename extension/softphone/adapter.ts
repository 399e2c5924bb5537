import { attributeOf, queryAll, textOf } from '../page/untampered.ts';
import type { Adapter, TextSelector } from '../settings/adapter-schema.ts';
import { isOnSite } from '../sites/sites.ts';
import bundled from './adapters.json';
import { keyOf, readCaller } from './caller.ts';
import { boxOf, type Sighting, type Sights } from './detector.ts';
import { INCOMING } from './words.ts';

/**
 * Phones whose pages are known, as data: where the call is shown. What an adapter sees goes before what the detector sees;
 * where it sees nothing, after a new release of the phone say, the detector still does.
 */

export const BUNDLED: readonly Adapter[] = bundled;

/** The call that rings by the first adapter that sees one. */
export function findByAdapters(adapters: readonly Adapter[], address: string, sights: Sights): Sighting[] {
  for (const known of adapters) {
    if (known.sites && !isOnSite(address, known.sites)) continue;
    if (queryAll(document, known.page).length === 0) continue;
    const sighting = seen(known, sights);
    if (sighting) return [sighting];
  }
  return [];
}

function seen(known: Adapter, sights: Sights): Sighting | undefined {
  const ringing = queryAll(document, known.ringing).find(sights.isVisible);
  if (!ringing) return undefined;
  if (known.needsWords && !INCOMING.test(textOf(ringing, 300).toLowerCase())) return undefined;
  const texts = [known.number, known.name].flatMap((where) =>
    where ? (textAt(where, ringing, sights) ?? []) : [],
  );
  const caller = readCaller(texts);
  return caller && { key: keyOf(caller), caller, box: boxOf(ringing) };
}

function textAt(
  { selector: where, attribute }: TextSelector,
  ringing: Element,
  sights: Sights,
): string | undefined {
  const elements = [...queryAll(ringing, where), ...queryAll(document, where)].filter(sights.isVisible);
  const texts = elements.map((element) =>
    attribute ? attributeOf(element, attribute) : textOf(element, 200),
  );
  return texts.find((text): text is string => text !== null && text.trim() !== '')?.slice(0, 200);
}
