import type { StorageArea } from '../../../extension/auth/session.ts';

/** A storage area in memory that copies its values, as the browser does. */
export function createStorageArea(): StorageArea & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    get: async (key) => {
      const text = items.get(key);
      return text === undefined ? {} : { [key]: JSON.parse(text) };
    },
    set: async (values) => {
      for (const [key, value] of Object.entries(values)) items.set(key, JSON.stringify(value));
    },
    remove: async (key) => void items.delete(key),
  };
}
