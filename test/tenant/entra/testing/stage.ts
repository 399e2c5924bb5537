import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TenantModel } from '../../model.ts';
import { loadTls } from '../../tls.ts';
import { type RunningEntra, startEntra } from '../start.ts';
import { type Page, type Send, send } from './browser.ts';
import { Extension } from './extension.ts';
import { smallTenant } from './tenant.ts';
import { WebApp } from './web-app.ts';

export interface Stage {
  entra: RunningEntra;
  tenant: TenantModel;
  extension: Extension;
  webApp: WebApp;
  /** Another browser with the extension in it. */
  secondExtension(): Extension;
  /** A request below the tenant's path, or below `tenantName`. */
  ask(path: string, options?: Send, tenantName?: string): Promise<Page>;
  stop(): Promise<void>;
}

export async function startStage(certificates: string[] = [], now?: () => number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'ringcard-entra-'));
  const tls = await loadTls(folder);
  const ca = await readFile(tls.caFile, 'utf8');
  const tenant = smallTenant(certificates);
  const entra = await startEntra({ tenant, port: 0, tls, ...(now ? { now } : {}) });
  return {
    entra,
    tenant,
    extension: new Extension(entra, ca),
    webApp: new WebApp(entra, ca),
    secondExtension: () => new Extension(entra, ca),
    ask: (path, options, tenantName = tenant.id) => send(ca, `${entra.url}/${tenantName}${path}`, options),
    async stop() {
      await entra.close();
      await rm(folder, { recursive: true });
    },
  };
}
