import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** A Chromium-like browser for the demonstration and the end-to-end tests. */

const NAMES = [
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) => {
    const base = process.env[folder];
    if (!base) return [];
    return [
      join(base, 'Microsoft\\Edge\\Application\\msedge.exe'),
      join(base, 'Google\\Chrome\\Application\\chrome.exe'),
    ];
  }),
};

/** Path of a browser on this machine: the one that RINGCARD_BROWSER names, an installed one, or Playwright's. */
export function findBrowser(): string | undefined {
  const named = process.env.RINGCARD_BROWSER;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`RINGCARD_BROWSER names ${named}, which does not exist.`);
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...(PLACES[process.platform] ?? []), chromium.executablePath()].find(
    (path) => path !== '' && existsSync(path),
  );
}

/** As findBrowser, installing one where there is none: Playwright's, else Debian's package when root. Throws with what to do by hand. */
export function ensureBrowser(say: (line: string) => void): string {
  const found = findBrowser();
  if (found) return found;
  say('No Chromium, Edge or Chrome on this machine: installing Playwright’s Chromium …');
  spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../node_modules/playwright-core/cli.js'), 'install', 'chromium'],
    {
      stdio: 'ignore',
      timeout: 300_000,
    },
  );
  const downloaded = findBrowser();
  if (downloaded) return downloaded;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('That could not be downloaded: installing Debian’s package chromium …');
    const apt = (...args: string[]) =>
      spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
        stdio: ['ignore', 'ignore', 'ignore'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: 900_000,
      });
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
    const packaged = findBrowser();
    if (packaged) return packaged;
  }
  throw new Error(
    'The end-to-end tests need a browser, and none could be installed. Install Chromium (Debian: apt-get install chromium), or set RINGCARD_BROWSER to one, then run the same command again.',
  );
}
