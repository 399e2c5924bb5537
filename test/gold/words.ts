import type { GeneratedLanguage } from './gold-page.ts';

/** The generator's words around numbers, per language. `N` stands for the number, `X` for a look-alike. */

export interface Words {
  /** Stand directly before a number. */
  labels: readonly string[];
  /** Sentences whose number has a country code or a prefix, and needs no label. */
  sentences: readonly string[];
  /** Names of people and departments beside a number in a list. */
  rows: readonly string[];
  order: readonly string[];
  account: readonly string[];
  tax: readonly string[];
  people: readonly string[];
  opening: readonly string[];
  pages: readonly string[];
  rooms: readonly string[];
  prices: readonly string[];
  /** Sentences about what happened on a day, a span of days, or at a time. */
  days: readonly string[];
}

const list = (text: string): string[] => text.split('|').map((item) => item.trim());

export const WORDS: Record<GeneratedLanguage, Words> = {
  de: {
    labels: list(
      'Tel.:|Telefon:|Tel|Fon|Fax:|Telefax:|Mobil:|Handy|Telefon Büro:|Tel.-Nr.|Rufnummer:|Hotline|Durchwahl:|T:|☎|Zentrale:|Tel. (dienstlich):|WhatsApp:',
    ),
    sentences: list(
      'Bei Fragen erreichen Sie uns unter N, auch am Samstag.|Melden Sie sich bitte bei Frau Kern (N).|Der Notdienst ist rund um die Uhr unter N da.|Anmeldung: N oder per Post.|Rückruf an N erbeten!|Im Sekretariat (Raum 12) geht jemand ans Telefon: N.|Unsere Nummer lautet N – wir freuen uns.|Sie wollen kündigen? N',
    ),
    rows: list(
      'Anna Kern|Vertrieb|Bernd Vogt, Einkauf|Empfang|Referat 12|Artur Weiß|Ordnungsamt|Kfz-Zulassung',
    ),
    order: list(
      'Bestellnummer|Auftrag Nr.|Rechnung|Kundennummer:|Vorgang|Artikel-Nr.|Sendungsnummer:|Ticket|Az.|Vertragsnummer',
    ),
    account: list('Kontonummer|Kto.|Konto Nr.|Depot'),
    tax: list('Steuernummer|St.-Nr.:|Steuer-Nr.|HRB|USt-IdNr.'),
    people: list(
      'X Einwohner leben dort.|Der Film hatte X Zuschauer.|Insgesamt X Stück wurden gebaut.|Es wuchs auf X an.',
    ),
    opening: list('Geöffnet X Uhr|Montag bis Freitag X|Sprechzeiten: X'),
    pages: list('Seite X|vgl. S. X|Band 3, X'),
    rooms: list('Raum X|Gebäude X|Zimmer X'),
    prices: list('Preis: X|nur X|statt X|Summe X'),
    days: list('am X|vom X an|Stand: X|Termin X, pünktlich|Lieferung X|gültig bis X'),
  },
  en: {
    labels: list(
      'Tel:|Phone:|Telephone|Ph.|Fax:|Mobile:|Cell|Office phone:|Call|Phone number:|Hotline:|T:|M:|☎|Tel. No.|Switchboard:|Text or call|Call us at',
    ),
    sentences: list(
      'Questions? Reach us on N at any time.|Please leave a message with Anna Kern (N).|Our emergency line is N, day and night.|To book, N or by post.|Ring back on N, please!|You can also try N – we are happy to help.|The front desk (room 12) answers on N.|Dial N',
    ),
    rows: list(
      'Anna Kern|Sales|Bernard Vought, Purchasing|Reception|Registry|Arthur White|Parks and Recreation|Refugee Council',
    ),
    order: list(
      'Order number|Order #|Invoice|Customer no.|Case|Part no.|Tracking number:|Ticket|Ref.|Serial no.',
    ),
    account: list('Account number|Acct.|Account no.|Sort code and account'),
    tax: list('EIN|VAT no.|Company number|Tax ID|SSN'),
    people: list(
      'X people live there.|The film drew X viewers.|A total of X units were built.|It grew to X.',
    ),
    opening: list('Open X|Monday to Friday X|Hours: X'),
    pages: list('pages X|see pp. X|vol. 3, X'),
    rooms: list('Room X|Building X|Suite X'),
    prices: list('Price: X|only X|was X|Total X'),
    days: list('on X|from X on|as of X|scheduled X sharp|delivery X|valid until X'),
  },
  fr: {
    labels: list(
      'Tél. :|Téléphone :|Tél|Fax :|Mobile :|Portable :|Téléphone (bureau) :|N° de téléphone :|Standard :|T :|☎|Appelez le|Joindre le|Tél. fixe :',
    ),
    sentences: list(
      'Pour toute question, composez le N, même le samedi.|Laissez un message à Anne Carron (N).|Les urgences répondent au N jour et nuit.|Inscriptions : N ou par courrier.|Merci de rappeler le N !|Notre numéro est le N – à bientôt.|Au secrétariat (bureau 12) : N.|Une question ? N',
    ),
    rows: list(
      'Anne Carron|Service commercial|Bernard Vautrin, achats|Accueil|Réfectoire|Arthur Leblanc|Mairie|Artisans réunis',
    ),
    order: list(
      'Commande n°|N° de commande|Facture|Référence|Dossier|Article|Numéro de suivi :|Ticket|Réf.|N° client',
    ),
    account: list('Compte|N° de compte|Compte bancaire|Code banque'),
    tax: list('SIREN|SIRET|TVA|RCS Paris|N° fiscal'),
    people: list(
      'X habitants y vivent.|Le film a réuni X spectateurs.|Au total, X pièces ont été faites.|On en compte X.',
    ),
    opening: list('Ouvert X|Du lundi au vendredi X|Horaires : X'),
    pages: list('pages X|voir p. X|tome 3, X'),
    rooms: list('Salle X|Bâtiment X|Bureau X'),
    prices: list('Prix : X|seulement X|au lieu de X|Total X'),
    days: list('le X|à partir du X|état au X|rendez-vous X précises|livraison X|valable jusqu’au X'),
  },
  it: {
    labels: list(
      'Tel.:|Telefono:|Tel|Fax:|Cell.:|Cellulare|Telefono ufficio:|N. tel.|Centralino:|T.|☎|Chiamare il|Recapito:|Tel. fisso',
    ),
    sentences: list(
      'Per domande, siamo al N anche il sabato.|Lasciate un messaggio ad Anna Cerni (N).|Il pronto intervento risponde al N giorno e notte.|Iscrizioni: N o per posta.|Si prega di richiamare N!|Il nostro numero è N – a presto.|In segreteria (stanza 12): N.|Dubbi? N',
    ),
    rows: list(
      'Anna Cerni|Ufficio vendite|Bernardo Volta, acquisti|Portineria|Refettorio|Arturo Bianchi|Comune|Artigiani uniti',
    ),
    order: list(
      'Ordine n.|Numero ordine|Fattura|Codice cliente|Pratica|Articolo|Numero di spedizione|Ticket|Rif.|Riferimento',
    ),
    account: list('Conto|Conto corrente n.|C/C|Codice conto'),
    tax: list('P.IVA|Partita IVA|C.F.|REA|Codice fiscale'),
    people: list('Vi abitano X persone.|Il film ha avuto X spettatori.|In tutto X pezzi.|Si è arrivati a X.'),
    opening: list('Aperto X|Da lunedì a venerdì X|Orario: X'),
    pages: list('pagine X|cfr. pp. X|vol. 3, X'),
    rooms: list('Stanza X|Edificio X|Aula X'),
    prices: list('Prezzo: X|solo X|invece di X|Totale X'),
    days: list('il X|dal X in poi|aggiornato al X|appuntamento X in punto|consegna X|valido fino al X'),
  },
  es: {
    labels: list(
      'Tel.:|Teléfono:|Tel|Tfno.|Fax:|Móvil:|Celular:|Teléfono oficina:|N.º de teléfono:|Centralita:|T:|☎|Llame al|Tlf.',
    ),
    sentences: list(
      'Si tiene preguntas, estamos en el N también los sábados.|Deje un mensaje a Ana Cerna (N).|Urgencias contesta en el N día y noche.|Inscripciones: N o por correo.|¡Devuelva la llamada al N!|Nuestro número es N – hasta pronto.|En secretaría (sala 12): N.|¿Dudas? N',
    ),
    rows: list(
      'Ana Cerna|Ventas|Bernardo Vela, compras|Recepción|Refugio|Arturo Blanco|Ayuntamiento|Artesanos unidos',
    ),
    order: list(
      'Pedido n.º|Número de pedido|Factura|Código de cliente|Expediente|Artículo|Número de seguimiento|Ticket|Ref.|Referencia',
    ),
    account: list('Cuenta|Cuenta corriente n.º|N.º de cuenta|Cuenta bancaria'),
    tax: list('CIF|NIF|NIE|IVA|Número fiscal'),
    people: list('Allí viven X personas.|La película tuvo X espectadores.|En total X piezas.|Se llegó a X.'),
    opening: list('Abierto X|De lunes a viernes X|Horario: X'),
    pages: list('páginas X|véase pp. X|vol. 3, X'),
    rooms: list('Sala X|Edificio X|Aula X'),
    prices: list('Precio: X|solo X|en vez de X|Total X'),
    days: list('el X|desde el X|a fecha de X|cita X en punto|entrega X|válido hasta el X'),
  },
  nl: {
    labels: list(
      'Tel.:|Telefoon:|Tel|Fax:|Mobiel:|GSM:|Telefoon kantoor:|Tel.nr.|Telefoonnummer:|Centrale:|T:|☎|Bel|Mob.',
    ),
    sentences: list(
      'Bij vragen zijn we bereikbaar op N, ook op zaterdag.|Laat een bericht achter bij Anna Kerns (N).|De nooddienst is dag en nacht bereikbaar via N.|Aanmelden: N of per post.|Graag terugbellen naar N!|Ons nummer is N – tot ziens.|Op het secretariaat (kamer 12): N.|Vragen? N',
    ),
    rows: list('Anna Kerns|Verkoop|Bernard Vos, inkoop|Receptie|Refter|Arthur de Wit|Gemeente|Artsenpost'),
    order: list(
      'Bestelnummer|Order nr.|Factuur|Klantnummer|Dossier|Artikel|Trackingnummer|Ticket|Ref.|Referentie',
    ),
    account: list('Rekening|Rekeningnummer|Rek. nr.|Bankrekening'),
    tax: list('KvK|BTW-nummer|BTW|KvK-nummer|BSN-nummer'),
    people: list('Er wonen X mensen.|De film trok X kijkers.|In totaal X stuks.|Het groeide tot X.'),
    opening: list('Open X|Maandag tot vrijdag X|Openingstijden: X'),
    pages: list('pagina X|zie blz. X|deel 3, X'),
    rooms: list('Kamer X|Gebouw X|Zaal X'),
    prices: list('Prijs: X|slechts X|was X|Totaal X'),
    days: list('op X|vanaf X|stand per X|afspraak X stipt|levering X|geldig tot X'),
  },
  pl: {
    labels: list(
      'Tel.:|Telefon:|Tel|Faks:|Kom.:|Telefon komórkowy:|Telefon biuro:|Nr tel.|Numer telefonu:|Centrala:|T:|☎|Proszę dzwonić|Infolinia:',
    ),
    sentences: list(
      'W razie pytań czekamy pod N, także w sobotę.|Proszę zostawić wiadomość dla Anny Kern (N).|Pogotowie odbiera pod N dzień i noc.|Zapisy: N lub pocztą.|Prosimy oddzwonić na N!|Nasz numer to N – do usłyszenia.|W sekretariacie (pokój 12): N.|Pytania? N',
    ),
    rows: list('Anna Kern|Sprzedaż|Bernard Wójt, zakupy|Recepcja|Referat 12|Artur Biały|Urząd gminy|Nadzór'),
    order: list(
      'Numer zamówienia|Zamówienie nr|Faktura|Klient nr|Sprawa|Artykuł|Numer przesyłki|Ticket|Ref.|Umowa nr',
    ),
    account: list('Konto|Nr konta|Numer konta|Rachunek nr'),
    tax: list('NIP|REGON|KRS|PESEL|VAT'),
    people: list('Mieszka tam X osób.|Film obejrzało X widzów.|Razem X sztuk.|Wzrosło do X.'),
    opening: list('Czynne X|Od poniedziałku do piątku X|Godziny: X'),
    pages: list('strony X|por. s. X|tom 3, X'),
    rooms: list('Pokój X|Budynek X|Sala X'),
    prices: list('Cena: X|tylko X|zamiast X|Suma X'),
    days: list('dnia X|od X|stan na X|termin X punktualnie|dostawa X|ważne do X'),
  },
  tr: {
    labels: list(
      'Tel.:|Telefon:|Tel|Faks:|Cep:|Cep telefonu:|Telefon ofis:|Tel. no|Telefon numarası:|Santral:|T:|☎|Arayın|GSM:',
    ),
    sentences: list(
      'Sorularınız için cumartesi de N hattındayız.|Ayşe Kerim’e mesaj bırakın (N).|Acil servis gece gündüz N ile yanıt verir.|Kayıt: N veya posta ile.|Lütfen N ile geri dönün!|Numaramız N – görüşmek üzere.|Sekreterlikte (oda 12): N.|Soru mu var? N',
    ),
    rows: list(
      'Ayşe Kerim|Satış|Berk Vural, satın alma|Danışma|Refah Derneği|Artun Beyaz|Belediye|Arda Demir',
    ),
    order: list(
      'Sipariş no|Sipariş numarası|Fatura|Müşteri no|Dosya no|Seri no|Kargo takip no|Ticket|Ref.|Sözleşme no',
    ),
    account: list('Hesap|Hesap no|Hesap numarası|Banka hesap no'),
    tax: list('VKN|Vergi no|MERSİS no|TC kimlik no|Sicil no'),
    people: list('Orada X kişi yaşıyor.|Filmi X kişi izledi.|Toplam X adet.|Sayı X oldu.'),
    opening: list('Açık X|Pazartesi-cuma X|Saatler: X'),
    pages: list('sayfa X|bkz. s. X|cilt 3, X'),
    rooms: list('Oda X|Bina X|Salon X'),
    prices: list('Fiyat: X|sadece X|yerine X|Toplam X'),
    days: list('X günü|X itibarıyla|tarih: X|randevu X tam|teslim X|son gün X'),
  },
};
