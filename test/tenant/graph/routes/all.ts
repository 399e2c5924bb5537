/** Every endpoint of this Graph. */

import type { Route } from '../router.ts';
import { applicationRoutes } from './applications.ts';
import { contactFolderRoutes } from './contact-folders.ts';
import { contactFolderDeltaRoutes } from './contact-folders-delta.ts';
import { contactWriteRoutes } from './contact-writes.ts';
import { contactRoutes } from './contacts.ts';
import { contactDeltaRoutes } from './contacts-delta.ts';
import { directoryRoutes } from './directory.ts';
import { directoryDeltaRoutes } from './directory-delta.ts';
import { groupMemberRoutes } from './group-members.ts';
import { membershipRoutes } from './membership.ts';
import { photoRoutes } from './photos.ts';
import { subscriptionRoutes } from './subscriptions.ts';

export const routes: Route[] = [
  ...contactFolderRoutes,
  ...contactFolderDeltaRoutes,
  ...contactRoutes,
  ...contactWriteRoutes,
  ...contactDeltaRoutes,
  ...photoRoutes,
  ...directoryRoutes,
  ...directoryDeltaRoutes,
  ...membershipRoutes,
  ...groupMemberRoutes,
  ...subscriptionRoutes,
  ...applicationRoutes,
];
