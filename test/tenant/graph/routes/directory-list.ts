/** Filtering, paging and counting that every directory collection shares. */
import type { Call } from '../call.ts';
import { fromBase64, toBase64Url, toBytes, toText } from '../encoding.ts';
import { refusals } from '../errors.ts';
import { context, linkTo } from '../links.ts';
import { type GraphResponse, ok, plainText } from '../message.ts';
import { matches, readCount, readFilter, readSelect, requireOptions } from '../query.ts';
import { type Json, pick } from '../user-view.ts';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 999;

export interface Collection {
  fragment: string;
  items: Json[];
  /** Shapes one item to `$select`; throws for a property that the type does not have. */
  shape: (item: Json, select: string[] | null) => Json;
}

export function answerCollection(call: Call, collection: Collection): GraphResponse {
  requireOptions(call.request, ['$select', '$top', '$filter', '$count', '$skiptoken']);
  const select = readSelect(call.request);
  const items = filtered(call, collection);
  const size = readCount(call.request, '$top', LARGEST_PAGE) ?? DEFAULT_PAGE;
  const from = readSkipToken(call);
  const body: Json = {
    '@odata.context': context(
      call.request,
      select ? `${collection.fragment}(${select.join(',')})` : collection.fragment,
    ),
  };
  // Without the header Graph ignores the query option, and refuses the path segment `/$count` only.
  if (call.request.query.get('$count') === 'true' && isAdvanced(call)) body['@odata.count'] = items.length;
  if (from + size < items.length) {
    const options = Object.fromEntries([...call.request.query].filter(([name]) => name !== '$skiptoken'));
    const token = toBase64Url(toBytes(`RFNwdAIAAQAAAB${from + size}`));
    body['@odata.nextLink'] = linkTo(call.request, { ...options, $skiptoken: token });
  }
  body.value = items.slice(from, from + size).map((item) => collection.shape(item, select));
  return ok(body);
}

/** Answers `/$count` after a collection's path. */
export function answerCount(call: Call, collection: Collection): GraphResponse {
  requireOptions(call.request, ['$filter']);
  if (!isAdvanced(call)) throw refusals.countUnsupported();
  return plainText(String(filtered(call, collection).length));
}

function isAdvanced({ request }: Call): boolean {
  return request.headers.consistencylevel?.toLowerCase() === 'eventual';
}

function filtered({ request }: Call, { items }: Collection): Json[] {
  const text = request.query.get('$filter');
  if (text === null) return items;
  const filter = readFilter(text);
  return items.filter((item) => matches(item, filter));
}

export function shapeAs(type: string): Collection['shape'] {
  return (item, select) => {
    const unknown = select?.find((name) => !(name in item));
    if (unknown) {
      throw refusals.directoryBadRequest(
        `Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`,
      );
    }
    return select ? pick(item, [...select, 'id']) : item;
  };
}

function readSkipToken(call: Call): number {
  const token = call.request.query.get('$skiptoken');
  if (token === null) return 0;
  const from = /^RFNwdAIAAQAAAB(\d+)$/.exec(toText(fromBase64(token) ?? new Uint8Array()))?.[1];
  if (from === undefined) throw refusals.directoryBadRequest('The specified page token value has expired.');
  return Number(from);
}
