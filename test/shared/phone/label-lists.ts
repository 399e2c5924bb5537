/** Labels as people write them, sorted by hand before the code under test saw them. */

interface Labels {
  /** Labels of a phone number, directly before it. */
  phone: readonly string[];
  /** Departments, people and acts: no such label says that the digits are no phone number. */
  department: readonly string[];
  /** Labels of another number. */
  other: readonly string[];
}

const list = (text: string): string[] => text.split('|').map((item) => item.trim());

export const LABELS: Record<string, Labels> = {
  de: {
    phone: list(
      'Tel.|Tel.-Nr.|Tel. Nr.|Telefonnummer|Telefon (privat)|Telefon/Fax|Tel. geschäftlich|Handynr.|Mobilnummer|Mobilfunknummer|Diensthandy|Privatnummer|Rückrufnummer|Notfallnummer|Notrufnummer|Kontakt-Nr.|Servicenummer|Service-Nr.|Infonummer|Beratungshotline|Bestell-Hotline|Kundenhotline|Kundenservice|Kundendienst|Lieferservice|Pannendienst|Notdienst|Patientenservice|Mieterservice|Zentrale|Telefonzentrale|Sekretariat|Rezeption|Kundenbetreuung|Studienberatung|Störungsannahme|Notruf|Servicetelefon|Sorgentelefon|Faxnummer|Telefaxnummer|Festnetz|Festnetznummer|Durchwahl|Durchwahlnummer|Ihre Rufnummer|Unsere Nummer|neue Nummer|WhatsApp-Nummer|Besuchercenter|Callcenter|Bürotelefon|Büronummer|Geschäftsnummer|Firmentelefon|Telefonisch|Zentralruf|Auskunft',
    ),
    department: list(
      'Versicherung|Patentanwalt|Depot|Rechtsanwalt|Steuerberatung|Vertragsabteilung|Bestellannahme|Auftragsbearbeitung|Auftragsabwicklung|Reklamationen|Kundenbüro|Rechnungsprüfung|Rechnungsstelle|Zulassungsstelle|Kassenärztliche Vereinigung|Mitgliederverwaltung|Mitgliederbetreuung|Artikelpflege|Vertragswerkstatt|Lizenzvergabe|Registratur|Paketshop|Paketdienst|Serienfertigung|Sendungsverfolgung|Transportabteilung|Einwohnermeldeamt|Registergericht|Ticketverkauf|Ticketshop|Reservierung|Buchungen|Kartenvorverkauf|Zählerablesung|Policenverwaltung|Chargenprüfung|Modellbau|Matrikelstelle|Inventarverwaltung|Frau Kunde|Auftragsannahme|Einkauf|Steuerabteilung|Kontoführung|Codierung|Nummernverwaltung|Referat 12|Raumpflege|Raumvermietung|Bandprobe|Zimmervermittlung|Seitenwechsel GmbH|Patentabteilung|Kundenbuchhaltung',
    ),
    other: list(
      'Kundennummer|Kunden-Nr.|Kd.-Nr.|Bestellnummer|Best.-Nr.|Auftragsnummer|Auftrag Nr.|Rechnungsnr.|Rechnungsnummer|Rechnung Nr.|Police-Nr.|Policennummer|Versicherungsnummer|Versicherungsschein-Nr.|Vertragsnummer|Vertrags-Nr.|Mitgliedsnummer|Mitglieds-Nr.|Steuernummer|Steuer-ID|St.-Nr.|USt-IdNr.|USt-ID|Handelsregisternummer|HRB|Kontonummer|Konto-Nr.|Kto.-Nr.|BLZ|Bankleitzahl|IBAN|BIC|ISBN|ISBN-13|ISSN|EAN|GTIN|PLZ|Postleitzahl|PLZ-Bereich|Kostenstelle|Sendungsnummer|Sendungs-ID|Paketnummer|Trackingnummer|Lieferscheinnr.|Artikelnummer|Artikel-Nr.|Art.-Nr.|Teilenummer|Ersatzteil-Nr.|VW-Teil|Seriennummer|Serien-Nr.|S/N|Aktenzeichen|Az.|Geschäftszeichen|Kassenzeichen|Kennzeichen|Vorgangsnummer|Ticketnummer|Ticket-Nr.|Zählernummer|Zählerstand|Matrikelnummer|Inventarnr.|Patent-Nr.|Lizenznummer|Fahrgestellnummer|Hausnummer|Zimmernummer|Raum|Seite|Version|Personalnummer|Sozialversicherungsnummer|Reservierungsnummer|Buchungsnummer|Buchungscode|Referenznummer|Gläubiger-ID|Mandatsreferenz|Charge|Modellnummer|Betriebsnummer|Pfändungsnummer|Bildnummer|Losnummer|Flurstück|Postfach|Koordinaten|Meldenummer|Kreditkartennummer|Kundenkarte Nr.',
    ),
  },
  en: {
    phone: list(
      'Tel|Tel no.|Telephone number|Phone number|Phone no.|Phone #|Phone (UK)|Ph|Mobile|Mobile no.|Cell phone|Cell #|Office phone|Work phone|Home number|Daytime number|Evening phone|Emergency number|Contact number|Direct line|Direct dial|Toll-free|Toll free|Freephone|Hotline|Helpline|Customer service|Customer services|Customer care|Customer support|Help desk|Helpdesk|Call centre|Call center|Switchboard|Reception|Front desk|Enquiries|General enquiries|Call us|Call|Text|Dial|Fax|Fax number|Fax no.|Pager|WhatsApp|Tech support|Support line|Emergency services|Ticket hotline|Account services|Member services|Policy helpline|Our number|New number|Customer hotline|Reservations line|Order hotline|Tracking helpline',
    ),
    department: list(
      'Police|Accounts|Accounts receivable|Account team|Account manager|Membership|Contracts|Clients|Articles|Reservations|Bookings|Orders|Order desk|Ticket office|Ticketing|Parts department|Parts|Spare parts|Registration office|Patent attorney|Licensing|Licensing team|Model agency|Policy team|Case worker|Case manager|Tax adviser|Tax office|Serial productions|Parcel office|Postal services|Version Ltd|Customer relations|Sales|Invoicing|Billing department|Building control|Room service|Customs',
    ),
    other: list(
      'Order number|Order no.|Order #|Order ID|Purchase order|PO number|Invoice|Invoice no.|Invoice number|Account no.|Account number|Acct.|Sort code|Customer number|Customer ID|Customer no.|Client no.|Membership no.|Membership number|Member ID|Policy number|Policy no.|Claim number|Case number|Case|Reference|Reference number|Ref.|Ref. no.|Tracking number|Tracking no.|Tracking|Parcel number|Part number|Part no.|P/N|Serial number|Serial no.|S/N|Model no.|Item number|Item no.|SKU|UPC|NHS|NHS number|NI number|VAT no.|VAT number|Company number|Company no.|Charity number|Registration no.|Reg. no.|EIN|SSN|Tax ID|ZIP|ZIP code|Postcode|Passport number|Licence number|License no.|VIN|IMEI|ISBN|ISBN-10|ISSN|DOI|Flight number|Meeting ID|Booking reference|Booking number|Reservation number|Confirmation number|Ticket|Ticket no.|Docket no.|Patent no.|Batch no.|Lot no.|Room|Suite|Page|pp.|Version|GPS|Coordinates|Barcode|Routing number|Card number|Employee number|Student ID|Transaction ID',
    ),
  },
  fr: {
    phone: list(
      "Tél.|Tél|N° de téléphone|N° tél.|Numéro de téléphone|Téléphone fixe|Tél. portable|Portable|Mobile|Fax|Télécopie|Standard téléphonique|Service client|Service clients|Service clientèle|Service après-vente|SAV|Urgences|Numéro d'urgence|N° d'urgence|Numéro vert|N° vert|Numéro gratuit|Numéro de contact|Contact|Appelez le|Appelez-nous au|Secrétariat|Accueil|Ligne directe|Tél. bureau|Téléphone (domicile)|Assistance|Notre numéro|Numéro du service client|Joignable au",
    ),
    department: list(
      'Suivi|Suivi des commandes|Commandes|Service commandes|Clients|Réservations|Réservation|Dossiers|Articles|Contrats|Abonnements|Police municipale|Police|Facturation|Comptabilité|Immatriculations|Colis|Série Noire|Références clients|Brevets|Direction|Bureau',
    ),
    other: list(
      'Commande n°|N° de commande|Numéro de commande|Commande|Facture|Facture n°|N° de facture|Référence|Réf.|Numéro de suivi|N° de suivi|N° colis|N° client|Numéro client|Code client|N° de dossier|Dossier n°|Dossier|N° de compte|Compte bancaire|Code banque|Code postal|CP|SIREN|SIRET|TVA|N° TVA|RCS Paris|N° fiscal|N° de contrat|Police n°|N° de police|N° de sécurité sociale|N° de série|Immatriculation|Code-barres|IBAN|N° de passeport|Numéro de réservation|Numéro de carte|N° d’adhérent|Page|Salle',
    ),
  },
  it: {
    phone: list(
      'Tel.|Telefono|N. tel.|Numero di telefono|Cell.|Cellulare|Numero di cellulare|Fax|Centralino|Recapito telefonico|Chiamare il|Chiamaci al|Servizio clienti|Assistenza clienti|Numero verde|Emergenze|Segreteria|Contatti|Prenotazioni|Pronto soccorso|Telefono ufficio|Tel. casa|Il nostro numero|Numero di emergenza',
    ),
    department: list(
      'Ordini|Clienti|Ufficio ordini|Spedizioni|Polizza|Contratti|Ufficio contratti|Pratiche auto|Ufficio pratiche|Fatturazione|Articoli sportivi|Conti correnti srl|Amministrazione|Magazzino|Vendite',
    ),
    other: list(
      'Ordine n.|Numero ordine|Numero d’ordine|Fattura|Fattura n.|Codice cliente|Numero cliente|Pratica|N. pratica|Articolo|Codice articolo|Numero di spedizione|Codice spedizione|Ticket|Rif.|Riferimento|Conto|Conto corrente n.|C/C|Codice fiscale|C.F.|P.IVA|Partita IVA|REA|CAP|Numero di serie|Polizza n.|Numero polizza|Matricola|Targa|Codice a barre|Numero carta|Protocollo n.|Pagina',
    ),
  },
  es: {
    phone: list(
      'Tel.|Teléfono|Tfno.|Tlf.|N.º de teléfono|Número de teléfono|Móvil|Celular|Fax|Centralita|Llame al|Llámenos al|Atención al cliente|Servicio al cliente|Servicio de atención al cliente|Reservas|Urgencias|Emergencias|Contacto|Secretaría|Teléfono fijo|Teléfono de contacto|Número de contacto|Número gratuito|WhatsApp|Asistencia|Nuestro número',
    ),
    department: list(
      'Pedidos|Citas|Cita previa|Clientes|Departamento de pedidos|Policía|Policía local|Póliza|Expedientes|Contratación|Facturación|Ventas|Artículos de oficina|Cuentas claras|Matrículas|Seguimiento|Registro civil',
    ),
    other: list(
      'Pedido n.º|Número de pedido|N.º de pedido|Factura|N.º de factura|Código de cliente|Número de cliente|Expediente|N.º de expediente|Artículo|Número de seguimiento|Ticket|Ref.|Referencia|Cuenta|Cuenta corriente n.º|N.º de cuenta|CIF|NIF|NIE|IVA|Número fiscal|Código postal|C.P.|Póliza n.º|Número de póliza|Número de serie|Matrícula n.º|Número de contrato|DNI|Código de barras|Página',
    ),
  },
  nl: {
    phone: list(
      'Tel.|Telefoon|Telefoonnummer|Tel.nr.|Mobiel|Mobiel nummer|GSM|Fax|Faxnummer|Bel|Bel ons op|Klantenservice|Klantcontact|Servicenummer|Noodnummer|Spoednummer|Contactnummer|Storingsdienst|Receptie|Balie|Klantenlijn|Reserveringen|Contact|Informatienummer|Helpdesk|Huisartsenpost|Ons nummer|Doorkiesnummer',
    ),
    department: list(
      'Bestellingen|Klanten|Ledenadministratie|Politie|Verzekeringen|Verzekering|Rekeningen|Facturatie|Artikelbeheer|Contractbeheer|Dossierbeheer|Pakketpunt|Verkoop|Orderafdeling|Kantoor',
    ),
    other: list(
      'Bestelnummer|Ordernummer|Order nr.|Factuur|Factuurnummer|Klantnummer|Klantnr.|Dossier|Dossiernummer|Artikelnummer|Artikel|Trackingnummer|Track & Trace-nummer|Ticket|Ref.|Referentie|Kenmerk|Rekening|Rekeningnummer|Rek. nr.|Bankrekening|KvK|KvK-nummer|BTW-nummer|BSN|Polisnummer|Lidnummer|Serienummer|Kenteken|Postcode|Huisnummer|Pagina|Patiëntnummer|Zendingsnummer',
    ),
  },
  pl: {
    phone: list(
      'Tel.|Telefon|Nr tel.|Nr telefonu|Numer telefonu|Tel. kom.|Kom.|Telefon komórkowy|Komórka|Faks|Infolinia|Centrala|Proszę dzwonić|Zadzwoń|Obsługa klienta|Biuro Obsługi Klienta|Dział obsługi klienta|Rejestracja|Rezerwacje|Sekretariat|Recepcja|Pogotowie|Numer alarmowy|Numer kontaktowy|Kontakt|Telefon kontaktowy|Nasz numer',
    ),
    department: list(
      'Zamówienia|Klienci|Dział zamówień|Ubezpieczenia|Umowy|Przesyłki|Księgowość|Faktury|Policja|Reklamacje|Dział sprzedaży|Rachunkowość|Artykuły biurowe|Sprawy lokalowe',
    ),
    other: list(
      'Numer zamówienia|Zamówienie nr|Nr zamówienia|Faktura|Faktura nr|Faktura VAT nr|Numer klienta|Nr klienta|Klient nr|Sprawa|Nr sprawy|Sygn. akt|Numer przesyłki|Nr listu przewozowego|Konto|Nr konta|Numer konta bankowego|Rachunek nr|NIP|REGON|KRS|PESEL|Kod pocztowy|Umowa nr|Numer umowy|Polisa nr|Nr polisy|Numer seryjny|Nr rejestracyjny|Strona|Nr dowodu|Artykuł|Kod kreskowy',
    ),
  },
  tr: {
    phone: list(
      'Tel.|TEL|Telefon|Tel. no|Telefon no|Telefon numarası|Telefon numaramız|TELEFON NUMARASI|Cep|Cep telefonu|GSM|Faks|FAKS|Santral|Çağrı merkezi|Müşteri hizmetleri|MÜŞTERİ HİZMETLERİ|İletişim|İLETİŞİM|Arayın|Bizi arayın|Danışma hattı|Acil|Rezervasyon|Randevu hattı|İrtibat|Sabit telefon|Numaramız',
    ),
    department: list(
      'Sipariş|Siparişler|Sipariş hattı|Müşteriler|Müşteri ilişkileri|Muhasebe|Sigorta|Satış|Polis|Depo|Kargo şirketi|Seri Ltd|Dosya merkezi|Servis',
    ),
    other: list(
      'Sipariş no|Sipariş numarası|SİPARİŞ NUMARASI|Fatura|Fatura no|Müşteri no|Müşteri numarası|Dosya no|Seri no|Kargo takip no|Takip no|Ticket|Ref.|Sözleşme no|Hesap|Hesap no|Hesap numarası|Banka hesap no|VKN|Vergi no|MERSİS no|TC kimlik no|Sicil no|Posta kodu|Poliçe no|Plaka|Sayfa|Oda|Abone no|Ürün kodu',
    ),
  },
  pt: {
    phone: list(
      'Tel.|Telefone|Telemóvel|Tlm.|N.º de telefone|Número de telefone|Celular|Fax|Ligue|Ligue para|Atendimento ao cliente|Apoio ao cliente|SAC|Contacto|Contato|Contactos|Central de atendimento|Emergência|Linha de apoio|Reservas|WhatsApp|Telefone fixo|Assistência técnica',
    ),
    department: list('Encomendas|Clientes|Polícia|Apólices|Faturação|Contratos|Vendas|Seguros|Processos'),
    other: list(
      'N.º de encomenda|Número do pedido|Fatura n.º|Fatura|N.º de cliente|Código de cliente|Contribuinte|NIF|CPF|CNPJ|NIB|Código postal|Referência|Processo n.º|N.º de série|Apólice n.º|Conta|N.º de conta|Matrícula|Página|Artigo',
    ),
  },
  da: {
    phone: list(
      'Tlf.|Tlf|Telefon|Telefonnummer|Tlf.nr.|Mobil|Mobilnummer|Fax|Ring til os på|Ring|Kundeservice|Kontakt|Hovednummer|Vagttelefon|Lægevagt|Reception|Direkte nummer|Nødnummer',
    ),
    department: list('Bestillinger|Kunder|Salg|Politi|Forsikring|Bogholderi|Medlemmer|Værksted'),
    other: list(
      'Ordrenummer|Ordrenr.|Fakturanummer|Faktura|Kundenummer|Kundenr.|CVR|CVR-nr.|CPR-nr.|Kontonummer|Reg.nr.|Varenummer|Sagsnr.|Postnr.|Medlemsnummer|Policenummer|Serienummer|Side',
    ),
  },
  sv: {
    phone: list(
      'Tel|Tfn|Telefon|Telefonnummer|Mobil|Mobilnummer|Fax|Ring|Ring oss på|Kundtjänst|Kundservice|Växel|Kontakt|Reception|Journummer|Direktnummer|Felanmälan',
    ),
    department: list('Beställningar|Kunder|Försäljning|Polisen|Försäkring|Ekonomi|Medlemmar|Verkstad'),
    other: list(
      'Ordernummer|Beställningsnummer|Fakturanummer|Faktura|Kundnummer|Organisationsnummer|Org.nr|Personnummer|Kontonummer|Clearingnummer|Bankgiro|Plusgiro|OCR-nummer|Artikelnummer|Postnummer|Ärendenummer|Försäkringsnummer|Sida',
    ),
  },
  nb: {
    phone: list(
      'Tlf.|Telefon|Telefonnummer|Mobil|Mobilnummer|Faks|Ring|Ring oss på|Kundeservice|Kundesenter|Sentralbord|Legevakt|Vakttelefon|Kontakt|Resepsjon|Nødnummer',
    ),
    department: list('Bestillinger|Kunder|Salg|Politiet|Forsikring|Regnskap|Medlemmer'),
    other: list(
      'Ordrenummer|Ordrenr.|Fakturanummer|Kundenummer|Org.nr.|Organisasjonsnummer|Fødselsnummer|Kontonummer|KID|Varenummer|Saksnummer|Postnummer|Medlemsnummer|Side',
    ),
  },
  fi: {
    phone: list(
      'Puh.|Puhelin|Puhelinnumero|Matkapuhelin|GSM|Faksi|Soita|Soita meille|Asiakaspalvelu|Vaihde|Ajanvaraus|Päivystys|Yhteystiedot|Kännykkä|Hätänumero|Asiakaspalvelunumero',
    ),
    department: list('Tilaukset|Asiakkaat|Myynti|Poliisi|Vakuutus|Laskutus|Jäsenet'),
    other: list(
      'Tilausnumero|Laskun numero|Laskunumero|Asiakasnumero|Y-tunnus|Tilinumero|Viitenumero|Tuotenumero|Henkilötunnus|Postinumero|Jäsennumero|Sarjanumero|Sivu',
    ),
  },
  cs: {
    phone: list(
      'Tel.|Telefon|Telefonní číslo|Tel. číslo|Mobil|Mob.|Fax|Volejte|Zavolejte na|Zákaznická linka|Zákaznický servis|Infolinka|Recepce|Ústředna|Pevná linka|Kontakt|Pohotovost',
    ),
    department: list('Objednávky|Zákazníci|Prodej|Policie|Pojištění|Účtárna|Členové|Faktury'),
    other: list(
      'Číslo objednávky|Objednávka č.|Číslo faktury|Faktura č.|Zákaznické číslo|IČO|IČ|DIČ|Číslo účtu|Č. ú.|Variabilní symbol|VS|Rodné číslo|PSČ|Číslo zásilky|Číslo smlouvy|Sp. zn.|Sériové číslo|Strana',
    ),
  },
  sk: {
    phone: list(
      'Tel.|Telefón|Telefónne číslo|Tel. č.|Mobil|Mob.|Fax|Volajte|Zavolajte na|Zákaznícka linka|Zákaznícky servis|Infolinka|Recepcia|Kontakt|Pohotovosť',
    ),
    department: list('Objednávky|Zákazníci|Predaj|Polícia|Poistenie|Účtovníctvo'),
    other: list(
      'Číslo objednávky|Objednávka č.|Číslo faktúry|IČO|DIČ|Číslo účtu|Variabilný symbol|Rodné číslo|PSČ|Číslo zásielky|Číslo zmluvy|Strana',
    ),
  },
  hu: {
    phone: list(
      'Tel.|Telefon|Telefonszám|Mobil|Mobilszám|Mobiltelefon|Fax|Hívja|Ügyfélszolgálat|Ügyfélvonal|Ügyelet|Segélyhívó|Kapcsolat|Recepció|Bejelentkezés|Vezetékes',
    ),
    department: list('Rendelések|Ügyfelek|Értékesítés|Rendőrség|Biztosítás|Könyvelés|Számlázás'),
    other: list(
      'Rendelésszám|Rendelési szám|Számlaszám|Bankszámlaszám|Számla|Adószám|Cégjegyzékszám|Ügyfélszám|Cikkszám|Irányítószám|Ügyszám|TAJ szám|Sorozatszám|Csomagszám|Oldal',
    ),
  },
  ro: {
    phone: list(
      'Tel.|Telefon|Număr de telefon|Nr. telefon|Mobil|Telefon mobil|Fax|Sunați la|Apelați|Serviciul clienți|Relații cu clienții|Rezervări|Programări|Contact|Urgențe|Recepție|TelVerde',
    ),
    department: list('Comenzi|Clienți|Vânzări|Poliția|Asigurări|Contabilitate|Facturare'),
    other: list(
      'Număr comandă|Număr de comandă|Nr. comandă|Comanda nr.|Factura nr.|Factură|CUI|CIF|CNP|Cod client|Cod poștal|Număr de cont|Cont|AWB|Nr. dosar|Număr contract|Pagina',
    ),
  },
  el: {
    phone: list(
      'Τηλ.|Τηλέφωνο|ΤΗΛΕΦΩΝΟ|Τηλ. επικοινωνίας|Αριθμός τηλεφώνου|Κιν.|Κινητό|Σταθερό|Φαξ|Καλέστε|Καλέστε μας στο|Εξυπηρέτηση πελατών|Επικοινωνία|Γραμματεία|Κρατήσεις|Τηλεφωνικό κέντρο',
    ),
    department: list('Παραγγελίες|Πελάτες|Πωλήσεις|Αστυνομία|Ασφάλειες|Λογιστήριο'),
    other: list(
      'Αριθμός παραγγελίας|Αρ. παραγγελίας|Αριθμός τιμολογίου|Τιμολόγιο|ΑΦΜ|Α.Φ.Μ.|ΑΜΚΑ|Αριθμός λογαριασμού|Τ.Κ.|ΤΚ|Κωδικός πελάτη|Αρ. πρωτ.|Κωδικός προϊόντος|Σελίδα',
    ),
  },
  ru: {
    phone: list(
      'тел.|Телефон|ТЕЛЕФОН|Номер телефона|моб.|Мобильный|Мобильный телефон|Сотовый|Факс|Звоните|Звоните по телефону|Позвоните нам|Горячая линия|Служба поддержки|Контактный телефон|Контакты|Справочная|Приёмная|Диспетчерская|Наш номер',
    ),
    department: list('Заказы|Клиенты|Отдел продаж|Полиция|Страхование|Бухгалтерия|Отдел заказов'),
    other: list(
      'Номер заказа|Заказ №|Заказ|Номер счёта|Счёт №|ИНН|КПП|ОГРН|СНИЛС|Р/с|БИК|Номер договора|Договор №|Артикул|Индекс|Почтовый индекс|Серийный номер|Номер накладной|Трек-номер|Полис №|стр.',
    ),
  },
  uk: {
    phone: list(
      'тел.|Телефон|Номер телефону|моб.|Мобільний|Факс|Телефонуйте|Зателефонуйте|Дзвоніть|Гаряча лінія|Служба підтримки|Контактний телефон|Контакти|Довідкова',
    ),
    department: list('Замовлення|Клієнти|Відділ продажу|Поліція|Страхування|Бухгалтерія'),
    other: list(
      'Номер замовлення|Замовлення №|Номер рахунку|Рахунок №|ЄДРПОУ|ІПН|МФО|Номер договору|Договір №|Артикул|Індекс|Поштовий індекс|Серійний номер|Номер накладної|Поліс №',
    ),
  },
  ar: {
    phone: list(
      'هاتف|الهاتف|رقم الهاتف|تلفون|ت|جوال|الجوال|رقم الجوال|موبايل|محمول|فاكس|اتصل بنا|اتصل على|للاتصال|خدمة العملاء|الخط الساخن|الطوارئ|للتواصل|واتساب',
    ),
    department: list('المبيعات|العملاء|الشرطة|التأمين|المحاسبة|الطلبات'),
    other: list(
      'رقم الطلب|رقم الفاتورة|فاتورة رقم|رقم الحساب|رقم العميل|الرمز البريدي|الرقم الضريبي|السجل التجاري|رقم الهوية|رقم التتبع|رقم الشحنة|رقم العقد|رقم البوليصة|صفحة',
    ),
  },
  he: {
    phone: list(
      'טל|טל.|טלפון|מספר טלפון|נייד|טלפון נייד|פקס|חייגו|התקשרו|התקשרו אלינו|שירות לקוחות|מוקד שירות|מזכירות|להזמנות|חירום|וואטסאפ',
    ),
    department: list('מכירות|לקוחות|משטרה|ביטוח|הנהלת חשבונות'),
    other: list(
      'מספר הזמנה|מס׳ הזמנה|מספר חשבונית|חשבונית|מספר חשבון|מספר לקוח|ח.פ.|ע.מ.|ת.ז.|מיקוד|מספר משלוח|מספר תיק|מספר פוליסה|עמוד',
    ),
  },
  zh: {
    phone: list(
      '电话|電話|联系电话|聯絡電話|电话号码|電話號碼|手机|手機|手机号码|传真|傳真|热线|服务热线|客服电话|客服热线|咨询电话|请拨打|請致電|致电|总机|座机|固定电话|报警电话|预约电话|您的电话是|TEL|办公电话',
    ),
    department: list('销售部|客户|警察局|保险|会计部|订购|人民路100号'),
    other: list(
      '订单号|訂單編號|快递单号|运单号|邮编|郵遞區號|邮政编码|身份证号|银行账号|账号|發票號碼|发票号|税号|统一社会信用代码|统一編號|客户编号|会员号|产品编号|型号|QQ|备案号|合同编号|保单号|流水号|卡号',
    ),
  },
  ja: {
    phone: list(
      '電話|お電話|TEL|ＴＥＬ|電話番号|電話番号は|お電話は|携帯|携帯電話|携帯番号|FAX|ＦＡＸ|ファックス|FAX番号|お問い合わせ|お問い合わせ先|お問い合わせは|ご予約|予約専用ダイヤル|フリーダイヤル|連絡先|代表|代表電話|コールセンター|緊急連絡先|ご予約・お問い合わせ|電話受付|内線',
    ),
    department: list('営業部|お客様|警察署|保険|経理部|ご注文|総務課'),
    other: list(
      '注文番号|ご注文番号|会員番号|お客様番号|郵便番号|〒|口座番号|伝票番号|お問い合わせ番号|追跡番号|商品番号|商品コード|型番|品番|登録番号|法人番号|証券番号|予約番号|整理番号|請求書番号|契約番号|製造番号|シリアル番号|管理番号|受付番号|カード番号|社員番号',
    ),
  },
  ko: {
    phone: list(
      '전화|전화번호|전화번호는|대표전화|대표번호|연락처|휴대폰|휴대폰 번호|핸드폰|팩스|팩스번호|고객센터|문의|문의전화|예약문의|상담전화|콜센터|TEL|직통전화|긴급전화',
    ),
    department: list('영업부|고객|경찰서|보험|경리부|주문'),
    other: list(
      '주문번호|주문 번호|우편번호|사업자등록번호|계좌번호|송장번호|운송장번호|회원번호|고객번호|제품번호|모델번호|등록번호|법인등록번호|증권번호|예약번호|카드번호|주민등록번호|페이지',
    ),
  },
};
