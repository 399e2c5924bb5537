/**
 * What words before a number mean, in 25 languages. Spelled as people write them; `words.ts` drops accents and case. A word
 * stands once, though it may serve several languages.
 */

/** Labels of a phone number, and requests to call it. */
export const PHONE: Record<string, string> = {
  de: `Notarzt Ärztenotruf tf Zentralruf Taxiruf Funkruf Telefon Tel Telef Telnr Fon Handy Hotline Ruf Notruf
    Rückruf Anruf anrufen
    Fernruf Rufnummer Rufnr Durchwahl DW Mobil Mobiltelefon Mobilfunk Festnetz Telefax Fax Faxnr FeTAp
    telefonisch telefonische Servicetelefon erreichbar rufen ruft erreichen erreichst telefonieren wählen wähle
    Nebenstelle Apparat Funk ISDN Nottelefon Anrufbeantworter`,
  en: `speak ddi tels caller callee sip callto phone phones telephone telephones call calls calling callback dial
    ring text mobile cell cellphone cellular smartphone landline fax facsimile pager beeper hotline helpline
    infoline tollfree switchboard whatsapp wa viber telegram signal sms tty tdd voip voicemail ph phn mob cel
    extension ext telno callus phoneno hp handphone reach`,
  fr: `téléphone téléphones tél portable fixe GSM télécopie télécopieur appelez appeler appel appels joindre
    composez composer téléphonez téléphoner rappeler rappelez joignable tph tlphone`,
  it: `telefonicamente telefono telefoni tel telefonico telefonica telefonici telefonare telefonate cellulare
    cellulari cell fisso chiamare chiamate chiama chiamaci chiamateci chiamata richiamare richiamate recapito
    recapiti centralino`,
  es: `telefónicamente tels teléfono teléfonos teléf tfno tfnos tlf tlfno tfn móvil móviles celular celulares llame
    llamar llámenos llámanos llama llamada llamadas llamando marque marcar telefónico telefónica centralita
    telefax conmutador fono`,
  pt: `telefone telefones fone fones linha linhas telemóvel telemóveis tlm telm telef ligue ligar telefónico
    telefônico celulares whats`,
  nl: `bereiken bereikbaar klantenlijn tiplijn infolijn hulplijn doorkiesnummer doorkies telefoon telefoons
    telefoonnr telefonisch bel bellen belt terugbellen mobiel mobieltje vast telnr tst faxnr noodnummer
    telefoonnummer`,
  pl: `komórki centrala centrali telefonu telefony telefonicznie telefoniczny telefoniczna telefonów kom komórka
    komórkowy komórkowe komórkowego komórkę stacjonarny stacjonarne faks faksu infolinia infolinii infolinię
    dzwoń dzwonić dzwonimy zadzwoń zadzwonić oddzwonić oddzwaniamy telefaks`,
  tr: `numaramız telefonu telefonlar telefonumuz tlf cep cepten gsm faks belgegeçer santral arayın arayınız ara
    arayabilirsiniz aramak çağrı irtibat`,
  da: 'nødnummer vagtnummer tlf tlfnr mobiltelefon fastnet ring ringe opkald mobilnr telefonnr',
  sv: 'journummer tfn telefonnr mobilnr växel ring ringa samtal mobilen telefonen',
  nb: 'mobilen tlf telefonen sentralbord ringe telefaks',
  fi: `puhelin puh puhelimitse puhelimella matkapuhelin matkapuh gsm kännykkä soita soittakaa soittaa vaihde faksi
    lankapuhelin`,
  cs: `telefonní telefonu telefonicky mobilní mob volejte zavolejte volat zavolat pevná ústředna linka linku
    infolinka tísňová`,
  sk: 'telefónne telefón telefónu telefonicky mobilný volajte zavolajte volať zavolať',
  hu: `telefonszám telefonon telefonos telefax mobiltelefon vezetékes hívja hívjon hívjanak hívható hívás hívószám
    mobilszám faxszám ügyfélvonal központi`,
  ro: `telefonul telefonic sunați suna sună apelați apel apeluri mobilul fix telefoane telverde`,
  el: `τηλέφωνο τηλέφωνα τηλ τηλεφωνικό τηλεφωνικό τηλεφωνήστε καλέστε κιν κινητό κινητά σταθερό φαξ φάξ κλήση
    κλήσεις τηλεομοιοτυπία`,
  ru: `телефон телефоны телефона телефону телефонный телефоном тел т моб мобильный мобильного сотовый сот факс
    факса звоните позвоните звонок звонить позвонить звонки городской вайбер ватсап диспетчерская доб вотсап`,
  uk: `телефонуйте зателефонуйте телефонувати дзвоніть подзвоніть дзвінок мобільний мобільного стаціонарний гаряча`,
  ar: `الساخن رقمنا هاتف الهاتف هاتفيا تلفون تليفون التليفون ت جوال الجوال محمول المحمول موبايل نقال فاكس الفاكس
    اتصل اتصلوا للاتصال الاتصال اتصال واتساب واتس خلوي تحويلة هواتف بنا`,
  he: `מספרנו טלפון טל טלפונים בטלפון נייד סלולרי סלולארי פקס חייגו חייג התקשרו התקשר להתקשר לטלפון וואטסאפ מוקד
    בנייד צלצלו טלפקס`,
};

