import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIREFOX_ID } from '../tenant/ids.ts';
import { Marionette } from './marionette.ts';

/** A real Firefox with the add-on in it. */

const START_SECONDS = 60;
const WAIT_SECONDS = 15;

const PREFERENCES = {
  // Any free port; Firefox writes it into the profile.
  'marionette.port': 0,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'startup.homepage_welcome_url': 'about:blank',
};

export interface FirefoxOptions {
  executable: string;
  /** Folder of the add-on. */
  extension: string;
  /** The local tenant's authority, the only one trusted besides the browser's own. */
  caFile: string;
  preferences?: Record<string, string | number | boolean>;
}

export class Firefox {
  /** `moz-extension://<id of this profile>` */
  readonly origin: string;
  readonly #marionette: Marionette;

  private constructor(marionette: Marionette, origin: string) {
    this.#marionette = marionette;
    this.origin = origin;
  }

  static async open(options: FirefoxOptions): Promise<{ firefox: Firefox; close: () => Promise<void> }> {
    const profile = mkdtempSync(join(tmpdir(), 'ringcard-firefox-'));
    writeFileSync(
      join(profile, 'user.js'),
      Object.entries({ ...PREFERENCES, ...options.preferences })
        .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
        .join(''),
    );
    const child = spawn(
      options.executable,
      ['-headless', '-marionette', '-remote-allow-system-access', '-no-remote', '-profile', profile],
      { stdio: 'ignore', env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' } },
    );
    const close = async () => {
      await end(child);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    };
    try {
      const marionette = await Marionette.open(await portOf(profile, child));
      await marionette.send('WebDriver:NewSession', {});
      const privileged = new Firefox(marionette, '');
      await privileged.#trust(options.caFile);
      await marionette.send('Addon:Install', { path: options.extension, temporary: true });
      const host = await privileged.inBrowser<string>(`return ${POLICY}.mozExtensionHostname`);
      await privileged.#allowSites();
      const firefox = new Firefox(marionette, `moz-extension://${host}`);
      return { firefox, close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  async goTo(url: string): Promise<void> {
    await this.#marionette.send('WebDriver:Navigate', { url });
  }

  /** Opens a page of the add-on. */
  async goToOwn(path: string): Promise<void> {
    await this.goTo(`${this.origin}/${path}`);
  }

  /** Runs the body of a function in the current page or frame. */
  async run<T>(body: string, ...args: unknown[]): Promise<T> {
    return (await this.#marionette.send('WebDriver:ExecuteScript', { script: body, args })) as T;
  }

  /** Runs the body of an async function in the browser itself, with full rights. */
  inBrowser<T>(body: string, ...args: unknown[]): Promise<T> {
    return this.#privileged(
      async () =>
        (await this.#marionette.send('WebDriver:ExecuteScript', {
          script: `return (async (...given) => { ${body} })(...arguments)`,
          args,
          sandbox: 'system',
        })) as T,
    );
  }

  /** Types into the address bar, key by key. */
  async typeAddress(keys: string): Promise<void> {
    await this.#privileged(() => this.type('#urlbar-input', keys));
  }

  /** The suggestions below the browser's address bar. */
  addressLines(): Promise<string[]> {
    return this.inBrowser(
      `return [...document.querySelectorAll('.urlbarView-row')].map((row) => row.innerText.replace(/\\s+/g, ' '))`,
    );
  }

  /** Sends commands to the browser's own window during `work`. */
  async #privileged<T>(work: () => Promise<T>): Promise<T> {
    await this.#marionette.send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await work();
    } finally {
      await this.#marionette.send('Marionette:SetContext', { value: 'content' });
    }
  }

  /** The visible text of the page or frame; empty while the document is being created. */
  async text(): Promise<string> {
    return (await this.run<string | null>('return document.body?.innerText ?? null')) ?? '';
  }

  /** Waits until the page or frame shows a text, and returns all of its visible text. */
  async seeText(wanted: string): Promise<string> {
    const shown = { text: '' };
    await until(
      async () => {
        shown.text = await this.text();
        return shown.text.includes(wanted);
      },
      () => `Firefox does not show “${wanted}”, but: ${shown.text}`,
    );
    return shown.text;
  }

  /** Clicks with the pointer on the selector's element, or on the button with this name. */
  async click(target: { selector: string } | { button: string }): Promise<void> {
    const by =
      'selector' in target
        ? { using: 'css selector', value: target.selector }
        : { using: 'xpath', value: `//button[normalize-space()=${JSON.stringify(target.button)}]` };
    await this.#marionette.send('WebDriver:ElementClick', { id: await this.#find(by) });
  }

  async type(selector: string, text: string): Promise<void> {
    const id = await this.#find({ using: 'css selector', value: selector });
    await this.#marionette.send('WebDriver:ElementSendKeys', { id, text });
  }

