// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import schema from '../../extension/public/managed_schema.json';
import { adapter } from '../../extension/settings/adapter-schema.ts';
import {
  BARE_SETTINGS,
  CALL_HANDLERS,
  LANGUAGES,
  layerSettings,
  MARKINGS,
  NUMBER_FORMATS,
  settings,
} from '../../extension/settings/settings.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');
const NAMES = Object.keys(settings.shape);
const ID = 'gohdjfgkbkkbbodhbelfjehcgendbofp';

describe('the schema of managed settings', () => {
  const properties: Record<string, { type: string; description: string; enum?: string[] }> =
    schema.properties;

  it('has exactly the settings', () => {
    expect(Object.keys(properties).sort()).toEqual([...NAMES].sort());
  });

  it.each(Object.entries(properties))('has the type and a description of %s', (name, property) => {
    const bare = BARE_SETTINGS[name as keyof typeof BARE_SETTINGS];
    const type = Array.isArray(bare) ? 'array' : typeof bare === 'boolean' ? 'boolean' : 'string';
    expect(property.type).toBe(type);
    expect(property.description).toMatch(/\.$/);
  });

  it.each([
    ['numberFormat', NUMBER_FORMATS],
    ['marking', MARKINGS],
    ['callHandler', CALL_HANDLERS],
    ['language', LANGUAGES],
  ])('lists the choices of %s', (name, choices) => expect(properties[name]?.enum).toEqual(choices));
});

/** The settings that each ready-made policy decides. */
const POLICIES: Record<string, (text: string) => unknown> = {
  'linux.json': (text) => JSON.parse(text)['3rdparty'].extensions[ID],
  'firefox-policies.json': (text) =>
    JSON.parse(text).policies['3rdparty'].Extensions['ringcard@ringcard.dev'],
  'chrome.reg': (text) => readRegistry(text, 'SOFTWARE\\Policies\\Google\\Chrome'),
  'edge.reg': (text) => readRegistry(text, 'SOFTWARE\\Policies\\Microsoft\\Edge'),
  'chrome.mobileconfig': (text) => readPropertyList(text, `com.google.Chrome.extensions.${ID}`),
  'edge.mobileconfig': (text) => readPropertyList(text, `com.microsoft.Edge.extensions.${ID}`),
  'windows.ps1': readPowerShell,
  'intune-script.json': (text) => readPowerShell(decodeScript(text)),
};

describe('the ready-made policies', () => {
  it('are all covered by this test', () => {
    expect(readdirSync(join(root, 'docs', 'policy')).sort()).toEqual(Object.keys(POLICIES).sort());
  });

  it.each(Object.entries(POLICIES))('decide existing settings with valid values: %s', (name, values) => {
    const managed = values(read(`policy/${name}`));
    const {
      replaced,
      refusedAdapters,
      locked,
      settings: decided,
    } = layerSettings({ packaged: {}, stored: undefined, managed });
    expect([replaced, refusedAdapters]).toEqual([[], []]);
    expect(locked.length).toBeGreaterThan(10);
    expect(NAMES).toEqual(expect.arrayContaining(Object.keys(managed as object)));
    expect(decided).toMatchObject({
      workerUrl: 'https://ringcard.example.com',
      softphones: ['phone.example.com'],
      softphoneAdapters: [{ id: 'example-phone', sites: ['phone.example.com'] }],
    });
    expect(managed).toEqual(POLICIES['linux.json']?.(read('policy/linux.json')));
  });

  it('force-install the extension under its id', () => {
    for (const name of Object.keys(POLICIES).filter((name) => !/firefox|intune/.test(name)))
      expect(read(`policy/${name}`), name).toMatch(/force_installed|ExtensionInstallForcelist/);
    expect(read('policy/firefox-policies.json')).toContain('"installation_mode": "force_installed"');
  });

  it('give Intune the same script as the file beside it', () => {
    expect(decodeScript(read('policy/intune-script.json'))).toBe(read('policy/windows.ps1'));
  });
});

