import type { Language } from './head-names.ts';

/** Countries of the invented companies: dialling codes, towns with their area codes, mobile ranges, words of company names. */

export interface Country {
  language: Language;
  /** Share of the companies. */
  weight: number;
  code: string;
  /** Digits of a whole number after the country code; absent where the length varies. */
  nationalDigits?: number;
  mobile: readonly string[];
  towns: readonly { name: string; area: string }[];
  legal: readonly string[];
  domain: string;
}

const towns = (text: string) =>
  text.split(' ').map((pair) => {
    const [name = '', area = ''] = pair.split(':');
    return { name: name.replaceAll('_', ' '), area };
  });
const words = (text: string) => text.split(' ');

export const COUNTRIES: readonly Country[] = [
  {
    language: 'de',
    weight: 42,
    code: '49',
    mobile: words('151 152 157 160 162 163 170 171 172 173 174 175 176 177 178 179'),
    towns: towns(
      'Berlin:30 Hamburg:40 München:89 Köln:221 Frankfurt:69 Stuttgart:711 Düsseldorf:211 Leipzig:341 Dortmund:231 ' +
        'Essen:201 Bremen:421 Dresden:351 Hannover:511 Nürnberg:911 Duisburg:203 Bochum:234 Wuppertal:202 Bielefeld:521 ' +
        'Bonn:228 Münster:251 Mannheim:621 Karlsruhe:721 Augsburg:821 Wiesbaden:611 Kiel:431 Mainz:6131 Freiburg:761 ' +
        'Lübeck:451 Erfurt:361 Rostock:381 Kassel:561 Ulm:731 Würzburg:931 Göttingen:551 Heilbronn:7131 Regensburg:941',
    ),
    legal: words('GmbH AG KG OHG SE e.V. mbH'),
    domain: 'de',
  },
  {
    language: 'de',
    weight: 8,
    code: '43',
    mobile: words('664 676 650 699 660'),
    towns: towns(
      'Wien:1 Graz:316 Linz:732 Salzburg:662 Innsbruck:512 Klagenfurt:463 Wels:7242 St._Pölten:2742 Dornbirn:5572',
    ),
    legal: words('GmbH AG KG OG e.U.'),
    domain: 'at',
  },
  {
    language: 'de',
    weight: 8,
    code: '41',
    nationalDigits: 9,
    mobile: words('76 77 78 79'),
    towns: towns('Zürich:44 Basel:61 Bern:31 Winterthur:52 Luzern:41 St._Gallen:71 Biel:32 Chur:81 Zug:41'),
    legal: words('AG GmbH'),
    domain: 'ch',
  },
  {
    language: 'fr',
    weight: 7,
    code: '33',
    nationalDigits: 9,
    mobile: words('6 7'),
    towns: towns('Paris:1 Lyon:4 Marseille:4 Lille:3 Strasbourg:3 Nantes:2 Rennes:2 Bordeaux:5 Toulouse:5'),
    legal: words('SA SARL SAS'),
    domain: 'fr',
  },
  {
    language: 'en',
    weight: 8,
    code: '44',
    nationalDigits: 10,
    mobile: words('74 75 77 78 79'),
    towns: towns(
      'London:20 Manchester:161 Birmingham:121 Leeds:113 Glasgow:141 Bristol:117 Edinburgh:131 Cardiff:29',
    ),
    legal: words('Ltd plc LLP'),
    domain: 'uk',
  },
  {
    language: 'pl',
    weight: 7,
    code: '48',
    nationalDigits: 9,
    mobile: words('50 51 53 60 66 69 72 78 88'),
    towns: towns('Warszawa:22 Kraków:12 Łódź:42 Wrocław:71 Poznań:61 Gdańsk:58 Szczecin:91 Katowice:32'),
    legal: words('S.A. sp.j.'),
    domain: 'pl',
  },
  {
    language: 'tr',
    weight: 5,
    code: '90',
    nationalDigits: 10,
    mobile: words('532 533 542 544 505 506'),
    towns: towns('İstanbul:212 Ankara:312 İzmir:232 Bursa:224 Antalya:242 Adana:322 Konya:332 Gaziantep:342'),
    legal: words('A.Ş. Ltd.Şti.'),
    domain: 'tr',
  },
  {
    language: 'it',
    weight: 5,
    code: '39',
    mobile: words('320 328 333 335 338 340 347 349'),
    towns: towns('Roma:06 Milano:02 Torino:011 Napoli:081 Bologna:051 Firenze:055 Verona:045 Bolzano:0471'),
    legal: words('S.p.A. S.r.l.'),
    domain: 'it',
  },
  {
    language: 'hr',
    weight: 3,
    code: '385',
    mobile: words('91 92 95 98 99'),
    towns: towns('Zagreb:1 Split:21 Rijeka:51 Osijek:31 Zadar:23 Pula:52'),
    legal: words('d.o.o. d.d.'),
    domain: 'hr',
  },
  {
    language: 'ro',
    weight: 3,
    code: '40',
    nationalDigits: 9,
    mobile: words('72 73 74 75 76'),
    towns: towns('București:21 Cluj-Napoca:264 Timișoara:256 Iași:232 Brașov:268 Sibiu:269'),
    legal: words('SRL SA'),
    domain: 'ro',
  },
  {
    language: 'cs',
    weight: 4,
    code: '420',
    nationalDigits: 9,
    mobile: words('602 603 604 608 721 724 731 777'),
    towns: towns('Praha:2 Brno:54 Ostrava:59 Plzeň:37 Liberec:48 Olomouc:58'),
    legal: words('s.r.o. a.s.'),
    domain: 'cz',
  },
];

export const TRADES: Record<Language, readonly string[]> = {
  de: words(
    'Maschinenbau Elektrotechnik Bau Logistik Systemhaus Werkzeugbau Spedition Immobilien Software Beratung Versicherungen ' +
      'Medizintechnik Druckerei Metallbau Verlag Autohaus Brauerei Energie Gebäudetechnik Kunststoffe Labor Möbel Optik ' +
      'Pharma Recycling Sanitär Textil Verpackungen Zahntechnik Bäckerei Holzbau Stahlbau Solar Anlagenbau Messtechnik',
  ),
  fr: words(
    'Conseil Transports Électricité Bâtiment Logistique Imprimerie Boulangerie Menuiserie Assurances Informatique',
  ),
  en: words(
    'Engineering Logistics Consulting Software Insurance Foods Textiles Holdings Partners Energy Media Systems',
  ),
  pl: words(
    'Budownictwo Transport Elektronika Usługi Piekarnia Meble Handel Produkcja Energetyka Oprogramowanie',
  ),
  tr: words('İnşaat Lojistik Tekstil Gıda Otomotiv Makine Elektrik Danışmanlık Turizm Yazılım'),
  it: words('Costruzioni Trasporti Elettronica Consulenza Alimentari Tessuti Meccanica Assicurazioni Mobili'),
  hr: words('Gradnja Promet Elektronika Usluge Drvo Turizam Strojarstvo Osiguranje'),
  ro: words('Construcții Transport Electronică Consultanță Mobilă Panificație Energie'),
  cs: words('Stavby Doprava Elektro Strojírny Nábytek Pekárna Pojišťovna Služby'),
};

export const DEPARTMENTS: readonly string[] = words(
  'Vertrieb Einkauf Buchhaltung Personal Entwicklung Produktion Marketing IT Versand Qualitätssicherung Service ' +
    'Geschäftsleitung Controlling Lager Recht Forschung Sekretariat Instandhaltung Arbeitsvorbereitung Export',
);
