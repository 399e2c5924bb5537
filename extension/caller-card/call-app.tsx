import { useEffect, useState } from 'preact/hooks';
import type { CallChanged } from '../messages/call-messages.ts';
import { noPhotos, PhotoContext } from '../ui/photo.ts';
import { type DialLink, linkCall } from './call-link.ts';
import { CallView } from './call-view.tsx';

/** Stays empty until the background has accepted the frame and says who calls. */
export function CallApp({ nonce }: { nonce: string }) {
  const [change, setChange] = useState<CallChanged>();
  const [link, setLink] = useState<DialLink>({ say: () => {}, readPhoto: noPhotos });
  useEffect(() => setLink(linkCall(nonce, setChange)), [nonce]);
  if (!change) return null;
  return (
    <PhotoContext.Provider value={link.readPhoto}>
      <CallView {...change} act={link.say} />
    </PhotoContext.Provider>
  );
}
