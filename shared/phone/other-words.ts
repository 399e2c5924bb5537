/** Words before digits that are no phone number, in 25 languages. `label-words.ts` says how they are spelled. */

/** Name a number by themselves: `ISBN 978…`, `Invoice: 2026…`, `Raum 0301`. */
export const THING: Record<string, string> = {
  world: `fn dvr nhs pn qq ic рс кс pb ac isbn issn ismn iban bic swift siren siret regon pesel mersis gtin imei imsi
    iccid doi ean upc asin sku vin uid vat mwst ustid ust ustg tva iva btw bsn piva nif nipc cif rif krs hrb hra
    rea ssn abn acn pnr uuid guid orcid pmid arxiv cas rfc iso din gps lat lon lng latitude longitude utm mac ip
    wifi wlan ssid meid rma wkn isin lei eori duns kvk rsin npi dea ndc icao iata crn utr nino rut rfc curp dni
    cnpj cpf cuit cuil cae naf ape rcs tckn vkn tc edrpou єдрпоу инн кпп огрн снилс бик окпо ико ičo ičo dič
    adószám cui cif cnp αφμ αμκα мфо іпн`,
  de: `Wehrdienst Zivildienst Pos Position Menge Anzahl Gutschein Kreditkarte Chiffre Sparbuch Firmware Nachnahme Fernleihe Signatur
    Bestand personalnummer personalnr personnummer Rechnung Rechnungsnr Bestellnr Kundennr Auftragsnr Artikelnr
    Vorgang Auftrag Auftragsnummer Aktenzeichen Geschäftszeichen Gz Az Zeichen Kennzeichen Kennung Kennziffer
    Kostenstelle Konto Kto Kontonr Bankleitzahl BLZ PLZ Postleitzahl Postleitzahlen Artikel Art Seriennr
    Seriennummer Zähler Zählerstand Matrikel Inventar Patent Charge Modell Typ Version Barcode Strichcode
    Koordinaten Einwohner Zertifikat Handelsregister Register Teil Teile Teilenr Ersatzteil Sendung Sendungsnr
    Paket Beleg Belegnr Lieferschein Lieferscheinnr Vertrag Vertragsnr Mitgliedsnr Ticket Raum Zimmer Gebäude
    Etage Seite Seiten Band Kapitel Blatt Zeile Summe Betrag Preis Gesamt Gesamtbetrag Lottozahlen Superzahl
    Zone Referenz Verwendungszweck Gläubiger Mandatsreferenz Steuernr Steuernummer Umsatzsteuer Schlüssel
    Flurstück Baujahr Kennwort Passwort PIN TAN PUK Fahrgestell Chassis Losnr Flug Spiel Ziehung Gleis Postfach
    Pf`,
  en: `coupon voucher approval authorisation authorization accession pubmed pmc epoch host card cards grant trial
    invoice ref reference tracking ticket case order po part item model serial sn version build rev batch lot
    art article account acct bank routing sort zip zipcode postcode postcodes barcode coordinates population
    patent license licence certificate docket registration plate passport id tax ein room suite building floor
    page pages pp vol chapter issue bug commit hash checksum total sum price amount balance subtotal meter
    parcel consignment shipment waybill airwaybill awb claim file score mrn imprint flight gate seat box
    password pin cve opportunity incident transaction txn receipt cheque batchno quantity qty dimensions size
    weight`,
  fr: `immat agrément barres versement adhésion carte facture réf référence référence dossier article commande
    ticket compte cpte iban série lot modèle brevet licence certificat immatriculation passeport salle bâtiment
    étage page pages tome chapitre prix total montant somme solde population coordonnées cedex cp capital
    matricule pièce cb vol mandat`,
  it: `imprese versione inv catalogo tessera fattura rif riferimento pratica articolo spedizione pacco ordine
    ticket conto cc iban serie seriale lotto modello brevetto licenza certificato targa passaporto stanza
    edificio aula pagina pagine pag capitolo prezzo totale importo somma popolazione coordinate cap matricola
    partita cf piva bolletta protocollo prot ddt fasc`,
  es: `localizador versión inv tarjeta factura ref referencia expediente exp artículo paquete pedido ticket cuenta
    cta ccc serie lote modelo patente licencia certificado pasaporte sala edificio aula planta página páginas
    pág págs capítulo tomo precio total importe suma población coordenadas cp nie bastidor albarán folio nss rfc`,
  pt: `fatura factura referência processo artigo encomenda pedido conta série lote modelo patente licença
    certificado passaporte sala edifício página páginas capítulo preço valor população coordenadas contribuinte
    nib apólice matrícula fatura inscrição recibo`,
  nl: `versie bladzijde lokaal gewicht afmetingen aanslagnr pincode factuur factuurnr referentie kenmerk dossier
    artikel artikelnr order ordernr bestelling ticket rekening rekeningnr rek bankrekening serie partij model
    patent licentie certificaat kenteken paspoort kamer gebouw zaal verdieping pagina blz hoofdstuk deel prijs
    totaal bedrag som postbus inwoners coördinaten postcode klantnr zending pakket`,
  pl: `wersja partia oferta towar przewozowy akt akta faktura fakt sprawa artykuł art zamówienie przesyłka paczka
    konto konta rachunek rach rachunku seria model patent licencja certyfikat rejestracyjny paszport pokój
    budynek sala piętro strona strony str rozdział tom cena suma kwota razem kod ludność współrzędne nip vat
    umowa polisa zlecenie sygn sygnatura nrb dowód`,
  tr: `dekont sınıf sürüm fatura dosya seri kargo hesap hesabı banka vergi kimlik sicil sözleşme ürün parça model
    patent lisans sertifika plaka pasaport oda bina salon kat sayfa sf bölüm cilt fiyat toplam tutar nüfus
    koordinat posta protokol takip barkod tc referans ref abone tesisat makbuz`,
  da: `faktura ordre sag sagsnr varenr vare konto kontonr reg cvr cpr kundenr pris beløb side sider postnr værelse
    bygning lokale serienr medlemsnr følgeseddel`,
  sv: `faktura fakturanr order ordernr ärende ärendenr artikel artikelnr konto kontonr clearing clearingnr bankgiro
    bg plusgiro pg ocr orgnr org personnr kundnr pris summa belopp sida sidor postnr rum byggnad serienr
    fastighet diarienr dnr`,
  nb: `faktura fakturanr ordre ordrenr sak saksnr vare varenr konto kontonr orgnr fødselsnr kundenr kid pris beløp
    side sider postnr bygning serienr`,
  fi: `lasku laskunro tilaus tilausnro tili tilinro viite viitenumero tuote tuotenro tunnus hinta summa yhteensä
    sivu sivut postinumero huone rakennus sarjanro henkilötunnus hetu asiakasnro rekisterinumero`,
  cs: `symbol zn faktura objednávka účet účtu zakázka smlouva spis sp cena celkem částka strana str psč místnost
    budova výrobek zboží zásilka rč spz variabilní vs ks ss pojistka`,
  sk: 'objednávka účet účtu zákazka zmluva cena spolu suma strana izba budova výrobok zásielka',
  hu: `számla számlaszám rendelés rendelésszám ügyszám iktatószám cikkszám adószám cégjegyzékszám irányítószám irsz
    összesen összeg oldal szoba épület taj vonalkód csomag szerződés sorozatszám bankszámla bankszámlaszám`,
  ro: `factură comandă cont contract dosar produs serie preț total sumă pagina pag cameră clădire colet awb poliță
    reg`,
  el: `τιμολόγιο παραγγελία λογαριασμός υπόθεση προϊόν τιμή σύνολο ποσό σελίδα σελ αίθουσα κτίριο δέμα αποστολή
    πρωτ πρωτόκολλο συμβόλαιο δοκ τκ`,
  ru: `счет счёт счета заказ накладная договор дело артикул товар серия модель паспорт цена итого сумма страница
    стр каб кабинет комната корпус посылка индекс полис лицензия трек штрихкод чек квитанция кадастровый`,
  uk: `рахунок накладна договір справа артикул товар серія ціна разом сума сторінка стор кімната посилка індекс
    поліс чек єдрпоу рнокпп`,
  ar: `فاتورة الفاتورة طلب الطلب حساب الحساب طلبية شحنة الشحنة ملف الملف قضية السعر المجموع المبلغ صفحة غرفة الرمز
    البريدي السجل الآيبان تتبع العميل عقد العقد بوليصة الهوية`,
  he: `חשבונית הזמנה חשבון תיק מוצר משלוח מחיר סהכ סכום עמוד עמ חדר מיקוד דרכון חפ עוסק אסמכתא לקוח פוליסה ברקוד תז`,
};

