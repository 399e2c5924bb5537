/** The photos that were shown last, in memory alone: as many as fit. Pure. */

export interface PhotoCache {
  get(key: string): string | undefined;
  /** Evicts the least recently used photos until there is room. */
  set(key: string, photo: string): void;
  clear(): void;
}

/** `maxLength`: length of all photos together, in characters of base64. */
export function createPhotoCache({
  maxPhotos,
  maxLength,
}: {
  maxPhotos: number;
  maxLength: number;
}): PhotoCache {
  // A map keeps the order in which its keys were set, so its first key is the least recently used.
  const kept = new Map<string, string>();
  let length = 0;

  function drop(key: string): void {
    length -= kept.get(key)?.length ?? 0;
    kept.delete(key);
  }

  return {
    get(key) {
      const photo = kept.get(key);
      if (photo === undefined) return undefined;
      kept.delete(key);
      kept.set(key, photo);
      return photo;
    },

    set(key, photo) {
      drop(key);
      kept.set(key, photo);
      length += photo.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= maxPhotos && length <= maxLength) return;
        drop(oldest);
      }
    },

    clear() {
      kept.clear();
      length = 0;
    },
  };
}