  /** Moves the pointer step by step onto the selector's element, and leaves it there. */
  async hover(selector: string): Promise<void> {
    const origin = { [ELEMENT]: await this.#find({ using: 'css selector', value: selector }) };
    const move = (x: number, y: number) => ({ type: 'pointerMove', duration: 30, x, y, origin });
    await this.#marionette.send('WebDriver:PerformActions', {
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [move(60, 60), move(30, 20), move(8, 4), move(0, 0)],
        },
      ],
    });
  }

  /** Sends later commands to the only frame of the page or frame, once it is loaded; `leaveFrame` goes back. */
  async enterFrame(): Promise<void> {
    await until(
      () =>
        this.#marionette.send('WebDriver:SwitchToFrame', { id: 0 }).then(
          () => true,
          () => false,
        ),
      () => 'The page has no frame.',
    );
    await until(
      () =>
        this.run<boolean>(
          'return location.href !== "about:blank" && document.readyState === "complete"',
        ).catch(() => false),
      () => 'The frame does not load.',
    );
  }

  async leaveFrame(): Promise<void> {
    await this.#marionette.send('WebDriver:SwitchToParentFrame');
  }

  /** Runs `act` in the sign-in window that `press` opens, until it closes, then returns to the page before. */
  async inSignInWindow(press: () => Promise<void>, act: () => Promise<void>): Promise<void> {
    const here = await this.#marionette.send('WebDriver:GetWindowHandle');
    const before = await this.windows();
    await press();
    await until(
      async () => (await this.windows()).length > before.length,
      () => 'No sign-in window opened.',
    );
    const window = (await this.windows()).find((handle) => !before.includes(handle));
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle: window });
    await until(
      () => this.run<boolean>('return document.querySelector("#idSIButton9") !== null').catch(() => false),
      () => 'The sign-in window shows no sign-in page.',
    );
    await act();
    await until(
      async () => (await this.windows()).length === before.length,
      () => 'The sign-in window stays open.',
    );
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle: here });
  }

  /** Signs in a demo user in the window that `press` opens. */
  async signIn({
    press,
    user,
    password,
    linger,
  }: {
    press: () => Promise<void>;
    user: string;
    password: string;
    /** Runs before anything is typed. */
    linger?: () => Promise<void>;
  }): Promise<void> {
    await this.inSignInWindow(press, async () => {
      await linger?.();
      await this.type('[name=loginfmt]', user);
      await this.type('[name=passwd]', password);
      await this.click({ selector: '#idSIButton9' });
    });
  }

  /** Acts in a new tab in front of the current one, then returns. */
  async inNewTab(act: () => Promise<void>): Promise<void> {
    const here = await this.#marionette.send('WebDriver:GetWindowHandle');
    const { handle } = (await this.#marionette.send('WebDriver:NewWindow', { type: 'tab' })) as {
      handle: string;
    };
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle });
    await act();
    await this.closeWindow();
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle: here });
  }

  /** Closes the current window or tab, as a person does. */
  async closeWindow(): Promise<void> {
    await this.#marionette.send('WebDriver:CloseWindow');
  }

  async windows(): Promise<string[]> {
    return (await this.#marionette.send('WebDriver:GetWindowHandles')) as string[];
  }

  /** Ends the add-on's background page, as Firefox does after an idle time. */
  async endBackground(): Promise<void> {
    await this.inBrowser(`await ${POLICY}.extension.terminateBackground()`);
  }

  backgroundState(): Promise<string> {
    return this.inBrowser(`return ${POLICY}.extension.backgroundState`);
  }

  /** Grants the sites that a person grants at the installation or later; Firefox does not ask for a temporary add-on. */
  async #allowSites(): Promise<void> {
    await this.inBrowser(
      `const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      await ExtensionPermissions.add(given[0], { origins: ['http://*/*', 'https://*/*'], permissions: [] }, ${POLICY}.extension);`,
      FIREFOX_ID,
    );
  }

  async #find(by: { using: string; value: string }): Promise<string> {
    const found = { id: '' };
    await until(
      async () => {
        const element = await this.#marionette.send('WebDriver:FindElement', by).catch(() => undefined);
        found.id = (element as Record<string, string> | undefined)?.[ELEMENT] ?? '';
        return found.id !== '';
      },
      () => `Firefox does not find ${by.value}.`,
    );
    return found.id;
  }

  async #trust(caFile: string): Promise<void> {
    const base64 = readFileSync(caFile, 'utf8').replace(/-----[A-Z ]+-----|\s/g, '');
    await this.inBrowser(
      `Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).addCertFromBase64(given[0], 'C,,')`,
      base64,
    );
  }
}

const POLICY = `WebExtensionPolicy.getByID(${JSON.stringify(FIREFOX_ID)})`;
/** WebDriver's key for a reference to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

async function portOf(profile: string, child: ChildProcess): Promise<number> {
  const file = join(profile, 'MarionetteActivePort');
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`Firefox ended with exit code ${child.exitCode}.`);
      return existsSync(file) && readFileSync(file, 'utf8') !== '';
    },
    () => 'Firefox does not start.',
    START_SECONDS,
  );
  return Number(readFileSync(file, 'utf8'));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(late);
}

async function until(
  holds: () => Promise<boolean>,
  problem: () => string,
  seconds = WAIT_SECONDS,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(problem());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
