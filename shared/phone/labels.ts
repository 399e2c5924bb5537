import type { NumberKind } from '../contact.ts';
import { isContradicted, isLabelled } from './number-context.ts';

export interface LabelBefore {
  meaning: 'phone' | 'other';
  isNear: boolean;
  kind?: NumberKind;
}

export function labelBefore(text: string): LabelBefore | undefined {
  if (isLabelled(text, text.length)) return { meaning: 'phone', isNear: true };
  return isContradicted(text, text.length, text.length) ? { meaning: 'other', isNear: true } : undefined;
}

export function isUnitBehind(text: string): boolean {
  return /^\s?(?:[€$£¥₺%°"′″]|(?:eur|kg|km|uhr|stück)(?!\p{L}))/iu.test(text);
}

export function kindOfWords(_text: string): NumberKind | undefined {
  return undefined;
}

export function roleOfWord(word: string): 'joins' | 'none' {
  return /^(?:oder|or|ou|und|and|oraz|lub|veya|ve|e|y|o|en|bzw|u)$/.test(word) ? 'joins' : 'none';
}
