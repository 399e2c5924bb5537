/** OData query options, as far as this Graph understands them. Pure. */
import { refusals } from './errors.ts';
import type { GraphRequest } from './message.ts';

export interface Preferences {
  wantsImmutableIds: boolean;
  maxPageSize: number | null;
  wantsMinimal: boolean;
}

/** `Prefer: IdType="ImmutableId", odata.maxpagesize=500`, in any order and case. */
export function readPreferences(request: GraphRequest): Preferences {
  const prefer = request.headers.prefer ?? '';
  const size = /odata\.maxpagesize\s*=\s*"?(\d+)"?/i.exec(prefer);
  return {
    wantsImmutableIds: /idtype\s*=\s*"?immutableid"?/i.test(prefer),
    maxPageSize: size ? Math.max(1, Number(size[1])) : null,
    wantsMinimal: /return\s*=\s*minimal/i.test(prefer),
  };
}

/** Refuses every query option that the endpoint does not take, instead of quietly ignoring it. */
export function requireOptions(request: GraphRequest, allowed: readonly string[]): void {
  for (const name of request.query.keys()) {
    if (!name.startsWith('$') || allowed.includes(name.toLowerCase())) continue;
    throw refusals.badRequest(`The query option '${name}' is not allowed or not supported here.`);
  }
}

export function readSelect(request: GraphRequest): string[] | null {
  const text = request.query.get('$select');
  if (!text) return null;
  return text.split(',').map((name) => name.trim());
}

export function readCount(
  request: GraphRequest,
  name: '$top' | '$skip' | '$skiptoken',
  most: number,
): number | null {
  const text = request.query.get(name);
  if (text === null) return null;
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > most || (name === '$top' && count === 0)) {
    throw refusals.badRequest(`Invalid value '${text}' for the query option '${name}'.`);
  }
  return count;
}

/** Ids asked for by `$expand=singleValueExtendedProperties($filter=id eq 'String 0x3A21' or …)`, in lower case. */
export function readExpandedProperties(request: GraphRequest): Set<string> | null {
  const text = request.query.get('$expand');
  if (!text) return null;
  const inner = /^\s*singleValueExtendedProperties\s*\(\s*\$filter\s*=(.*)\)\s*$/i.exec(text)?.[1];
  // Graph cannot list every extended property: without a filter it refuses.
  if (inner === undefined) throw refusals.badRequest(`Parsing OData Select and Expand failed: '${text}'.`);
  const ids = new Set<string>();
  for (const term of inner.split(/\s+or\s+/i)) {
    const id = /^\s*\(?\s*id\s+eq\s+'((?:[^']|'')*)'\s*\)?\s*$/i.exec(term)?.[1];
    if (id === undefined) throw refusals.badRequest(`Invalid filter clause: '${term.trim()}'.`);
    ids.add(id.toLowerCase());
  }
  return ids;
}

export interface Comparison {
  property: string;
  value: string | boolean | null;
}

/** `a eq 'x' and b eq true`, or the same with `or`; other forms are refused as unsupported. */
export function readFilter(text: string): { all: boolean; comparisons: Comparison[] } {
  const withoutValues = text.replace(/'(?:[^']|'')*'/g, "''");
  const all = !/\sor\s/i.test(withoutValues);
  const terms = text.split(all ? /\s+and\s+(?=\w+\s+eq\s)/i : /\s+or\s+(?=\w+\s+eq\s)/i);
  const comparisons = terms.map((term) => {
    const match = /^\s*(\w+)\s+eq\s+(?:'((?:[^']|'')*)'|(true|false|null))\s*$/i.exec(term);
    if (!match?.[1])
      throw refusals.unsupportedQuery(`Unsupported or invalid query filter clause: '${term.trim()}'.`);
    const word = match[3]?.toLowerCase();
    const value =
      word === undefined ? (match[2] ?? '').replaceAll("''", "'") : word === 'null' ? null : word === 'true';
    return { property: match[1], value };
  });
  return { all, comparisons };
}

export function matches(item: object, filter: ReturnType<typeof readFilter>): boolean {
  const holds = ({ property, value }: Comparison) => {
    const actual: unknown = Reflect.get(item, property);
    if (typeof actual === 'string' && typeof value === 'string')
      return actual.toLowerCase() === value.toLowerCase();
    return (actual ?? null) === value;
  };
  return filter.all ? filter.comparisons.every(holds) : filter.comparisons.some(holds);
}

/** `singleValueExtendedProperties/Any(ep: ep/id eq '…' and ep/value eq '…')`: names keep their case, values do not. */
export function readExtendedFilter(text: string): { id: string; value: string } | null {
  const match =
    /^\s*singleValueExtendedProperties\/any\(\s*(\w+)\s*:\s*\1\/id\s+eq\s+'([^']*)'\s+and\s+\1\/value\s+eq\s+'((?:[^']|'')*)'\s*\)\s*$/i.exec(
      text,
    );
  if (!match?.[2]) return null;
  return { id: match[2], value: (match[3] ?? '').replaceAll("''", "'") };
}
