// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { readSettings, writePreferences } from '../../../extension/settings/settings-store.ts';
import { ALL_SITES, originsOf } from '../../../extension/sites/site-patterns.ts';
import { AccessNotice } from '../../../extension/ui/access-notice.tsx';
import { SiteConsent } from '../../../extension/ui/site-consent.tsx';
import { useSiteAccess } from '../../../extension/ui/use-site-access.ts';
import { speak } from '../support/messages.ts';
import { element, settle, show } from '../support/render.ts';

/** A browser whose permission prompt is granted or denied. */
function createBrowserGrants() {
  const grants = {
    origins: [] as string[],
    saysYes: true,
    asked: [] as string[][],
    demanded: [] as string[],
  };
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const covers = (origin: string) =>
    grants.origins.includes(origin) || grants.origins.includes(`${origin.split(':')[0]}://*/*`);
  const event = {
    addListener: (listener: () => void) => void listeners.add(listener),
    removeListener: (listener: () => void) => void listeners.delete(listener),
  };
  vi.spyOn(browser.runtime, 'getManifest').mockImplementation(
    () =>
      ({ host_permissions: grants.demanded }) as unknown as ReturnType<typeof browser.runtime.getManifest>,
  );
  Object.assign(browser, {
    permissions: {
      getAll: async () => ({ origins: [...grants.origins] }),
      contains: async ({ origins }: { origins: string[] }) => origins.every(covers),
      request: async ({ origins }: { origins: string[] }) => {
        grants.asked.push(origins);
        if (!grants.saysYes) return false;
        grants.origins.push(...origins.filter((origin) => !grants.origins.includes(origin)));
        tell();
        return true;
      },
      remove: async ({ origins }: { origins: string[] }) => {
        grants.origins = grants.origins.filter((origin) => !origins.includes(origin));
        tell();
        return true;
      },
      onAdded: event,
      onRemoved: event,
    },
  });
  return grants;
}

function Consent() {
  const access = useSiteAccess();
  return access ? <SiteConsent access={access} /> : null;
}

const press = async (root: HTMLElement, name: string) => {
  const button = [...root.querySelectorAll('button')].find(
    (one) => one.textContent === name || one.getAttribute('aria-label') === name,
  );
  if (!button) throw new Error(`no button ${name}`);
  await act(() => button.click());
  await settle();
  await settle();
};
const add = async (root: HTMLElement, site: string) => {
  await act(() => {
    const input = element(root, '#allowedSites', HTMLInputElement);
    input.value = site;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press(root, 'Add');
};
const named = async () => (await readSettings()).settings.allowedSites;
const open = async () => {
  const root = await show(<Consent />);
  await settle();
  return root;
};

describe('the search for numbers', () => {
  let grants: ReturnType<typeof createBrowserGrants>;
  beforeEach(async () => {
    speak('en');
    vi.stubGlobal('fetch', async () => Response.json({ workerUrl: 'https://ringcard.example' }));
    await browser.storage.local.clear();
    grants = createBrowserGrants();
    grants.origins = ['https://ringcard.example/*'];
  });

  it('happens nowhere at first, even with a grant for the worker', async () => {
    expect((await open()).textContent).toContain('Ringcard finds numbers on no site yet.');
  });

  it('happens everywhere after one press and one prompt', async () => {
    const root = await open();
    await press(root, 'On all sites');
    expect(grants.asked).toEqual([[...ALL_SITES]]);
    expect(root.textContent).toContain('Ringcard finds numbers on all sites.');
  });

  it('happens on a named site after a granted prompt, and not after a denied one', async () => {
    const root = await open();
    grants.saysYes = false;
    await add(root, 'https://crm.example/tickets');
    expect(await named()).toEqual([]);
    grants.saysYes = true;
    await add(root, 'crm.example');
    expect(grants.asked.at(-1)).toEqual([...originsOf('crm.example'), 'https://ringcard.example/*']);
    expect(await named()).toEqual(['crm.example']);
    expect(root.textContent).toContain('only on the sites named here');
  });

  it('returns the grant with the name', async () => {
    const root = await open();
    await add(root, 'crm.example');
    await add(root, 'mail.example');
    await press(root, 'Remove crm.example');
    expect(await named()).toEqual(['mail.example']);
    expect(grants.origins).toEqual(['https://ringcard.example/*', ...originsOf('mail.example')]);
  });

  it('does not spread to every site when the last name goes', async () => {
    grants.origins.push(...ALL_SITES);
    await writePreferences({ allowedSites: ['crm.example'] });
    const root = await open();
    await press(root, 'Remove crm.example');
    expect(await named()).toEqual([]);
    expect(grants.origins).toEqual(['https://ringcard.example/*']);
  });

  it('happens nowhere again after one press, which keeps the worker’s grant', async () => {
    grants.origins.push(...ALL_SITES);
    const root = await open();
    await press(root, 'Stop on all sites');
    expect(grants.origins).toEqual(['https://ringcard.example/*']);
    expect(root.textContent).toContain('Ringcard finds numbers on no site yet.');
  });

  it('cannot be revoked where the package demands every site', async () => {
    grants.origins.push(...ALL_SITES);
    grants.demanded = [...ALL_SITES];
    expect((await open()).textContent).not.toContain('Stop on all sites');
  });

  it('requests named sites that the browser has not granted, such as those of a policy', async () => {
    vi.spyOn(browser.storage.managed, 'get').mockImplementation(async () => ({
      allowedSites: ['crm.example'],
    }));
    const root = await open();
    expect(root.textContent).toContain('The browser does not let Ringcard use: crm.example');
    expect(element(root, '#allowedSites', HTMLInputElement).disabled).toBe(true);
    await press(root, 'Allow');
    expect(grants.asked).toEqual([originsOf('crm.example')]);
    expect(root.textContent).not.toContain('does not let Ringcard use');
  });
});

describe('the notice in the popup', () => {
  it.each([
    ['names the worker when its address is not granted', [], 'does not let Ringcard use: ringcard.example'],
    ['says that no site is read', ['https://ringcard.example/*'], 'finds numbers on no site yet'],
    ['is silent when nothing is missing', ['https://ringcard.example/*', ...ALL_SITES], ''],
  ])('%s', async (_, origins, words) => {
    speak('en');
    vi.stubGlobal('fetch', async () => Response.json({ workerUrl: 'https://ringcard.example' }));
    await browser.storage.local.clear();
    createBrowserGrants().origins = [...origins];
    const root = await show(<AccessNotice />);
    await settle();
    if (words === '') expect(root.textContent).toBe('');
    else expect(root.textContent).toContain(words);
  });
});
