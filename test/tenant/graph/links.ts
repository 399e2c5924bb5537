/** Absolute links on the host and prefix that the request came by. Pure. */
import type { GraphRequest } from './message.ts';

export function context(request: GraphRequest, fragment: string): string {
  return `${request.base}/$metadata#${fragment}`;
}

/** The same path with other query options; opaque to clients. */
export function linkTo(request: GraphRequest, options: Record<string, string>): string {
  const query = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${request.base}${request.path}?${query.join('&')}`;
}
