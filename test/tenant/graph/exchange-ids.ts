/**
 * Ids in the look of Exchange: opaque, case-sensitive, ending in `=`. Pure.
 * They contain the item's mailbox and serial number, so a million contacts need no table of ids.
 */

import { fromBase64, toBase64, toBase64Url } from './encoding.ts';

const IMMUTABLE_PREFIX = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A';
const MUTABLE_PREFIX = 'AAMkAGI2NGVhZTVlLTI1OGMtNDI4My1iZmE5LTA5OGJlZGEy';
const FOLDER_PREFIX = 'AQMkADIxYjJiYgEzLTFmNjYALTRjYTMtODA1NC0wZDkx';

export type ItemPlace =
  | { form: 'immutable'; mailbox: number; serial: number }
  | { form: 'mutable'; mailbox: number; serial: number; folder: number; moves: number };

/** Survives a move between folders. */
export function immutableId(mailbox: number, serial: number): string {
  return `${IMMUTABLE_PREFIX}${pack(mailbox, serial, checksum(mailbox, serial))}AAA=`;
}

/** The default form, which changes with each move. */
export function mutableId(mailbox: number, folder: number, serial: number, moves: number): string {
  return `${MUTABLE_PREFIX}${pack(mailbox, serial, checksum(mailbox, serial), folder, moves, 0)}AAA=`;
}

export function folderId(mailbox: number, folder: number): string {
  return `${FOLDER_PREFIX}${pack(mailbox, folder, checksum(mailbox, folder))}AAAA==`;
}

/** Stable number of a mailbox, from its owner's object id (FNV-1a). */
export function mailboxNumber(ownerId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < ownerId.length; at++) hash = Math.imul(hash ^ ownerId.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** undefined: no id of this store, which Graph calls malformed. */
export function readItemId(id: string): ItemPlace | undefined {
  if (id.startsWith(IMMUTABLE_PREFIX)) {
    const [mailbox = 0, serial = 0, check] = unpack(id.slice(IMMUTABLE_PREFIX.length, -4));
    if (check !== checksum(mailbox, serial) || immutableId(mailbox, serial) !== id) return undefined;
    return { form: 'immutable', mailbox, serial };
  }
  if (id.startsWith(MUTABLE_PREFIX)) {
    const [mailbox = 0, serial = 0, check, folder = 0, moves = 0] = unpack(
      id.slice(MUTABLE_PREFIX.length, -4),
    );
    if (check !== checksum(mailbox, serial) || mutableId(mailbox, folder, serial, moves) !== id)
      return undefined;
    return { form: 'mutable', mailbox, serial, folder, moves };
  }
  return undefined;
}

/** Changes with every change of the item; the etag is `W/"<changeKey>"`. */
export function changeKey(mailbox: number, serial: number, version: number): string {
  const bytes = new DataView(new ArrayBuffer(30));
  bytes.setUint32(0, 0x11000000);
  bytes.setUint32(4, mailbox);
  bytes.setUint32(8, serial);
  bytes.setUint32(26, version);
  return toBase64(new Uint8Array(bytes.buffer));
}

function checksum(a: number, b: number): number {
  return (Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 1, 0xc2b2ae35)) >>> 0;
}

function pack(...words: number[]): string {
  const bytes = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, at) => {
    bytes.setUint32(at * 4, word);
  });
  return toBase64Url(new Uint8Array(bytes.buffer));
}

function unpack(text: string): number[] {
  const { buffer } = fromBase64(text) ?? new Uint8Array();
  const bytes = new DataView(buffer);
  const words: number[] = [];
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) words.push(bytes.getUint32(at));
  return words;
}
