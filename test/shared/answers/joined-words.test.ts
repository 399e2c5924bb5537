import { beforeAll, describe, expect, it } from 'vitest';
import { type Asked, DIVISIONS, type Division, directoryOf } from '../../support/real-names.ts';

/** What is typed, whom it must find, and at which place at the latest. */
const CASES: readonly (readonly [typed: string, name: string, place: number])[] = [
  ['1und1', '1&1 Testbetrieb', 3],
  ['1 und 1', '1&1 Testbetrieb', 3],
  ['vandenberg', 'Jan van den Berg', 3],
  ['van denberg', 'Jan van den Berg', 3],
  ['vandenb', 'Jan van den Berg', 3],
  ['jan vandenberg', 'Jan van den Berg', 1],
  ['vandermeer', 'Pieter van der Meer', 3],
  ['vandamme', 'Jo Van Damme', 3],
  ['vonderheydt', 'Wilhelm von der Heydt', 3],
  ['wilhelm vonderheydt', 'Wilhelm von der Heydt', 1],
  ['vonundzuhohenfels', 'Leopold von und zu Hohenfels', 3],
  ['zurwiesche', 'Svenja Schulze zur Wiesche', 3],
  ['schulzezurwiesche', 'Svenja Schulze zur Wiesche', 3],
  ['meierhofstetter', 'Monika Meier Hofstetter', 3],
  ['leutheusserschnarrenberger', 'Sabine Leutheusser-Schnarrenberger', 3],
  ['leutheusserschnarr', 'Sabine Leutheusser-Schnarrenberger', 3],
  ['orto', 'Andrea Dell’Orto', 5],
  ['dellorto', 'Andrea Dell’Orto', 1],
  ['dell orto', 'Andrea Dell’Orto', 3],
  ['dell acqua', 'Paolo Dell’Acqua', 3],
  ['dell acq', 'Paolo Dell’Acqua', 3],
  ['acqua', 'Paolo Dell’Acqua', 5],
  ['o brien', 'Conan O’Brien', 3],
  ['brien', 'Conan O’Brien', 5],
  ['obrien', 'Sinead O Brien', 5],
  ['ecuyer', 'Jeanne L’Écuyer', 3],
  ['d angelo', 'Rita D’Angelo', 3],
  ['angelo', 'Rita D’Angelo', 10],
  ['evamaria', 'Eva-Maria Kornfeld', 5],
  ['eva maria kornfeld', 'Eva-Maria Kornfeld', 1],
  ['evamaria kornfeld', 'Eva-Maria Kornfeld', 1],
  ['eva maria', 'Evamaria Sturzenegger', 5],
  ['annalena', 'Anna-Lena Grüter', 3],
  ['jeanluc', 'Jean-Luc Béguin', 3],
  ['jeanluc beguin', 'Jean-Luc Béguin', 1],
  ['klausdieter', 'Klaus Dieter Wohlrab', 3],
  ['klaus-dieter', 'Klaus Dieter Wohlrab', 3],
  ['karlheinz', 'Karl-Heinz Obermüller', 5],
  ['karlheinz', 'Karl Heinz Untermüller', 5],
  ['karlheinz', 'Karlheinz Zwischenmüller', 1],
  ['karl-heinz', 'Karlheinz Zwischenmüller', 5],
  ['karl heinz', 'Karlheinz Zwischenmüller', 5],
  ['karlheinz obermueller', 'Karl-Heinz Obermüller', 1],
  ['karl heinz zwischenmüller', 'Karlheinz Zwischenmüller', 1],
  ['hansjürgen', 'Hans Jürgen Kessler', 3],
  ['hansjuergen kessler', 'Hans Jürgen Kessler', 1],
  ['marieluise', 'Marie-Luise Brandstetter', 3],
  ['annaelisabeth', 'Anna Elisabeth Rothfuchs', 3],
  ['mariaeva', 'Maria Eva Stadlhuber', 3],
  ['kfztechnik', 'Kfz-Technik Muster', 3],
  ['kfz technik', 'Kfz-Technik Muster', 3],
  ['hewlettpackard', 'Hewlett Packard Muster', 3],
  ['bkkvbu', 'BKK·VBU Muster', 3],
  ['bkk vbu', 'BKK·VBU Muster', 3],
  ['atu', 'A. T. U. Autoteile', 3],
  ['a.t.u.', 'A. T. U. Autoteile', 3],
  ['hm muster', 'H&M Muster', 3],
  ['h und m muster', 'H&M Muster', 3],
  ['ks muster', 'K+S Muster', 3],
  ['eon', 'E.ON Muster', 3],
  ['cunda', 'C&A Muster', 3],
  ['ca muster', 'C&A Muster', 3],
  ['tmobile', 'T-Mobile Muster', 3],
  ['t online', 'T-Online Muster', 3],
  ['ubahn', 'U-Bahn Muster', 3],
  ['nali', 'Na Li', 5],
  ['mc donalds', 'McDonald’s Muster', 3],
  ['abinbev', 'AB-InBev Muster', 3],
  ['sanktgallen bank', 'Sankt Gallen Bank', 3],
  ['schmidtundsöhne', 'Schmidt & Söhne GmbH', 3],
  ['schmidt und soehne', 'Schmidt & Söhne GmbH', 1],
  ['it service 24', 'IT-Service24 Muster', 3],
  ['itservice', 'IT-Service24 Muster', 3],
  ['volks bank muster', 'Volksbank Muster', 3],
  ['mcdonald', 'Ronald Mc Donald', 5],
  ['mac donald', 'Flora MacDonald', 3],
  ['elhadi', 'Omar El Hadi', 3],
  ['dasilva', 'João da Silva', 5],
  ['leclerc', 'Anne Le Clerc', 3],
  ['delacruz', 'Inés de la Cruz', 3],
  ['fraukeanna', 'Frauke Anna', 3],
  ['王小明', '小明 王', 3],
  ['王小', '小明 王', 5],
  ['王 小明', '小明 王', 1],
  ['李明', '明 李', 3],
  ['山田太郎', '太郎 山田', 3],
  ['山田太', '太郎 山田', 3],
  ['太郎山田', '太郎 山田', 3],
  ['佐藤花子', '花子 佐藤', 3],
  ['鈴木 一郎', '鈴木一郎', 3],
  ['一郎 鈴木', '鈴木一郎', 3],
  ['一郎', '鈴木一郎', 5],
  ['김민수', '민수 김', 3],
  ['김 민수', '김민수', 3],
];

