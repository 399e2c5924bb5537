import { wordsIn } from './words.ts';

/** What a word between the digits of two numbers, or of a number and its ending, says of them. */
export type WordRole = 'joins' | 'range' | 'extension' | 'direct-dial' | 'none';

const WORDS: Record<Exclude<WordRole, 'none'>, string> = {
  joins:
    '& oder od bzw beziehungsweise respektive resp und u sowie auch or and also alt alternativ alternatively alternative ou et soit bien o oppure ovvero e ed anche y i lub albo oraz tudzież ve veya ya veyahut yahut of en dan ofwel eller och samt og tai ja sekä nebo anebo či alebo aj vagy és illetve ill sau și ori sau ή και или либо и або чи та й أو و או ו 或 和 及 或者 以及 または 又は および と 및 또는 혹은 와 과 plus',
  range:
    'bis to a thru through till until à au jusque al do až tot t/m tem hasta até ate din până pana doğru til till tém ig έως до по إلى حتى עד 至 到 から まで 부터 까지',
  extension:
    'ext extn extension extensión extensao x xtn xt app apparat nebenstelle nst neben poste int interno interne intern anexo ramal rml toestel tst wew wewnętrzny wewn dahili dah lokal lokalnr klapka linka alanumarası anknytning ankn alaliittymä mellék melleklet mell interior εσωτ εσωτερικό доб добавочный вн внутр внутренний дод додатковий تحويلة داخلي שלוחה 转 轉 分机 分機 内線 內線 내선 교환',
  'direct-dial': 'dw durchwahl durchw dwl klappe kl direktwahl doorkies doorkiesnummer',
};

const ROLES = new Map<string, WordRole>();
// The first table wins: German `alt` and Slavic `a` join.
for (const [role, row] of Object.entries(WORDS) as [WordRole, string][])
  for (const word of wordsIn(row)) if (!ROLES.has(word)) ROLES.set(word, role);

/** `word`: folded. */
export function roleOf(word: string): WordRole {
  return ROLES.get(word) ?? 'none';
}
