/**
 * Pure data. How unlikely it is that one letter was written for another, in tenths of a natural logarithm: the noisy channel
 * between the intended name and the typed word. Learnt as a conditional logit over each query's candidates, on variants that
 * people labelled (heads with even hash) and on as many single typing errors in other names.
 */

/** Any letter for any other; one letter too many; one missing; two neighbours swapped. */
const CHANGED = 36;
export const ADDED = 30;
export const MISSING = 19;
export const SWAPPED = 21;
/** Added per edit, divided by the letters of the longer word: an edit means more in a short word. */
export const PER_LETTER = 9;
/** Added where there is more than one edit. */
export const SEVERAL = 7;
/** Added where an edit concerns a word's first letter. */
export const AT_FIRST = 10;
/** Subtracted where the letter too many or missing stands beside an equal one. */
const DOUBLED = 9;
/** Bonus for words that sound alike, by Kölner Phonetik and by Double Metaphone. */
export const SAME_SOUND = 4;
export const SAME_METAPHONE = 7;
/** Bonus per natural logarithm of the shorter word's length: long words are not alike by chance. */
export const LENGTH = 7;

/** Corrections of these costs per pair of letters, either way round; `-` is no letter. They reflect sounds and neighbouring keys. */
const PAIRS = [
  'ab4 ac-7 ad3 ae-18 af5 ag4 ah3 ai-7 aj3 ak5 al10 am6 an-3 ao-14 ar-3 as-14 at7 au-7 av3 ax3 az5',
  'bc6 be3 bf3 bg8 bi3 bj3 bk5 bm10 bn-6 bo5 bp-4 br6 bs7 bt3 bu4 bv-21 bw6 by4 bz3 b-7 ce-14 cf5',
  'cg-3 ch6 ci7 ck-15 cl5 cm8 cn7 cp7 cr6 cs-12 cv-10 cw4 cx-19 cz-5 de4 df-6 dh4 di3 dj3 dk5 dm9 dn7',
  'dp7 dr7 ds-7 dt-10 dw4 dy4 dz6 d--5 ef4 eg5 ei-22 ej6 el-5 em5 en-4 eo-8 ep4 er-16 es-11 eu-5',
  'ew-10 ey-16 ez3 e--7 fg-10 fh-19 fi6 fk4 fm6 fn8 fo3 fp-11 fr5 fs6 ft5 fw6 f-4 gh-7 gi7 gj-22 gk5',
  'gl10 gm7 gn7 go5 gp4 gq-6 gr10 gs6 gt6 gu3 gv6 gw5 gy-14 gz-15 g-4 hi7 hj-4 hk-20 hl-6 ho4 hr4',
  'ht-5 hu5 hv-4 hw6 hy7 h--3 ij-6 ik3 il-7 im9 in4 io-6 ir-6 is7 iu-10 iv4 iw4 iy-22 iz5 i--3 jk-13',
  'jl8 jm4 jn4 jo5 jr8 js4 jt5 ju3 jz-11 j-11 kl-10 km8 kn7 kp4 kq-3 kr3 ks6 kv6 kw4 kx-6 ky4 k-7',
  'lm11 ln7 lo7 lr5 ls4 lt-15 lv8 lw6 lx5 ly4 lz9 mn-24 mp6 mr5 ms11 mt9 mu-3 mv8 mw6 my6 mz6 m-4 np6',
  'nr-13 ns3 nt10 nu-17 nv-11 nw-3 nx5 ny4 nz5 op-13 or3 os-3 ot6 ou-11 ov-10 ow-11 oy14 oz3 o-3 pr6',
  'ps6 pt5 pu4 pw5 qw-10 q--4 rs-11 rt-5 ru-5 rv-3 rw3 rx4 ry7 st6 su4 sv3 sw3 sx-11 sy3 sz-15 tu5',
  'tv7 tw5 tx3 tz-5 uv-14 uw-20 uz-10 u-5 vw-15 vx4 v-3 wz3 xy-10 xz-7 yz-8 y-4 z-6',
].join(' ');
/** The same for the last letter of a word, where it is too many or missing. */
const LAST = 'a7 b-4 c6 e-5 g-8 h-3 i8 l3 m5 n3 o6 p4 s-11 t5 u9 z7';

const NONE = 26;
const KINDS = 27;

/** Number of a byte's letter, a to z. All other bytes count as no letter, since nothing was learnt about them. */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 97 && byte <= 122 ? byte - 97 : NONE));

const pairs = new Int8Array(KINDS * KINDS);
for (const pair of PAIRS.split(' ')) {
  const [a = NONE, b = NONE] = [kindOf(pair.charCodeAt(0)), kindOf(pair.charCodeAt(1))];
  const cost = Number(pair.slice(2));
  pairs[a * KINDS + b] = cost;
  pairs[b * KINDS + a] = cost;
}
const last = new Int8Array(KINDS);
for (const letter of LAST.split(' ')) last[kindOf(letter.charCodeAt(0))] = Number(letter.slice(1));
export const MOST_OFF_LAST = -Math.min(...last);

/** `a` and `b` must differ. */
export function costOfChange(a: number, b: number): number {
  return CHANGED + (pairs[kindOf(a) * KINDS + kindOf(b)] ?? 0);
}

/** Correction of ADDED or MISSING for a letter that the other word lacks. */
export function costOfOne(word: Uint8Array, at: number, length: number): number {
  const byte = word[at] ?? 0;
  const isDoubled = (at > 0 && byte === word[at - 1]) || (at + 1 < length && byte === word[at + 1]);
  return (pairs[kindOf(byte) * KINDS + NONE] ?? 0) - (isDoubled ? DOUBLED : 0);
}

/** Further correction where the letter that the other word lacks is the last one. */
export function costAtLast(byte: number): number {
  return last[kindOf(byte)] ?? 0;
}

function kindOf(byte: number): number {
  return kinds[byte] ?? NONE;
}
