/** Decides which requests a fault applies to. Pure. */

export interface RequestMatch {
  method?: string | undefined;
  /** A prefix, or a pattern with `*`. */
  path: string;
  /** A part of the query string, e.g. `$deltatoken`. */
  query?: string | undefined;
}

/** `path` is without host and query, `query` without its question mark. */
export function fits(match: RequestMatch, method: string, path: string, query: string): boolean {
  if (match.method && match.method.toUpperCase() !== method.toUpperCase()) return false;
  const part = match.query;
  if (part !== undefined && !formsOf(query).some((form) => form.includes(part))) return false;
  const pattern = withoutVersion(match.path);
  return formsOf(path).some((form) => pathFits(pattern, withoutVersion(form)));
}

/** The text as sent and as decoded: a fault need not know how a client encodes the address. */
function formsOf(text: string): string[] {
  try {
    return [text, decodeURIComponent(text)];
  } catch {
    // Not percent-encoding: matched as it is.
    return [text];
  }
}

/** Graph answers with and without its version; both are the same endpoint. */
function withoutVersion(path: string): string {
  return path.replace(/^\/(v1\.0|beta)(?=\/)/, '');
}

function pathFits(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return path.toLowerCase().startsWith(pattern.toLowerCase());
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 'i').test(path);
}