const ALSO_THERE = [
  'Hanna-Lena Hohenwald',
  'Hanna-Lena Voß',
  'Ute Eberstedt',
  'Ute Israel-Aehnelt',
  'Ute Sandbirkenthal',
  'Imke Hafner',
  'Jean-Luc Roulier',
  'Till Rittwaldbecker',
  'Maria Rotwalder',
  'Angelika Lange',
];
const NAMES = [...new Set([...CASES.map(([, name]) => name), ...ALSO_THERE])];

describe.each(Object.keys(DIVISIONS) as Division[])(
  'words written together or apart, where the %s',
  (division) => {
    let asked: Asked;
    beforeAll(async () => {
      asked = await directoryOf(NAMES, division);
    });

    it.each(CASES)('%s finds %s among the first %i', async (typed, name, place) => {
      expect((await asked.find(typed)).slice(0, place)).toContain(name);
    });

    it('finds nobody by words of different fields', async () => {
      const words = { company: 'Heinz Muster GmbH', givenName: 'Karl' };
      const alone = await directoryOf([], division, [
        {
          id: 'x',
          displayName: 'Karl Zorn',
          surname: 'Zorn',
          ...words,
          emails: [],
          categories: [],
          numbers: [],
        },
      ]);
      expect(await alone.find('karlheinz')).not.toContain('Karl Zorn');
    });
  },
);