/** Services that people call: strong enough to be a label, with or without a colon. */
export const SERVICE: Record<string, string> = {
  de: `Infos Erreichbarkeit Service Kundenservice Kundendienst Kundenbetreuung Kundencenter Notdienst
    Bereitschaftsdienst Störungsdienst Pannendienst Bereitschaft Pannenhilfe Zentrale Telefonzentrale
    Sekretariat Vorzimmer Rezeption Empfang Auskunft Support Helpdesk Callcenter Contactcenter Leitstelle
    Rettung Feuerwehr Giftnotruf Kontakt Kundenkontakt Ansprechpartner Ansprechpartnerin Störungsmeldung
    Störungsannahme Bürgertelefon`,
  en: `toll helpdesk service services support contact contacts reception receptionist enquiries inquiries ambulance
    customerservice customercare desk callcentre callcenter care concierge dispatch telesales freephone`,
  fr: `contact contacts contactez contacter accueil standardiste secrétariat urgence urgences dépannage SAV
    astreinte SAMU assistance renseignements`,
  it: `utenza rete contatto contatti contattare contattateci contattaci assistenza servizio segreteria emergenza
    emergenze informazioni soccorso intervento accoglienza`,
  es: `información contacto contáctenos contactar contáctanos atención servicio secretaría urgencias emergencias
    recepción asistencia soporte informes`,
  pt: `SAC contato contatos contactos contacte contate atendimento serviço serviços apoio suporte emergência
    marcações assistência ouvidoria `,
  nl: `contactpersoon spoedgevallen centrale contact klantenservice klantcontact klantendienst storingsdienst spoed
    noodgeval receptie meldkamer huisartsenpost balie secretariaat spoedlijn helpdesk`,
  pl: `rejestracji informacja informacje kontakt kontaktowy kontaktowe obsługa obsługi obsługę biuro sekretariat
    sekretariatu recepcja rejestracja pogotowie wsparcie pomoc dyżurny`,
  tr: `ulaşın bilgi iletişim hizmetleri hizmet hizmeti destek resepsiyon danışma sekreterlik hattı hattımız acil
    ambulans itfaiye`,
  da: 'kundeservice kontakt reception vagttelefon omstilling hovednummer lægevagt akut vagten',
  sv: 'kundtjänst kundservice kontakta reception jouren felanmälan ',
  nb: 'kundesenter kundeservice resepsjon legevakt vakttelefon',
  fi: `asiakaspalvelu palvelu ajanvaraus päivystys vastaanotto neuvonta yhteystiedot hätänumero asiakaspalvelun`,
  cs: 'zákaznická zákaznický recepce kontakty podpora pohotovost dispečink',
  sk: 'zákaznícka zákaznícky recepcia kontakty podpora pohotovosť',
  hu: `ügyfélszolgálat ügyfélszolgálati kapcsolat recepció ügyelet segélyhívó diszpécser bejelentkezés
    időpontfoglalás`,
  ro: 'serviciul relații serviciu suport contactați dispecerat urgențe recepție programări',
  el: 'επικοινωνία εξυπηρέτηση υποστήριξη γραμματεία επικοινωνήστε ρεσεψιόν ραντεβού',
  ru: `контакт контакты поддержка поддержки служба службы приёмная ресепшн справочная горячая диспетчер`,
  uk: 'контакти підтримка підтримки служба довідкова приймальня',
  ar: 'خدمة الدعم للتواصل تواصل التواصل الطوارئ طوارئ الاستقبال للحجز الاستعلامات',
  he: 'שירות לשירות מזכירות תמיכה חירום קבלה לפרטים הזמנות להזמנות ליצירת',
};

