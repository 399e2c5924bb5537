import { createContext, type RefObject } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Hit, PhotoPath } from '#shared/api.ts';
import { checkPhoto } from '#shared/photo/check-photo.ts';
import type { PhotoResult } from '../messages/message-parts.ts';

/** Photos of contacts. Extension pages ask the background for a photo and never fetch one themselves. */

export type ReadPhoto = (photo: PhotoPath) => Promise<Blob | undefined>;
export type PhotoOwner = Pick<Hit, 'contact' | 'source'>;

export const noPhotos: ReadPhoto = async () => undefined;
export const PhotoContext = createContext<ReadPhoto>(noPhotos);

/** Undefined for every failure: the initials are enough then. Checks the bytes once more before a page shows them. */
export function toPhoto(result: PhotoResult): Blob | undefined {
  if (!result.ok) return undefined;
  const bytes = Uint8Array.from(atob(result.value), (character) => character.charCodeAt(0));
  const checked = checkPhoto(bytes);
  return checked.ok ? new Blob([bytes], { type: checked.type }) : undefined;
}

/** Address of the contact's photo, once `circle` has been in view for `afterMs`; undefined before, and without a photo. */
export function usePhoto(
  { contact: { photo: name }, source }: PhotoOwner,
  circle: RefObject<Element | null>,
  afterMs: number,
): string | undefined {
  const readPhoto = useContext(PhotoContext);
  const [shown, setShown] = useState<{ name: string; address: string }>();
  useEffect(() => {
    if (name === undefined || !circle.current) return;
    const life = new AbortController();
    const show = async () => {
      const photo = await readPhoto({ source: source.id, name });
      if (!photo || life.signal.aborted) return;
      const address = URL.createObjectURL(photo);
      life.signal.addEventListener('abort', () => URL.revokeObjectURL(address));
      setShown({ name, address });
    };
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      const timer = setTimeout(show, afterMs);
      life.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    observer.observe(circle.current);
    life.signal.addEventListener('abort', () => observer.disconnect());
    return () => life.abort();
  }, [readPhoto, source.id, name, circle, afterMs]);
  // The effect's clean-up runs only after the next contact is drawn, which must not show the previous contact's photo meanwhile.
  return shown?.name === name ? shown?.address : undefined;
}
