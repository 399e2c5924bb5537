import type { Bindings } from '../../../worker/bindings.ts';

/** Types `inject`. */
declare module 'vitest' {
  interface ProvidedContext {
    attackTokens: string;
    wycheproofRs256: string;
  }
}

/** Types `env` and `exports` of the worker under test. */
declare global {
  namespace Cloudflare {
    interface Env extends Bindings {}
    interface GlobalProps {
      mainModule: typeof import('../../../worker/index.ts');
      durableNamespaces:
        | 'Source'
        | 'Directory'
        | 'Accounts'
        | 'ApiKeys'
        | 'BudgetBook'
        | 'Gatehouse'
        | 'Audit';
    }
  }
}