/** Departments, people and acts. With a sign behind they are a weak label: a number that may be one, is one. */
export const DEPARTMENT: Record<string, string> = {
  de: `Abteilung Vertrieb Einkauf Verkauf Buchhaltung Rechnungswesen Verwaltung Anmeldung Bestellannahme
    Auftragsannahme Paketannahme Annahme Büro Praxis Reservierung Reservierungen Bestellungen Aufträge Tickets
    Buchungen Lager Werkstatt Filiale Geschäftsstelle Beratung Betreuung Pforte Hausmeister Sprechstunde
    Vermittlung Terminvereinbarung Personalabteilung Redaktion Presse Anzeigen Amt`,
  en: `parts claims sales reservations bookings orders accounts membership contracts clients customers members
    articles tickets billing payments purchasing marketing press appointments department dept office team
    admissions registry returns repairs deliveries warehouse shop store workshop personnel hr human accounting
    manager`,
  fr: `poste standard réservation réservations commandes clients abonnements abonnement livraisons factures ventes
    achats comptabilité direction mairie bureau boutique magasin atelier inscriptions dossiers adhésions
    contrats`,
  it: `ordini clienti vendite acquisti amministrazione ufficio negozio officina magazzino contabilità iscrizioni
    portineria direzione spedizioni biglietti pratiche articoli`,
  es: `cita citas pedidos clientes ventas compras administración oficina tienda taller almacén contabilidad
    inscripciones dirección envíos entradas facturación matrículas artículos`,
  pt: `encomendas pedidos clientes vendas compras escritório loja oficina armazém secretaria faturação financeiro
    inscrições`,
  nl: `bestellingen klanten verkoop inkoop administratie kantoor winkel werkplaats magazijn boekhouding
    ledenadministratie leden facturen aanmelden afspraken gemeente loket`,
  pl: `zamówienia klienci sprzedaż zakupy księgowość sklep warsztat magazyn dział zapisy przesyłki faktury
    reklamacje serwis dyrekcja`,
  tr: `randevu işlemleri işlemler siparişler müşteriler satış ofis muhasebe mağaza servis depo kayıt sevkiyat`,
  da: `ordrer bestillinger salg indkøb bogholderi kontor butik værksted lager afdeling administration`,
  sv: 'beställningar försäljning inköp ekonomi butik verkstad avdelning',
  nb: 'bestillinger salg innkjøp regnskap butikk verksted avdeling',
  fi: 'tilaukset myynti osto toimisto myymälä korjaamo varasto laskutus',
  cs: 'objednávky prodej nákup účtárna kancelář prodejna dílna sklad oddělení fakturace',
  sk: 'predaj účtovníctvo kancelária predajňa dielňa oddelenie objednávky',
  hu: 'rendelések értékesítés iroda bolt műhely raktár könyvelés osztály',
  ro: 'comenzi vânzări birou magazin atelier depozit contabilitate departament',
  el: 'παραγγελίες πωλήσεις γραφείο κατάστημα συνεργείο αποθήκη λογιστήριο τμήμα',
  ru: 'заказы продажи офис магазин мастерская склад бухгалтерия отдел доставка касса',
  uk: 'замовлення продаж офіс магазин відділ бухгалтерія',
  ar: 'المبيعات مبيعات المكتب مكتب قسم المتجر الإدارة الطلبات',
  he: 'מכירות משרד מחלקת חנות הנהלה הנהלת',
};

