import { useRef, useState } from 'preact/hooks';
import { hueOf, initialsOf } from './person-name.ts';
import { type PhotoOwner, usePhoto } from './photo.ts';

/** The contact's initials, replaced by the photo once it has loaded. Hidden from screen readers, since the name is beside it. */
export function Avatar({
  hit,
  size,
  afterMs = 0,
}: {
  hit: PhotoOwner;
  size: number;
  /** How long the avatar must be in view before its photo loads: search results often vanish with the next letter. */
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
      {/* Hidden until the browser has decoded it; bytes that are no photo never show. */}
      {photo && <img src={photo} alt="" hidden={!isShown} onLoad={() => setDecoded(photo)} />}
    </span>
  );
}