describe('the softphone adapters of a policy', () => {
  const adapters = schema.properties.softphoneAdapters.items.properties;

  it('have exactly the keys that the browser passes on', () => {
    expect(Object.keys(adapters).sort()).toEqual(Object.keys(adapter.def.shape).sort());
    for (const key of ['number', 'name'] as const)
      expect(Object.keys(adapters[key].properties).sort()).toEqual(['attribute', 'selector']);
  });

  it('are documented with the example of the ready-made policies', () => {
    const [, example = ''] = /"softphoneAdapters": (\[[\s\S]*?\n\])/.exec(read('deploy.md')) ?? [];
    const managed = POLICIES['linux.json']?.(read('policy/linux.json'));
    expect(managed).toMatchObject({ softphoneAdapters: JSON.parse(example) });
  });
});

describe('the administrator’s guide', () => {
  it.each(NAMES)('explains %s', (name) =>
    expect(read('deploy.md')).toMatch(new RegExp(`^\\| \`${name}\` \\|`, 'm')),
  );
});

function decodeScript(text: string): string {
  return Buffer.from(JSON.parse(text).scriptContent, 'base64').toString();
}

/** Values below `…\3rdparty\extensions\<id>\policy`. A list is a key of its own, with numbered values. */
function readRegistry(text: string, browser: string): Record<string, unknown> {
  const [first, ...lines] = text.split('\r\n');
  expect(first).toBe('Windows Registry Editor Version 5.00');
  const policy = `[HKEY_LOCAL_MACHINE\\${browser}\\3rdparty\\extensions\\${ID}\\policy`;
  const values: Record<string, unknown> = {};
  let list: string[] | undefined;
  let isPolicy = false;
  for (const line of lines.filter((line) => line !== '')) {
    const [, path] = /^(\[.*)\]$/.exec(line) ?? [];
    if (path) {
      isPolicy = path.startsWith(policy);
      const name = path.slice(policy.length + 1);
      list = isPolicy && name ? [] : undefined;
      if (list) values[name] = list;
      continue;
    }
    const [, name = '', value = ''] = /^"([^"]+)"=(.+)$/.exec(line) ?? [];
    expect(name, line).not.toBe('');
    const parsed = value.startsWith('dword:') ? Number.parseInt(value.slice(6), 16) === 1 : JSON.parse(value);
    if (list) list.push(parsed);
    else if (isPolicy) values[name] = fromJson(parsed);
  }
  return values;
}

/** The registry has no objects: browsers read a list of objects from one text. */
function fromJson(value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('[') ? JSON.parse(value) : value;
}

/** The payload of one type, without the keys that every payload has. */
function readPropertyList(text: string, type: string): Record<string, unknown> {
  const document = new DOMParser().parseFromString(text.replace(/<!DOCTYPE[^>]*>/, ''), 'text/xml');
  const [list] = document.getElementsByTagName('dict');
  if (!list) throw new Error('no dictionary');
  const payloads = propertyValue(list) as { PayloadContent: Record<string, unknown>[] };
  const payload = payloads.PayloadContent.find(({ PayloadType }) => PayloadType === type) ?? {};
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !name.startsWith('Payload')));
}

function propertyValue(node: Element): unknown {
  const inner = [...node.children];
  switch (node.tagName.toLowerCase()) {
    case 'dict':
      return Object.fromEntries(
        inner
          .filter((_, index) => index % 2 === 0)
          .map((key, index) => [key.textContent, propertyValue(inner[index * 2 + 1] as Element)]),
      );
    case 'array':
      return inner.map(propertyValue);
    case 'true':
      return true;
    case 'false':
      return false;
    case 'integer':
      return Number(node.textContent);
    default:
      return node.textContent;
  }
}

/** The table `$settings` of the script. */
function readPowerShell(text: string): Record<string, unknown> {
  const [, table = ''] = /\$settings = \[ordered\]@\{\r\n([\s\S]*?)\r\n\}/.exec(text) ?? [];
  const entries = table.split('\r\n').map((line) => {
    const [, name = '', value = ''] = /^ {2}(\w+) = (.+)$/.exec(line) ?? [];
    if (value === '$true' || value === '$false') return [name, value === '$true'];
    const texts = [...value.matchAll(/'((?:[^']|'')*)'/g)].map(([, inner = '']) =>
      inner.replaceAll("''", "'"),
    );
    return [name, value.startsWith('@(') ? texts : fromJson(texts[0])];
  });
  return Object.fromEntries(entries);
}