/** What a number of one's phone is for, or where it rings. Directly before `number` they make it a phone's. */
export const PURPOSE: Record<string, string> = {
  de: `Notfall Sammel Zentral Info Informations Beratungs Beratung Büro Dienst Geschäft geschäftl geschäftlich
    geschäftliche gesch dienstl dienstlich dienstliche privat private priv Haupt Firma Firmen Taxi Pannen
    Störungs Spenden Direkt direkt direkte Heim Arbeit beruflich Reserve Ausweich Ersatz gebührenfreie
    kostenlose Auskunfts Praxis Gäste Vertretung`,
  en: `weekend night nighttime direct daytime evening emergency free toll home work office business personal
    private main general alternative alternate secondary primary public assistant night info taxi information`,
  fr: `direct directe vert gratuit surtaxé professionnel professionnelle pro perso personnel personnelle domicile
    travail privé principal secours azur indigo`,
  it: `diretto verde gratuito emergenza casa ufficio lavoro abitazione personale principale privato aziendale
    reperibile utile utili`,
  es: `fijo fijos directo gratuito casa oficina trabajo particular personal principal emergencia domicilio 
    gratis empresa`,
  pt: `fixo técnica directo direto gratuito casa trabalho escritório residencial comercial residência empresa geral
    verde`,
  nl: `storing storings alarm informatie direct rechtstreeks gratis thuis privé werk zakelijk kantoor algemeen vast
    nood`,
  pl: 'bezpośredni bezpłatny domowy służbowy prywatny alarmowy firmowy dom praca główny',
  tr: 'direkt ücretsiz ev ofis özel',
  nordic: 'direkte gratis hjem hem arbejde arbete arbeid jobb privat kontor koti työ suora',
  east: `přímý práce domů soukromý bezplatný zelená bezplatná közvetlen otthoni munkahelyi ingyenes zöld direct
    gratuit acasă serviciu birou δωρεάν εργασία σπίτι οικίας рабочий домашний прямой бесплатный личный
    справочный контактный робочий домашній прямий безкоштовний контактний`,
  semitic: 'مباشر مجاني المنزل العمل منزل عمل المجاني בית עבודה ישיר ישראל',
};

/** Say whose or which number it is; they look through to what stands before them. */
export const DETERMINER: Record<string, string> = {
  any: `ons erste zweite andere first second other premier autre primo altro primer otro primeiro outro eerste ander
    pierwszy drugi inny unsere unserer unserem ihrem meine meiner deine Ihre neue neuen neu alte alten diese
    dieser folgende folgenden selben our my your his her their new old this that following same notre votre mon
    nouveau nouvelle ce suivant nostro nostra mio nuovo nuova questo seguente nuestro nuestra mi nuevo nueva
    siguiente nosso nossa meu novo nova seguinte onze mijn nieuw nieuwe dit volgende nasz nasze mój nowy nowe
    ten poniższy bizim yeni vores nyt nye vårt vår mitt nya náš naše můj nový nové nostru noul наш новый мой
    этот наш мій новий`,
};

