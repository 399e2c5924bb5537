import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { AppEnv } from './app-env.ts';

/** The pattern of the route that answered, such as `/v1/photo/:source/:name`: the requested path may hold a number. */
export function routeTemplate(context: Context<AppEnv>): string {
  const paths = matchedRoutes(context).map(({ path }) => path);
  return paths.findLast((path) => !path.endsWith('*')) ?? paths.at(-1) ?? '/*';
}
