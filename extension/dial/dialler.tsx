import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useState } from 'preact/hooks';
import type { Spelled, SpelledNumber } from '../messages/messages.ts';
import { DialQuestion } from './dial-question.tsx';
import { openAddress } from './open-address.ts';

/** Dials a number that the background spelled: at once, or after a question. Does nothing where it cannot be dialled. */
export type DialNumber = (spelled: Spelled, e164: string) => void;

const DialContext = createContext<DialNumber>(() => {});

/** For components that show numbers. Use the result only in the handler of a key or a press. */
export const useDialNumber = (): DialNumber => useContext(DialContext);

/** Wraps everything that can dial, and asks before dialling an expensive number. */
export function Dialler({ children }: { children: ComponentChildren }) {
  const [asked, setAsked] = useState<SpelledNumber>();
  const call = useCallback<DialNumber>((spelled, e164) => {
    const number = spelled[e164];
    if (number?.call?.caution) setAsked(number);
    else if (number?.call) openAddress(number.call.address);
  }, []);
  return (
    <DialContext.Provider value={call}>
      {children}
      {asked?.call && <DialQuestion text={asked.text} call={asked.call} close={() => setAsked(undefined)} />}
    </DialContext.Provider>
  );
}
