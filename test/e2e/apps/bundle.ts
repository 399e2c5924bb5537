import { join } from 'node:path';
import { build } from 'vite';

/** One application bundled with its framework as a classic script, as in production. */
export async function bundleApp(name: 'react' | 'vue' | 'preact'): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, `${name}.js`), formats: ['iife'], name: 'bundled' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${name} was not bundled`);
  return chunk.code;
}
