import { useRef, useState } from 'preact/hooks';
import { hueOf, initialsOf } from './person-name.ts';
import { type PhotoOwner, usePhoto } from './photo.ts';

/** Initials, and the contact's photo in their place once it is there. Says nothing that the name beside it does not. */
export function Avatar({
  hit,
  size,
  afterMs = 0,
}: {
  hit: PhotoOwner;
  size: number;
  /** How long it must be seen before its photo is asked for: among results that the next letter takes away, none is wanted. */
  afterMs?: number;
}) {
  const circle = useRef<HTMLSpanElement>(null);
  const photo = usePhoto(hit, circle, afterMs);
  const [decoded, setDecoded] = useState<string>();
  const isShown = photo !== undefined && photo === decoded;
  return (
    <span
      ref={circle}
      class="avatar"
      aria-hidden="true"
      style={{ '--hue': hueOf(hit.contact.displayName), '--size': `${size}px` }}
    >
      {!isShown && initialsOf(hit.contact)}
      {/* Hidden until it is decoded, which bytes that are no photo after all never are. */}
      {photo && <img src={photo} alt="" hidden={!isShown} onLoad={() => setDecoded(photo)} />}
    </span>
  );
}
