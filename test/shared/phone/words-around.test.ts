import { describe, expect, it } from 'vitest';
import type { NumberKind } from '#shared/contact.ts';
import { isContradictedBefore, isUnitBehind, kindOfWords, roleOfWord } from '#shared/phone/labels.ts';

const list = (text: string): string[] => text.split('|');

describe('behind digits', () => {
  it.each(
    Object.entries({
      signs: ' €|€| %|%| ° C|$| £| ₺|円 | × 200| ′',
      money:
        ' EUR| CHF| TL| zł| Kč| Ft| lei| kr.| kr | dollars| forint| ευρώ| руб.| грн| ريال| ש"ח| שקל|万円|元|원',
      measures: ' kg|km| km|mm| cm²|m²| m³| m | m,| px| MB| kWh| м²| км| x 300 mm| x 12,5 cm|公里',
      times:
        " Uhr| Uhr)| Std.| Minuten| Min.| Min. | min)| h |h | o'clock| am| pm,| ans| heures| ore | anni| años| uur | jaar| godz.| saat | yıl| timer | hodin| часов| ساعة|年|年度|月|時間|時|分|시간|년",
      people:
        ' Einwohner| Zuschauer| users| people| habitants| persone| habitantes| inwoners| osób| kişi| pessoas| indbyggere| invånare| asukasta| obyvatel| lakos| locuitori| κάτοικοι| человек| осіб| نسمة| תושבים|人|名様|명',
      pieces:
        ' Stück| Stk.| pcs.| points| pièces| pezzi| piezas| stuks| sztuk| szt.| adet| peças| kpl| kusů| darab| bucăți| шт.|個|개|건',
    }),
  )('%s make a quantity of them', (_, units) => {
    expect(list(units).filter((text) => !isUnitBehind(text))).toEqual([]);
  });

  it.each(
    Object.entries({
      remarks:
        ' privat| Büro| (Fax)| Frau Berger| Anna| AB| home| ab 18 Uhr| Uhrzeit| 2. OG| per Fax| PT| Mai| (30 km)| Personalabteilung| Kreis| Hamburg| Metzger',
      signs: '|.|;|"|\'|, Fax|-0|/24|,',
      'the next number':
        ' m: 0176 04069012| g: 030 1| M 0176| m 0176 0406| h: 030| oder 030|x45| x 45|x101|#45|ext45',
      'a sentence': ' min. 2 Personen| am Montag| am 3. Mai| Mo-Fr| Sat 9-5| bis 18',
      'Chinese and Japanese': '月～金|日曜定休|分机123|分機 12|转123|までお電話ください|へ',
    }),
  )('%s do not', (_, texts) => {
    expect(list(texts).filter(isUnitBehind)).toEqual([]);
  });
});

describe('words in a phone field', () => {
  const kinds: Partial<Record<NumberKind, string>> = {
    business:
      'Büro|(Büro)|geschäftlich|gesch.|gesch|dienstl.|dienstlich|Arbeit|g:|(g)|G:|bureau|ufficio|oficina|work|office|(work)|w:|kantoor|służbowy|işyeri|Firma|Bürotelefon|Geschäftsnummer|Office phone|zakelijk|uff.|bur.|рабочий|עבודה|会社',
    home: 'privat|Privat|(privat)|priv.|zuhause|home|(home)|p:|(p)|h:|domicile|casa|thuis|privé|domowy|ev|домашний|בית|自宅|Privatnummer|home phone|p.|res.',
    mobile:
      'Handy|Mobil|mobil|cell|(cell)|mobile|Mob.|m:|(m)|M|portable|móvil|cellulare|GSM|kom.|cep|Diensthandy|Privathandy|privat mobil|mobile (work)|携帯|手机|Natel|telemóvel|моб.|נייד',
    fax: 'Fax|fax|(Fax)|/ Fax|- Fax|F:|Telefax|Fax privat|Büro Fax|Faxnummer|faks|факс|传真|ファックス|פקס',
    main: 'Zentrale|(Zentrale)|switchboard|main|Main|centralino|centralita|Telefonzentrale',
    assistant: 'Sekretariat|Assistentin|Vorzimmer|secretary|Sekretärin|Assistenz',
    pager: 'Pager|pager|Piepser',
    other: 'alt|(alt)|alternativ|other|Alt:|old number|ancien numéro|eski',
  };
  it.each(Object.entries(kinds))('say %s', (kind, texts) => {
    expect(list(texts).filter((text) => kindOfWords(text) !== kind)).toEqual([]);
  });

  it('say nothing by a name, a time or a plain label', () => {
    const texts =
      'Frau Berger|nur abends|neu|Hr|k.A.|?|!|*|AB|ab 18 Uhr|Anna|Dr. Weber|Mo-Fr|Frankfurt am Main|bitte nicht anrufen|Herr Heimann|Frau Fox|Tel|Telefon|(Mutter)|Rückruf|2. OG|Empfang|Hamburg|gültig bis 2025|Firmenich|Homeyer|Workmann|+|Casanova|Petra G.|Anna M.|P. Müller|Peter H.|T:|ext|x|';
    expect(list(texts).filter((text) => kindOfWords(text) !== undefined)).toEqual([]);
  });
});

describe('a word between digits', () => {
  it.each(
    Object.entries({
      joins:
        'oder bzw bzw. u. und & resp. alt. ou et o y e lub oraz i veya ve of en eller или 或 و or and oppure albo och tai nebo vagy sau ή または 또는 ODER Oder',
      range: 'bis to à a do tot bis. through jusque hasta до 至',
      extension:
        'ext ext. Ext x X extn extension Nebenstelle App. poste interno toestel wew. dahili доб. 转 分机 内線 내선 שלוחה',
      'direct-dial': 'DW Durchwahl dw. Klappe Kl.',
      none: 'Anna Fax Büro privat neu 17 Uhr Orten undzwar',
    }),
  )('%s', (role, words) => {
    expect(words.split(' ').filter((word) => roleOfWord(word) !== role)).toEqual([]);
  });
});

describe('an account, a document or a price', () => {
  it.each([
    'DE89 ',
    'DE89 3704 ',
    'NL91 ABNA ',
    'IBAN DE89 3704 0044 ',
    '10.1234/j.',
    '€ ',
    '$',
    'EUR ',
    'US$ ',
    '£-',
    'PLN ',
  ])('continues behind %j', (text) => {
    expect(isContradictedBefore(text)).toBe(true);
  });
  it.each([
    'Tel. ',
    'Anna ',
    'A1 ',
    'DE ',
    '10.1234 ',
    'NEUR ',
    '(030) ',
    'DE89 3704 0044 0532 0130 00, ',
    '',
  ])('does not behind %j', (text) => {
    expect(isContradictedBefore(text)).toBe(false);
  });
});
