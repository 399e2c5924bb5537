import { useEffect, useState } from 'preact/hooks';
import type { SettingsRead } from '../settings/settings.ts';
import { readSettings, watchSettings } from '../settings/settings-store.ts';
import { type Grants, readGrants, watchGrants } from '../sites/grants.ts';

export interface SiteAccessRead {
  read: SettingsRead;
  grants: Grants;
}

/** The current settings and grants; renders again when either changes. */
export function useSiteAccess(): SiteAccessRead | undefined {
  const [access, setAccess] = useState<SiteAccessRead>();
  useEffect(() => {
    const life = new AbortController();
    const load = async () => {
      const read = await readSettings();
      const grants = await readGrants(read.settings);
      if (!life.signal.aborted) setAccess({ read, grants });
    };
    watchGrants(() => void load(), life.signal);
    watchSettings(() => void load(), life.signal);
    void load();
    return () => life.abort();
  }, []);
  return access;
}
