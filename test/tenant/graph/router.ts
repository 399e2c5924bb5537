/** Finds the handler for a path, and the template under which the request is counted. Pure. */
import type { Call } from './call.ts';
import { refusals } from './errors.ts';
import type { GraphResponse } from './message.ts';

export interface Route {
  method: string;
  /** e.g. `/users/{user}/contactFolders/{folder}/contacts/delta`. */
  template: string;
  /** `outlook`: the mailbox of `{user}` is throttled. */
  workload: 'outlook' | 'directory';
  answer: (call: Call) => GraphResponse | Promise<GraphResponse>;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Literal segments win over parameters: `/contacts/delta` is not the contact named "delta". */
export function findRoute(routes: readonly Route[], method: string, path: string): Match {
  const segments = segmentsOf(path);
  const matches = routes.flatMap((route) => {
    const params = bind(route.template, segments);
    return params ? [{ route, params }] : [];
  });
  if (matches.length === 0) throw refusals.unknownSegment(segments.at(-1) ?? '');
  const literals = (match: Match) =>
    match.route.template.split('/').filter((part) => !part.startsWith('{')).length;
  const most = Math.max(...matches.map(literals));
  const found = matches.find((match) => match.route.method === method && literals(match) === most);
  if (!found) throw refusals.methodNotAllowed();
  return found;
}

/** Also reads the key form `contactFolders('id')`, the function form `delta()` and nested child folders. */
export function segmentsOf(path: string): string[] {
  const segments = path
    .split('/')
    .filter(Boolean)
    .flatMap((raw) => {
      const segment = decode(raw)
        .replace(/\(\)$/, '')
        .replace(/^microsoft\.graph\.delta$/, 'delta');
      // The alternate key stays as it is: it names the property, too.
      const alternate = /^([A-Za-z]+)\((appId='.*')\)$/i.exec(segment);
      if (alternate?.[1] && alternate[2]) return [alternate[1], alternate[2]];
      const keyed = /^([A-Za-z]+)\('(.*)'\)$/.exec(segment);
      return keyed?.[1] && keyed[2] ? [keyed[1], keyed[2]] : [segment];
    });
  // Ids are unique in the mailbox, so `/contactFolders/a/childFolders/b` is `/contactFolders/b`.
  for (let at = 2; at + 2 < segments.length; ) {
    const isNested =
      segments[at]?.toLowerCase() === 'contactfolders' && segments[at + 2]?.toLowerCase() === 'childfolders';
    if (isNested && segments.length > at + 3 && segments[at + 3] !== 'delta') segments.splice(at + 1, 2);
    else break;
  }
  return segments;
}

function bind(template: string, segments: string[]): Record<string, string> | undefined {
  const parts = template.split('/').filter(Boolean);
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const segment = segments[at] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw refusals.badRequest('The request URI is not valid.');
  }
}