/** These alone are words of other languages, and name a number only in capitals. */
export const CAPITALS = `EIN NIE AC FN POS IC PN QQ TIN PAN CAP PO CP SN ART AS DIN TC VS KS SS IP BG PG TAN PF LEI CAS APE IATA FILE
    CEP`;

/** Name a department or an act where a sign stands behind, and otherwise a number: `Depot: 030 23125123`, `Depot 0123456789`. */
export const AMBIGUOUS: Record<string, string> = {
  any: `polis colis Depot Police Sipariş Suivi Bestellung Buchung Versicherung Lizenz Kunde booking reservation
    policy delivery Lieferung polizza poliza póliza apólice réservation`,
};

/** Take the word behind into the label: `code client`, `Compte bancaire`, `RCS Paris`. */
export const TAKES_NEXT: Record<string, string> = {
  any: `réf ref rif السجل code codes código codice kod kodu kode kód cod κωδικός код רмз קוד رمز id key clé clave
    compte conto cuenta conta konto konta rachunek hesap account счет рахунок rcs référence referencia
    riferimento referência référence partita facture fattura fatura factura registre hesabı`,
};

/** Compounds that end like this name a number. */
export const THING_HEAD = `zeichen kennung schlüssel zahl ziffer code kode kod kód konto rechnung rekening factuur faktura auftrag
    tunnus kenmerk iban plz postleitzahl gesamt`;

/** Compounds that end like this mean what they begin with: `PLZ-Bereich`. */
export const TRANSPARENT = 'bereich bereiche gebiet gebiete range ranges area areas zones zonen';