/** Words that mean `number`; what stands beside them says of what. */
export const NUMBER: Record<string, string> = {
  any: `c 번호 番号 nr no n num nummer number numbers nummern nbr numéro numéros numero número números numer numery
    numeru numerem numarası numaraları numaranız numara numarasını numéroter nro nummeret nummret číslo čísla čísle čísla
    szám száma număr numărul numere αριθμός αρ αριθμό номер номера номеру номером но رقم أرقام الرقم מספר מס
    מספרי`,
};
/** The same at the end of a compound: `Handynummer`, `tilausnumero`, `ügyfélszám`. */
export const NUMBER_HEAD = 'nummern nummer nummeret nummret number numero numara szám száma számunk nr nro';

/** Compounds that end like these mean the same as the ending: `Bestellhotline`, `Diensthandy`, `asiakaspalvelupuhelin`. */
export const PHONE_HEAD = `telefon telefone telefono telephone telefoon telefonisch phone handy hotline helpline infoline fax telefax
    mobil puhelin sentral sentralbord durchwahl rufnummer`;
export const SERVICE_HEAD = `service services dienst betreuung beratung center zentrum centrum centre zentrale support desk sekretariat
    secretariaat auskunft rezeption kontakt contact palvelu tjänst vonal szolgálat tjeneste notruf notdienst`;
export const DEPARTMENT_HEAD = `abteilung annahme wesen verwaltung amt büro lager berater beraterin anwalt anwältin praxis team störung team
    administratie afdeling avdeling avdelning afdelingen kantoor kontor osasto osztály sprechstunde seelsorge
    stelle kasse schalter zulassung shop laden markt apotheke werkstatt verkauf vertrieb versand vermietung
    verleih leitung redaktion kanzlei station ambulanz anmeldung vereinbarung schule`;
/** Words that begin like these are inflected forms of one label. */
export const PHONE_STEM = 'telefon telephon телефон τηλεφων puhelim puhelin telefax mobiltelefon';

/** Stand between a label and its number, and leave it directly before: `our number is`. */
export const COPULA = `war was fue era était is ist are sind lautet lauten est sont es e è é to jest är er je van este είναι это هو
    הוא`;

/** Stand between a label and its number, and part them: `call us at`. */
export const FILLER = `at on under unter sur au aux al allo alla all le la les lo el il i der die das dem den the a an op via naar
    per bij pod na do ile numarasından by with über mit uns us nous nos ci auf für for of von vom zur zum zu de
    del della dello dei degli di du des d l da do dos das para por pour pe la la pri s na o em of en et and und
    y e i oder or ou of veya at på til till till med στο στα το την για по на за או על ב ל עם على إلى أو و unser
    cu`;

/** Whom a service is for: `Servizio clienti`. */
export const CUSTOMER = `cliente clientes clienti client clients clientèle klienta klientów klienci klanten klant kunden kunder
    müşteri müşteriler zákazníkov zákazníků clienților clienți πελατών клиентов клиента клієнтів العملاء לקוחות
    abonnés adhérents socios clienții`;

/** Directly before digits they begin a span, a time or a quantity. */
export const TIME = `bis seit ab von vom zwischen since until till from after before between of de del des du depuis après avant
    jusque di dal dalle dopo entro fino desde hasta después antes sinds vanaf tot tussen voor od przed między
    kadar sonra önce fra siden från sedan efter od до после με после`;

/** Together with what stands beside it, a label: `Direct line`, `Ligne directe`, `Çağrı merkezi`. Alone, as weak as a department. */
export const LINE = `line ligne línea linea linha linia linii linka linje linja lijn линия лінія γραμμή γραμμη خط الخط קו centre
    center centro centrum merkezi merkez zentrum κέντρο центр центрум`;
/** Compounds with a known first part: `Ticketline`, but neither `Deadline` nor `buslijn`. */
export const LINE_HEAD = 'line lijn linje linja linie';

/** Services that take bookings. Their name labels a phone, `número de reserva` does not. */
export const BOOKING = `reservas reservaciones reserveringen reserveren rezerwacja rezerwacje rezerwacji rezervasyon bokning
    rezervace rezervácie rezervácia rezervări prenotazione prenotazioni κρατήσεις حجوزات الحجز`;
