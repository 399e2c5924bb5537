import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** The browsers of the demonstration and the end-to-end tests: found on this machine, or installed. */

interface Wanted {
  title: string;
  /** Environment variable with the browser's path. */
  variable: string;
  /** Names of the program on the path. */
  names: string[];
  /** Further places of the program. */
  paths: string[];
  /** The package in Debian. */
  package: string;
  download?: { title: string; start: () => void };
}

const CHROMIUM: Wanted = {
  title: 'Chromium, Edge or Chrome',
  variable: 'RINGCARD_BROWSER',
  names: [
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
  ],
  paths: [
    ...placesOn('darwin', '/Applications', [
      'Chromium.app/Contents/MacOS/Chromium',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
    ]),
    ...placesOnWindows([
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Google\\Chrome\\Application\\chrome.exe',
    ]),
    chromium.executablePath(),
  ],
  package: 'chromium',
  download: {
    title: 'Playwright’s Chromium',
    start: () =>
      spawnSync(
        process.execPath,
        [join(import.meta.dirname, '../../node_modules/playwright-core/cli.js'), 'install', 'chromium'],
        { stdio: 'ignore', timeout: 300_000 },
      ),
  },
};

/** Playwright's own Firefox is patched, so it cannot replace the real one. */
const FIREFOX: Wanted = {
  title: 'Firefox',
  variable: 'RINGCARD_FIREFOX',
  names: ['firefox-esr', 'firefox'],
  paths: [
    ...placesOn('darwin', '/Applications', ['Firefox.app/Contents/MacOS/firefox']),
    ...placesOnWindows(['Mozilla Firefox\\firefox.exe']),
  ],
  package: 'firefox-esr',
};

/** Path of a browser on this machine: from RINGCARD_BROWSER, an installed one, or Playwright's. */
export function findBrowser(): string | undefined {
  return find(CHROMIUM);
}

/** As findBrowser, but installs a missing one: Playwright's, else Debian's package when root. Throws with the manual steps. */
export function ensureBrowser(say: (line: string) => void): string {
  return ensure(CHROMIUM, say);
}

/** Firefox: from RINGCARD_FIREFOX, an installed one, or Debian's package when root. Throws with the manual steps. */
export function ensureFirefox(say: (line: string) => void): string {
  return ensure(FIREFOX, say);
}

function find({ variable, names, paths }: Wanted): string | undefined {
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`${variable} names ${named}, which does not exist.`);
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...paths].find((path) => path !== '' && existsSync(path));
}

function ensure(wanted: Wanted, say: (line: string) => void): string {
  const found = find(wanted);
  if (found) return found;
  say(`No ${wanted.title} on this machine.`);
  if (wanted.download) {
    say(`Installing ${wanted.download.title} …`);
    wanted.download.start();
    const downloaded = find(wanted);
    if (downloaded) return downloaded;
  }
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`Installing Debian’s package ${wanted.package} …`);
    apt('update');
    apt('install', '-y', '--no-install-recommends', wanted.package);
    const packaged = find(wanted);
    if (packaged) return packaged;
  }
  throw new Error(
    `The end-to-end tests need ${wanted.title}, and none could be installed. Install one (Debian: apt-get install ${wanted.package}), or let ${wanted.variable} name one, then run the same command again.`,
  );
}

function apt(...args: string[]): void {
  spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 900_000,
  });
}

function placesOn(platform: NodeJS.Platform, base: string, paths: string[]): string[] {
  return process.platform === platform ? paths.map((path) => join(base, path)) : [];
}

function placesOnWindows(paths: string[]): string[] {
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) =>
    placesOn('win32', process.env[folder] ?? '', paths),
  );
}
