/** Invented companies: name with legal form, town, mail domain. Pure. */
import type { Country } from './layout.ts';
import { type Language, surnameAt } from './names/languages.ts';
import { pickFrom, randomOf } from './random.ts';

export interface Firm {
  name: string;
  town: string;
  domain: string;
  country: string;
}

interface Trade {
  language: Language;
  country: string;
  words: string[];
  forms: string[];
  towns: string[];
}

const words = (text: string) => text.split('|');

const TRADES: Record<Country, Trade> = {
  DE: {
    language: 'german',
    country: 'Deutschland',
    words: words(
      'Maschinenbau|Spedition|Logistik|Metallbau|Elektrotechnik|Druckerei|Möbelwerke|Feinkost|Textil|Bau|Werkzeuge|Verpackung|Software|Medizintechnik|Getränke|Kältetechnik|Chemie|Gartenbau|Fahrzeugteile|Ingenieure|Holzwerke|Anlagenbau',
    ),
    forms: words('GmbH|GmbH|GmbH & Co. KG|AG|OHG|KG|e.K.|UG (haftungsbeschränkt)|SE'),
    towns: words(
      'Berlin|Hamburg|München|Köln|Frankfurt am Main|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen|Bremen|Dresden|Hannover|Nürnberg|Duisburg|Bochum|Wuppertal|Bielefeld|Münster|Karlsruhe|Lübeck|Göttingen',
    ),
  },
  CH: {
    language: 'swiss',
    country: 'Schweiz',
    words: words(
      'Präzision|Uhrenteile|Treuhand|Käserei|Apparatebau|Transporte|Holzbau|Pharma|Bau|Elektro|Mechanik|Immobilien|Getränke|Sanitär',
    ),
    forms: words('AG|AG|GmbH|Sàrl|SA|& Co.'),
    towns: words(
      'Zürich|Genf|Basel|Bern|Lausanne|Winterthur|Luzern|St. Gallen|Lugano|Biel/Bienne|Thun|Köniz|Chur|Schaffhausen',
    ),
  },
  AT: {
    language: 'austrian',
    country: 'Österreich',
    words: words(
      'Handel|Stahlbau|Mühle|Tischlerei|Transporte|Weinbau|Technik|Kunststoff|Glas|Spedition|Papier|Tourismus',
    ),
    forms: words('GmbH|GesmbH|AG|KG|OG|e.U.'),
    towns: words(
      'Wien|Graz|Linz|Salzburg|Innsbruck|Klagenfurt|Villach|Wels|St. Pölten|Dornbirn|Steyr|Feldkirch',
    ),
  },
  FR: {
    language: 'french',
    country: 'France',
    words: words(
      'Transports|Menuiserie|Équipements|Vins|Industrie|Bâtiment|Négoce|Emballages|Fromagerie|Textiles|Mécanique|Conseil',
    ),
    forms: words('S.A.R.L.|SARL|S.A.|SAS|SASU|et Fils'),
    towns: words(
      'Paris|Lyon|Marseille|Toulouse|Nice|Nantes|Strasbourg|Montpellier|Bordeaux|Lille|Rennes|Reims|Saint-Étienne',
    ),
  },
  GB: {
    language: 'english',
    country: 'United Kingdom',
    words: words(
      'Logistics|Foods|Engineering|Packaging|Haulage|Textiles|Brewery|Systems|Consulting|Components|Furniture|Print',
    ),
    forms: words('Ltd|Ltd|Limited|plc|LLP|& Sons'),
    towns: words(
      'London|Birmingham|Leeds|Glasgow|Sheffield|Bradford|Liverpool|Edinburgh|Manchester|Bristol|Cardiff|Leicester',
    ),
  },
  PL: {
    language: 'polish',
    country: 'Polska',
    words: words(
      'Transport|Meble|Budownictwo|Stal|Okna|Opakowania|Spedycja|Elektronika|Żywność|Usługi|Tkaniny|Narzędzia',
    ),
    forms: words('Sp. z o.o.|Sp. z o.o.|S.A.|Sp. j.|sp.k.'),
    towns: words(
      'Warszawa|Kraków|Łódź|Wrocław|Poznań|Gdańsk|Szczecin|Bydgoszcz|Lublin|Białystok|Katowice|Gdynia',
    ),
  },
  TR: {
    language: 'turkish',
    country: 'Türkiye',
    words: words(
      'Nakliyat|Tekstil|Gıda|Makine|Otomotiv|İnşaat|Lojistik|Ambalaj|Mobilya|Çelik|Tarım|Elektrik',
    ),
    forms: words('A.Ş.|A.Ş.|Ltd. Şti.|San. ve Tic. A.Ş.'),
    towns: words(
      'İstanbul|Ankara|İzmir|Bursa|Antalya|Konya|Adana|Gaziantep|Kayseri|Eskişehir|Trabzon|Diyarbakır',
    ),
  },
  US: {
    language: 'english',
    country: 'USA',
    words: words(
      'Freight|Foods|Tools|Supply|Software|Medical|Plastics|Hardware|Partners|Packaging|Aerospace|Energy',
    ),
    forms: words('Inc.|LLC|Corp.|Co.|LP'),
    towns: words(
      'New York|Chicago|Houston|Phoenix|Philadelphia|San Diego|Dallas|Austin|Columbus|Seattle|Denver|Boston',
    ),
  },
};

export function firmAt(seed: number, company: number, country: Country): Firm {
  const trade = TRADES[country];
  const random = randomOf(seed, 'firm', company);
  // The draw reaches far down the list: few companies bear one of the commonest surnames.
  const founder = surnameAt(trade.language, Math.floor(random() ** 3 * 1_500));
  const work = pickFrom(trade.words, random);
  const draw = random();
  const stem = draw < 0.6 ? `${founder} ${work}` : draw < 0.75 ? `${work} ${founder}` : `${founder}-${work}`;
  const town = pickFrom(trade.towns, random);
  return {
    name: `${stem} ${pickFrom(trade.forms, random)}`,
    town,
    domain: `${toAscii(founder)}-${toAscii(work)}.example`,
    country: trade.country,
  };
}

/** Letters for a mail address. */
export function toAscii(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '');
}
