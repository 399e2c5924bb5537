import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** A real browser with the extension in it. */

export interface BrowserOptions {
  executable: string;
  extension: string;
  /** SPKI hash of the local tenant's certificate, the only accepted untrusted one. */
  spki: string;
  headless: boolean;
  language?: string;
  colorScheme?: 'light' | 'dark';
}

export interface RunningBrowser {
  context: BrowserContext;
  extensionId: string;
  /** Closes the browser and opens it again with the same profile. */
  restart(): Promise<RunningBrowser>;
  /** Loads the extension again from its folder, and reloads every web page. */
  reloadExtension(): Promise<void>;
  close(): Promise<void>;
}

export function openBrowser(options: BrowserOptions): Promise<RunningBrowser> {
  return openIn(mkdtempSync(join(tmpdir(), 'ringcard-browser-')), options);
}

async function openIn(profile: string, options: BrowserOptions): Promise<RunningBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executable,
    // The new headless mode is the whole browser; Playwright's own flag would start one without extensions.
    headless: false,
    // Playwright would kill the browser on Ctrl-C before the other parts are stopped.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: options.headless ? { width: 1280, height: 860 } : null,
    colorScheme: options.colorScheme ?? (options.headless ? 'light' : null),
    ignoreDefaultArgs: ['--disable-extensions', '--enable-automation'],
    env: { ...process.env, LANGUAGE: options.language ?? process.env.LANGUAGE ?? 'en' } as Record<
      string,
      string
    >,
    args: [
      ...(options.headless
        ? ['--headless=new', '--disable-gpu', '--disable-dev-shm-usage']
        : ['--no-first-run', '--start-maximized']),
      ...(options.language ? [`--lang=${options.language}`] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--disable-extensions-except=${options.extension}`,
      `--load-extension=${options.extension}`,
      // Branded Chrome and Edge load unpacked extensions only through DevTools.
      '--enable-unsafe-extension-debugging',
      `--ignore-certificate-errors-spki-list=${options.spki}`,
    ],
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const restart = async () => {
    await context.close();
    return openIn(profile, options);
  };
  try {
    const extensionId = await extensionIdOf(context, options.extension);
    await sitesFollowed(context);
    const reloadExtension = async () => {
      await loadUnpacked(context, options.extension);
      // Open pages keep the old script, which can no longer reach the extension.
      for (const page of context.pages()) await page.reload().catch(() => undefined);
    };
    return { context, extensionId, restart, reloadExtension, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function extensionIdOf(context: BrowserContext, folder: string): Promise<string> {
  const started =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker', { timeout: 5000 }).catch(() => undefined));
  return started ? new URL(started.url()).host : loadUnpacked(context, folder);
}

/** Replaces the extension loaded from the same folder. Resolves with its id. */
async function loadUnpacked(context: BrowserContext, folder: string): Promise<string> {
  const session = await context.browser()?.newBrowserCDPSession();
  // Playwright's list of DevTools commands does not have this one yet.
  const send = session?.send.bind(session) as
    | ((method: string, parameters: object) => Promise<{ id: string }>)
    | undefined;
  if (!send) throw new Error('This browser does not load unpacked extensions.');
  return (await send('Extensions.loadUnpacked', { path: folder })).id;
}

/** Resolves once the newly installed extension has registered for its sites. The benchmark's other extensions keep nothing. */
async function sitesFollowed(context: BrowserContext): Promise<void> {
  const background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  if (!(await background.evaluate(() => 'storage' in (globalThis as unknown as { chrome: object }).chrome)))
    return;
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const kept = await background.evaluate(() =>
      (
        globalThis as unknown as { chrome: { storage: { session: { get(key: string): Promise<object> } } } }
      ).chrome.storage.session.get('site-access'),
    );
    if ('site-access' in kept) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the extension did not settle');
}

/** Internals of Playwright. */
interface DriversPage {
  _connection: {
    toImpl(page: Page): {
      delegate: {
        _mainFrameSession: { _client: { send(method: string, parameters: object): Promise<unknown> } };
      };
    };
  };
}

/** Lets the page be hidden behind another tab from now on. By default Playwright makes every page visible and focused. */
export async function letHide(page: Page): Promise<void> {
  const { delegate } = (page as unknown as DriversPage)._connection.toImpl(page);
  await delegate._mainFrameSession._client.send('Emulation.setFocusEmulationEnabled', { enabled: false });
}

/** Signs in a demo user through the real window, from an extension page with a sign-in button. */
export async function signIn(
  context: BrowserContext,
  click: () => Promise<unknown>,
  user: string,
  password: string,
): Promise<void> {
  const window = await signInWindow(context, click);
  await window.locator('input[name=loginfmt]').fill(user);
  await window.locator('input[name=passwd]').fill(password);
  await Promise.all([window.waitForEvent('close'), window.locator('#idSIButton9').click()]);
}

/** The window that a click on a sign-in button opens. */
export async function signInWindow(context: BrowserContext, click: () => Promise<unknown>): Promise<Page> {
  const [window]: [Page, unknown] = await Promise.all([context.waitForEvent('page'), click()]);
  return window;
}
