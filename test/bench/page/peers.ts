import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { buildExtension } from '../../setup/build.ts';

/** The measured extensions: each a real one with a content script, or none. */

export interface PagePeer {
  name: string;
  /** Folder of the unpacked extension. */
  extension: string;
  /** Size of the content script, gzipped; 0 without one. */
  scriptBytes: number;
}

export async function pagePeers(folder: string): Promise<PagePeer[]> {
  return [
    bareExtension(folder, 'none', undefined),
    ringcard(folder),
    bareExtension(folder, 'ringcentral-c2d', ringcentral()),
    bareExtension(folder, 'links', await wrapper()),
  ];
}

function ringcard(folder: string): PagePeer {
  const extension = join(folder, 'ringcard');
  cpSync(buildExtension(), extension, { recursive: true });
  writeFileSync(
    join(extension, 'defaults.json'),
    JSON.stringify({ workerUrl: 'http://127.0.0.1:9', country: 'DE' }),
  );
  return {
    name: 'ringcard',
    extension,
    scriptBytes: gzipped(readFileSync(join(extension, 'phone-numbers.js'))),
  };
}

/** RingCentral's click-to-dial library with its own observer and widget, started as its documentation says. */
function ringcentral(): string {
  const library = join(import.meta.dirname, '../../../node_modules/ringcentral-c2d/build/index.js');
  return `${readFileSync(library, 'utf8')}\n;new RingCentralC2D();`;
}

async function wrapper(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'wrapper.js'), formats: ['iife'], name: 'wrapper' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('the wrapper was not bundled');
  return chunk.code;
}

function bareExtension(folder: string, name: string, script: string | undefined): PagePeer {
  const extension = join(folder, name.replace(/\W/g, '-'));
  mkdirSync(extension);
  writeFileSync(join(extension, 'worker.js'), '');
  if (script !== undefined) writeFileSync(join(extension, 'content.js'), script);
  writeFileSync(
    join(extension, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name,
      version: '1.0',
      background: { service_worker: 'worker.js' },
      ...(script === undefined ? {} : { content_scripts: [{ matches: ['http://*/*'], js: ['content.js'] }] }),
    }),
  );
  return { name, extension, scriptBytes: script === undefined ? 0 : gzipped(Buffer.from(script)) };
}

function gzipped(bytes: Buffer): number {
  return gzipSync(bytes).length;
}
