/** Words before numbers in German, English, French, Italian, Spanish, Dutch, Polish and Turkish, as sources of patterns. */

/** Match only as whole words, since names and streets begin like them. */
const PHONE_ABBREVIATIONS =
  'tel|tél|telnr|telno|tfno|tlfn?|ph|fon|mob|mov|móv|kom|cep|gsm|cell|cel|port|portable|fixe|fisso|fax|faxnr|faks|sms|hotline|' +
  'infolinia|whatsapp|signal|ruf|call|dial|ring|bel|handy|durchwahl|zentrale|santral|switchboard|landline|standard|contact|kontakt|' +
  'central[ae]?|centralino|centralita|recapito|recapiti|appele[zr]|appel|joindre|office|büro|bureau|oficina|ufficio|kantoor|biuro|ofis';
/** Stems: match anywhere in a word, with any ending. */
const PHONE_STEMS =
  'telefon|téléphon|telephon|teléfon|teléf|telefoon|telefax|télécopie|phone|rufnummer|mobil|mobiel|móvil|komórk|cellular|celular|' +
  'llame|lláme|chiam|dzwo|aray';
export const PHONE_WORD = `(?:(?<!\\p{L})(?:${PHONE_ABBREVIATIONS})(?!\\p{L})|(?:${PHONE_STEMS})\\p{L}*)`;

export const NUMBER_WORD = '(?:nr|no|n\\.?[º°]|n|num|nummer|number|numéro|numero|número|numer|numarası|№)';

const OTHER_STEMS =
  'isbn|issn|iban|swift|siren|siret|regon|pesel|mersis|gtin|imei|iccid|order|bestel|auftrag|rechnung|invoice|factur|factuur|fattur|' +
  'faktur|fatura|commande|ordine|pedido|expedient|zamówieni|sipariş|ticket|vorgang|artikel|article|articolo|artículo|artyku|kunden|' +
  'customer|client|klant|klient|müşteri|serial|serien|série|serie|seri|version|aktenzeichen|dossier|dosya|pratica|sprawa|steuer|partita|' +
  'fiscal|vergi|referen|référen|riferiment|mitglied|member|vertrag|contra|umowa|sözleşme|tracking|track|suivi|spedizion|seguimient|' +
  'przesył|sendung|paket|parcel|colis|paczk|kargo|zähler|matrikel|inventar|patent|licen|lizenz|batch|charge|model|barcode|koordinat|' +
  'coordinat|population|einwohner|zertifikat|certific|policy|police|polic|versicher|depot|transa|buchung|booking|reserv|' +
  'handelsregister|register|registration|kvk|teile|sku|zip|postcode|postal';
const OTHER_ABBREVIATIONS =
  'doi|bic|inv|réf|wifi|wlan|ustg|c\\.f|p\\.iva|c/c|s/n|code|ust|ustid|uid|vat|mwst|tva|iva|btw|bsn|piva|cf|cif|nif|nie|nip|krs|hrb|hra|rea|ssn|ein|abn|ean|' +
  'upc|asin|pnr|plz|blz|kto|acct|art|sn|rev|build|bug|issue|case|az|tax|id|ref|rif|pin|tan|lot|part|ep|wo|din|iso|rfc|raum|room|lat|' +
  'lon|gps|vin|tc|vkn|nr|no|num|n°|nº|№';
/** Match together with the next word: `Compte bancaire`, `RCS Paris`. */
const OTHER_WITH_NEXT =
  '(?:konto|konta|conto|compte|cuenta|rekening|rachun|hesap|account|(?<!\\p{L})rcs)\\p{L}*(?: \\p{L}+)?';
/** Matches `NHS number`, but not `our number`. */
const NAMED_NUMBER =
  '(?<!\\p{L})(?!(?:our|my|your|the|new|old|this|direct|private|work|home|emergency) )\\p{L}{2,} number';
export const OTHER_WORD = `(?:(?<!\\p{L})(?:(?:${OTHER_STEMS})\\p{L}*|(?:${OTHER_ABBREVIATIONS})(?!\\p{L}))|(?<=\\p{L}-?)(?:nummer|nr)(?!\\p{L})|${NAMED_NUMBER}|${OTHER_WITH_NEXT})`;

export const UNIT =
  '(?:eur|chf|usd|gbp|pln|zł|tl|kr|kg|km|mm|cm|m²|px|mb|gb|uhr|stück|pcs|points|users|einwohner|inhabitants|habitants|abitanti|' +
  'habitantes|inwoners|mieszkańców)(?!\\p{L})';
