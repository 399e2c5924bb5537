/**
 * Pure. Kölner Phonetik (Postel 1969) of a folded word, in the convention of commons-codec since CODEC-317:
 * equal digits are written once even when a vowel stands between them. Letters outside a–z are skipped.
 */
export function koelner(word: string): string {
  let code = '';
  let last = '-';
  for (let i = 0; i < word.length; i++) {
    for (const digit of digitsOf(word, i, code === '')) {
      if (digit !== last && (digit !== '0' || code === '')) code += digit;
      if (digit !== '0') last = digit;
    }
  }
  return code;
}

/** `opens`: no letter has been coded yet, so a `c` sounds as at the beginning of a word. */
function digitsOf(word: string, at: number, opens: boolean): string {
  const next = word[at + 1] ?? '';
  const before = word[at - 1] ?? '';
  switch (word[at]) {
    case 'a':
    case 'e':
    case 'i':
    case 'j':
    case 'o':
    case 'u':
    case 'y':
      return '0';
    case 'b':
      return '1';
    case 'p':
      return next === 'h' ? '3' : '1';
    case 'd':
    case 't':
      return 'csz'.includes(next) && next !== '' ? '8' : '2';
    case 'f':
    case 'v':
    case 'w':
      return '3';
    case 'g':
    case 'k':
    case 'q':
      return '4';
    case 'x':
      return 'ckq'.includes(before) && before !== '' ? '8' : '48';
    case 'c': {
      const hard = opens ? 'ahkloqrux' : 'ahkoqux';
      const afterSibilant = !opens && (before === 's' || before === 'z');
      return next !== '' && hard.includes(next) && !afterSibilant ? '4' : '8';
    }
    case 'l':
      return '5';
    case 'm':
    case 'n':
      return '6';
    case 'r':
      return '7';
    case 's':
    case 'z':
      return '8';
    default:
      return '';
  }
}
