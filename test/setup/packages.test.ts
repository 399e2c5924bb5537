import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExtension } from './build.ts';
import { type Package, packExtension } from './zip.ts';

const root = join(import.meta.dirname, '..', '..');
const copy = mkdtempSync(join(tmpdir(), 'ringcard-sources-'));
let packages: Package[];

beforeAll(() => {
  packages = packExtension();
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const named = (end: string) => {
  const found = packages.find(({ name }) => name.endsWith(end));
  if (!found) throw new Error(`there is no package ${end}`);
  return found.bytes;
};

/** Path → content. Reads entry by entry, like an unpacker without an index. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const content = at + 30 + bytes.readUInt16LE(at + 26);
    const end = content + bytes.readUInt32LE(at + 18);
    files.set(bytes.toString('utf8', at + 30, content), inflateRawSync(bytes.subarray(content, end)));
    at = end;
  }
  return files;
}

const manifestOf = (end: string) => JSON.parse(String(unzip(named(end)).get('manifest.json')));

describe('the packages for the stores', () => {
  it('are identical, byte for byte, when built from the sources for Mozilla’s reviewers in another folder', () => {
    for (const [path, content] of unzip(named('-firefox-sources.zip'))) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), content);
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    const run = spawnSync(process.execPath, ['test/setup/zip.ts'], { cwd: copy, encoding: 'utf8' });
    expect(run.status, run.stderr).toBe(0);
    expect(packages).toHaveLength(4);
    for (const { name, bytes } of packages)
      expect(readFileSync(join(copy, '.output', name)).equals(bytes), name).toBe(true);
  });

  it('contain no key of ours, which Chrome’s and Edge’s stores would refuse', () => {
    expect(manifestOf('-chrome.zip')).not.toHaveProperty('key');
    expect(manifestOf('-edge.zip')).not.toHaveProperty('key');
  });

  it('request the same permissions in Firefox, except unsupported ones', () => {
    const { permissions, background, ...manifest } = manifestOf('-firefox.zip');
    expect(permissions).toEqual(
      manifestOf('-chrome.zip').permissions.filter((name: string) => name !== 'offscreen'),
    );
    expect(background).toEqual({ type: 'module', scripts: ['background.js'] });
    expect(manifest).not.toHaveProperty('externally_connectable');
    expect(unzip(named('-firefox.zip')).has('offscreen.html')).toBe(false);
  });

  it('pass Mozilla’s checks', () => {
    const run = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/web-ext/bin/web-ext.js'),
        'lint',
        '--no-config-discovery',
        '--output=json',
        `--source-dir=${buildExtension({ target: 'firefox', hosts: 'consent' })}`,
      ],
      { encoding: 'utf8' },
    );
    const { errors, warnings, notices } = JSON.parse(run.stdout);
    expect([...errors, ...notices]).toEqual([]);
    // Preact sets innerHTML for `dangerouslySetInnerHTML`, which our lint forbids.
    expect(warnings.map(({ code, message }: Record<string, string>) => [code, message])).toEqual([
      ['UNSAFE_VAR_ASSIGNMENT', 'Unsafe assignment to innerHTML'],
    ]);
  });
});
