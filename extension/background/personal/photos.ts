import type { PhotoPath } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { PhotoResult } from '../../messages/message-parts.ts';
import { createPhotoCache } from './photo-cache.ts';

const MAX_AT_ONCE = 4;
const CACHE = { maxPhotos: 200, maxLength: 8_000_000 };
const SIGNED_OUT = err<Failure>({ code: 'signed_out' });
/** A number of arguments that every engine accepts. */
const CHUNK = 0x8000;

export interface Photos {
  /** The photo as base64: from memory if it was asked for before, else from the worker, with at most four requests at a time. */
  read(photo: PhotoPath): Promise<PhotoResult>;
  /** Forgets all photos of the former person, and those still on their way. */
  forget(): void;
}

export function createPhotos(fetchPhoto: (photo: PhotoPath) => Promise<Result<Uint8Array, Failure>>): Photos {
  const cache = createPhotoCache(CACHE);
  const queue: (() => void)[] = [];
  let inFlight = 0;
  let asking = new Map<string, Promise<PhotoResult>>();

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (inFlight >= MAX_AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
    else inFlight++;
    try {
      return await work();
    } finally {
      // The next waiting request takes the free slot.
      const next = queue.shift();
      if (next) next();
      else inFlight--;
    }
  }

  async function fetchOnce(photo: PhotoPath, key: string): Promise<PhotoResult> {
    const mine = asking;
    const isStale = () => asking !== mine;
    try {
      const fetched = await inTurn(async () => (isStale() ? SIGNED_OUT : await fetchPhoto(photo)));
      if (isStale()) return SIGNED_OUT;
      if (!fetched.ok) return fetched;
      const text = toBase64(fetched.value);
      cache.set(key, text);
      return ok(text);
    } finally {
      mine.delete(key);
    }
  }

  return {
    async read(photo) {
      const key = `${photo.source}/${photo.name}`;
      const known = cache.get(key);
      if (known !== undefined) return ok(known);
      const pending = asking.get(key) ?? fetchOnce(photo, key);
      asking.set(key, pending);
      return await pending;
    },

    forget() {
      cache.clear();
      asking = new Map();
    },
  };
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
