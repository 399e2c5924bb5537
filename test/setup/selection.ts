import { posix } from 'node:path';

/** The Vitest projects that arguments of `npm test` reach, and the preparation that their files need. Pure. */

/** The first matching prefix of a file's path decides. */
const PROJECT_OF: readonly (readonly [path: string, project: string])[] = [
  ['test/shared/', 'shared'],
  ['test/tenant/', 'tenant'],
  ['test/worker/faults/', 'faults'],
  ['test/worker/', 'worker'],
  ['test/extension/', 'extension'],
  ['test/upgrade/', 'upgrade'],
  ['test/setup/', 'repository'],
  ['test/demo/', 'repository'],
  ['test/e2e/accessibility.test.ts', 'accessibility'],
  ['test/e2e/', 'e2e'],
];

export type Need = 'nothing' | 'extension' | 'browsers';

/** The first matching prefix decides; all other files need nothing. Files that need a browser also need the extension. */
const NEED_OF: readonly (readonly [path: string, need: Need])[] = [
  ['test/setup/content-script.test.ts', 'extension'],
  ['test/setup/packages.test.ts', 'extension'],
  ['test/e2e/kills.test.ts', 'nothing'],
  ['test/e2e/start.test.ts', 'extension'],
  ['test/e2e/', 'browsers'],
];

export interface Asked {
  /** Parts of file names, as Vitest accepts them. */
  filters: readonly string[];
  /** Names of projects as Vitest accepts them: `shared`, `e*`, `!e2e`. */
  projects: readonly string[];
}

export interface Selection {
  projects: string[];
  need: Need;
}

/** `files` holds every test file, relative to the repository, with `/`. */
export function select(files: readonly string[], { filters, projects }: Asked): Selection {
  const wanted = filters.map(asPath);
  const selected = files.filter((file) => {
    const path = file.toLowerCase();
    const isNamed = wanted.length === 0 || wanted.some((part) => path.includes(part));
    return isNamed && isProjectWanted(projectOf(file), projects);
  });
  const needs = new Set(selected.map(needOf));
  return {
    projects: [...new Set(PROJECT_OF.map(([, project]) => project))].filter((project) =>
      selected.some((file) => projectOf(file) === project),
    ),
    need: needs.has('browsers') ? 'browsers' : needs.has('extension') ? 'extension' : 'nothing',
  };
}

export function projectOf(file: string): string | undefined {
  return PROJECT_OF.find(([path]) => file.startsWith(path))?.[1];
}

function needOf(file: string): Need {
  return NEED_OF.find(([path]) => file.startsWith(path))?.[1] ?? 'nothing';
}

/** Vitest also accepts `./test/shared`, `test\shared` and `file.test.ts:12`. */
function asPath(filter: string): string {
  const path = posix.normalize(filter.replaceAll('\\', '/').replace(/:\d+$/, ''));
  return (path === '.' || path === './' ? '' : path).toLowerCase();
}

/** Excluding names win over including ones. (Vitest, `--project`) */
function isProjectWanted(project: string | undefined, names: readonly string[]): boolean {
  if (project === undefined) return false;
  const isNamedBy = (name: string) => {
    const pattern = name.split('*').map((part) => part.replace(/[^\w-]/g, '\\$&'));
    return new RegExp(`^${pattern.join('.*')}$`, 'i').test(project);
  };
  const excluded = names.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const included = names.filter((name) => !name.startsWith('!'));
  return !excluded.some(isNamedBy) && (included.length === 0 || included.some(isNamedBy));
}

/** Whether a long run plays more, or other, cases of a test file. Such a file draws them itself or by fast-check. */
export function isGenerated(source: string): boolean {
  return /from '(?:fast-check|[./]+\/support\/sample\.ts)'/.test(source);
}
