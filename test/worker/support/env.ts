import type { Bindings } from '../../../worker/env.ts';

/** Types `env` and `exports` of the worker under test. */
declare global {
  namespace Cloudflare {
    interface Env extends Bindings {}
    interface GlobalProps {
      mainModule: typeof import('../../../worker/index.ts');
      durableNamespaces: 'Source' | 'Directory' | 'Accounts';
    }
  }
}
