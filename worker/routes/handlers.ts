import type { AppDeps } from '../deps.ts';
import type { Handlers } from '../http/mount-operations.ts';
import { accountCallbackRoute } from './account-callback.ts';
import { accountRoutes } from './admin/accounts.ts';
import { auditRoute } from './admin/audit.ts';
import { budgetsRoute } from './admin/budgets.ts';
import { credentialsRoute } from './admin/credentials.ts';
import { erasureRoutes } from './admin/erasures.ts';
import { exportRoute } from './admin/export.ts';
import { keyRoutes } from './admin/keys.ts';
import { numbersRoute } from './admin/numbers.ts';
import { revocationRoutes } from './admin/revocations.ts';
import { runRoutes, sourcesRoute } from './admin/sources.ts';
import { explainRoute } from './explain.ts';
import { healthRoute } from './health.ts';
import { lookupRoute } from './lookup.ts';
import { notificationRoutes } from './notifications.ts';
import { offlineBlockRoute, offlineRoute } from './offline.ts';
import { openApiRoute } from './openapi.ts';
import { photoRoute } from './photo.ts';
import { searchRoute } from './search.ts';
import { statusRoute } from './status.ts';

/** The handler of each row of the table of operations. */
export function createHandlers(deps: AppDeps): Handlers {
  return {
    lookUp: lookupRoute(deps),
    explain: explainRoute(deps),
    search: searchRoute(deps),
    status: statusRoute(deps),
    photo: photoRoute(deps),
    offline: offlineRoute(deps),
    offlineBlock: offlineBlockRoute(deps),
    health: healthRoute(deps),
    readAudit: auditRoute(deps),
    exportPerson: exportRoute(deps),
    ...erasureRoutes(deps),
    readCredentials: credentialsRoute(deps),
    ...accountRoutes(deps),
    readBudgets: budgetsRoute(deps),
    ...keyRoutes(deps),
    ...revocationRoutes(deps),
    listSources: sourcesRoute(deps),
    ...runRoutes(deps),
    tryNumbers: numbersRoute(deps),
    openApi: openApiRoute(deps),
    ...notificationRoutes(deps),
    finishConsent: accountCallbackRoute(deps),
  };
}
