/** Headings of columns without numbers, as programs and people write them: field, then language. Words as `toWords` gives them; `|` separates headings. */
import type { AddressPart, AddressPlace, ContactText } from './file-contact.ts';

export const TEXT_HEADINGS: Record<ContactText, Record<string, string>> = {
  displayName: {
    en: 'display name|full name|contact name|fullname|displayname|contact|file as|cn|common name|person|contact person|customer name|client name',
    de: 'anzeigename|vollstandiger name|ansprechpartner|kontakt|vor und nachname|name vorname|vorname nachname|angezeigter name|ganzer name|kontaktperson|kundenname|ansprechperson',
    fr: 'nom complet|nom affiche|nom prenom|prenom nom|nom et prenom',
    other:
      'nombre completo|nombre y apellidos|nome completo|nome visualizzato|volledige naam|weergavenaam|nazwa wyswietlana|imie nazwisko|imie i nazwisko|gorunen ad|ad soyad|adi soyadi|ad soyadi|fuldt navn|vist navn|visningsnavn|fullstandigt namn|visningsnamn|fullt navn|koko nimi|nayttonimi|cele jmeno|zobrazovane jmeno|jmeno prijmeni|jmeno a prijmeni|teljes nev|megjelenitett nev|nume complet|nume si prenume|nume afisat|полное имя|фио|отображаемое имя|ονοματεπωνυμο|πληρες ονομα|氏名|姓名|名前|이름',
  },
  givenName: {
    en: 'first name|given name|forename|firstname|givenname|first',
    de: 'vorname|rufname|vornamen',
    other:
      'prenom|prenoms|primer nombre|nombre de pila|nome proprio|primeiro nome|voornaam|imie|imiona|fornavn|fornamn|etunimi|krestni jmeno|krestne meno|utonev|keresztnev|prenume|имя|ім|ονομα|adi|名',
  },
  middleName: {
    en: 'middle name|additional name|middlename|middle initial',
    de: 'weitere vornamen|zweiter vorname|mittelname',
    other:
      'deuxieme prenom|second prenom|autres prenoms|segundo nombre|secondo nome|segundo nome|nome do meio|middelste naam|tweede voornaam|tussenvoegsel|drugie imie|ikinci ad|mellemnavn|mellannamn|mellomnavn|toinen nimi|druhe jmeno|prostredni jmeno|masodik utonev|kozepso nev|al doilea prenume|отчество|по батькові|πατρωνυμο|μεσαιο ονομα|δευτερο ονομα',
  },
  surname: {
    en: 'last name|family name|surname|lastname|familyname|sn|last',
    de: 'nachname|familienname|zuname',
    other:
      'nom de famille|apellidos|apellido|primer apellido|cognome|achternaam|familienaam|nazwisko|apelido|apelidos|sobrenome|ultimo nome|soyad|soyadi|soyisim|efternavn|efternamn|etternavn|sukunimi|prijmeni|priezvisko|vezeteknev|csaladnev|nume de familie|фамилия|прізвище|επωνυμο|επιθετο|姓',
  },
  nickName: {
    en: 'nickname|nick name|alias',
    other:
      'spitzname|surnom|apodo|alias|soprannome|bijnaam|pseudonim|takma ad|kaldenavn|smeknamn|kallenavn|lempinimi|prezdivka|becenev|porecla|прозвище|псевдоним|ψευδωνυμο',
  },
  title: {
    en: 'salutation|name prefix|prefix|honorific|courtesy title',
    de: 'anrede|titel|akademischer titel|namensprafix',
    other:
      'civilite|titre|tratamiento|titulo|titolo|aanhef|tytul|zwrot grzecznosciowy|unvan|tittel|titteli|puhuttelu|osloveni|titul|megszolitas|titlu|обращение|τιτλος|προσφωνηση',
  },
  generation: {
    en: 'suffix|name suffix|generation qualifier',
    other:
      'namenssuffix|suffixe|sufijo|titolo straniero|suffisso|achtervoegsel|sufiks|sufixo|sonek|suffiks|loppuliite|pripona|utotag|sufix|суффикс|επιθημα',
  },
  initials: {
    en: 'initials',
    other:
      'initialen|initiales|iniciales|iniziali|voorletters|inicjaly|iniciais|adin bas harfleri|initialer|initialar|nimikirjaimet|inicialy|monogram|initiale|инициалы|αρχικα',
  },
  yomiGivenName: { en: 'given yomi|first name phonetic|phonetic first name|given name yomi|yomi first name' },
  yomiSurname: {
    en: 'surname yomi|last name phonetic|phonetic last name|family name yomi|yomi last name|surname phonetic',
  },
  yomiCompanyName: { en: 'company yomi|organization phonetic name|organization yomi name|yomi company' },
  companyName: {
    en: 'company|company name|organization|organisation|organization name|account name|employer|associated company',
    de: 'firma|unternehmen|firmenname|organisation|betrieb|arbeitgeber|kunde|firma name',
    other:
      'societe|entreprise|organisation|raison sociale|empresa|organizacion|compania|razon social|societa|azienda|ragione sociale|ditta|organizzazione|bedrijf|bedrijfsnaam|organisatie|przedsiebiorstwo|organizacja|nazwa firmy|organizacao|companhia|sirket|kurum|firma adi|virksomhed|firmanavn|foretag|foretagsnamn|bedrift|selskap|yritys|organisaatio|spolecnost|organizace|spolocnost|ceg|cegnev|vallalat|companie|organizatie|организация|компания|фирма|організація|компанія|εταιρεια|επιχειρηση|οργανισμος|会社名|会社|公司|单位|회사',
  },
  department: {
    en: 'department|organization department|division|dept',
    other:
      'abteilung|service|departement|departamento|reparto|dipartimento|afdeling|dzial|bolum|departman|avdelning|avdeling|osasto|oddeleni|oddelenie|osztaly|departament|отдел|подразделение|відділ|τμημα|部署|部门',
  },
  jobTitle: {
    en: 'job title|organization title|jobtitle|position|function|role',
    de: 'position|funktion|stelle|berufsbezeichnung|stellenbezeichnung',
    other:
      'fonction|poste|intitule du poste|titre du poste|puesto|cargo|posizione|qualifica|mansione|functie|stanowisko|is unvani|gorev|pozisyon|stilling|stillingsbetegnelse|befattning|tehtavanimike|tehtava|funkce|pracovni pozice|pozice|beosztas|functie|должность|посада|θεση εργασιας|θεση|役職|职务|职位',
  },
  profession: {
    en: 'profession|occupation',
    other:
      'beruf|metier|profesion|professione|beroep|zawod|profissao|meslek|erhverv|yrke|ammatti|povolani|foglalkozas|profesie|профессия|επαγγελμα',
  },
  officeLocation: {
    en: 'office location|physical delivery office name|office|location office',
    other:
      'buro|bureau|ubicacion de la oficina|oficina|ubicazione ufficio|locatie van kantoor|kantoorlocatie|lokalizacja biura|local do escritorio|ofis konumu|kontorplacering|kontorsplats|kontorsted|toimiston sijainti|kancelar|iroda helye|iroda|locatie birou|расположение комнаты|комната|τοποθεσια γραφειου',
  },
  assistantName: {
    en: 'assistant name|assistants name|assistant',
    other:
      'name assistent|assistent in|assistent|nom de assistant|nom de assistante|nombre del ayudante|nome assistente|naam assistent|nazwisko asystenta|nome do assistente|asistanin adi|assistentens navn|assistentens namn|avustajan nimi|jmeno asistenta|asszisztens neve|numele asistentului|имя помощника',
  },
  manager: {
    en: 'manager|manager name|managers name',
    other:
      'name des der vorgesetzten|vorgesetzte|vorgesetzter|nom du responsable|nombre del jefe|nombre del director|nome manager|naam manager|nazwisko kierownika|nome do gerente|yoneticinin adi|chefens navn|chefens namn|esimiehen nimi|jmeno nadrizeneho|vezeto neve|numele managerului|руководитель',
  },
  spouseName: {
    en: 'spouse|partner|spouse name',
    other:
      'ehepartner|conjoint|conjoint e|conyuge|coniuge|partner naam|malzonek|conjuge|es|agtefaelle|make maka|ektefelle|puoliso|manzel|hazastars|sot|супруг|супруга',
  },
  businessHomePage: {
    en: 'web page|website|website value|url|homepage|home page|www|web|www home page|wwhome page|personal web page|web page url|website url',
    other:
      'webseite|internetseite|page web|site web|pagina web|pagina internet|sito web|webpagina|strona sieci web|strona internetowa|strona www|web sayfasi|webside|webbsida|nettside|www sivu|webova stranka|weblap|веб страница|сайт|ιστοσελιδα',
  },
  birthday: {
    en: 'birthday|birth date|date of birth|birthdate',
    other:
      'geburtstag|geburtsdatum|anniversaire|date de naissance|cumpleanos|fecha de nacimiento|compleanno|data di nascita|verjaardag|geboortedatum|urodziny|data urodzenia|aniversario|data de nascimento|dogum gunu|dogum tarihi|fodselsdag|fodelsedag|fodelsedatum|bursdag|syntymapaiva|narozeniny|datum narozeni|szuletesnap|zi de nastere|день рождения|дата рождения|γενεθλια',
  },
  personalNotes: {
    en: 'notes|note|comment|comments|remark|remarks|description|memo',
    de: 'notizen|notiz|bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|beschreibung',
    other:
      'remarques|remarque|commentaire|commentaires|notas|nota|observaciones|annotazioni|commenti|notities|opmerkingen|notatki|uwagi|observacoes|notlar|aciklama|noter|bemaerkninger|anteckningar|kommentarer|notater|muistiinpanot|huomautukset|poznamky|poznamka|megjegyzesek|jegyzetek|megjegyzes|observatii|заметки|примечание|комментарий|нотатки|σημειωσεις|備考|备注|メモ',
  },
};

/** A heading that means the whole name, the given name or the surname, by which other columns there are. */
export const NAME_HEADINGS =
  'name|names|nom|nombre|nome|naam|nazwa|isim|ad|navn|namn|nimi|jmeno|meno|nev|nume|название|имя и фамилия|ονομασια';

/** Outlook writes a person's address and academic title here, Salesforce and HubSpot the position, beside a salutation. */
export const TITLE_HEADING = 'title';

export const CATEGORY_HEADINGS =
  'categories|category|kategorien|kategorie|labels|group membership|groups|group|gruppen|gruppe|categories|categorie|categorias|categoria|categorieen|kategorie|kategoriler|kategorier|luokat|kategorie|kategoriak|categorii|категории|категорії|κατηγοριες|tags';

export const EMAIL_WORDS =
  'email emails mail mailadresse emailadresse mailadres emailadres messagerie courriel mel correo electronico posta elettronica eposta posta epost epostadress sahkoposti sahkopostiosoite mailova почта почты эл ηλεκτρονικου ηλεκτρονικο ταχυδρομειου メールアドレス メール 邮箱 电子邮件 이메일 smtp';
/** Words that a mail column may have beside. */
export const EMAIL_FILLERS =
  'primare primaire primaria adresse address addresses adres adresa adress adressen value primary secondary other work home business private personal proxy direccion de indirizzo endereco adresi osoite osoitteet cim adrese adresi di do da электронной эл адрес διευθυνση personlig geschaftlich privat bureau trabajo uff';

export const PLACE_WORDS: Record<AddressPlace, string> = {
  businessAddress:
    'business work geschaftlich firma bureau trabajo uff ufficio werkadres werk zakelijk sluzbowy sluzbowa comercial is arbejde arbete arbeid tyo zamestnani munkahelyi hivatali serviciu рабочий раб εργασιας billing mailing company office primary geschaft dienstlich',
  homeAddress:
    'home privat private domicile particular ab abitazione casa huisadres thuis domowy dom residencial ev hjem bolig hem hemadress koti domu otthoni domiciliu домашний дом οικιας',
  otherAddress:
    'other andere weitere autre otro otra altro ander adres inny inna outro diger anden annan annen muu jiny jine egyeb alta alt другой αλλο shipping',
};

/** Words of a part, whole headings of it joined; a heading is an address when one is left after its place. */
export const PART_WORDS: Record<AddressPart, string> = {
  street:
    'street|street address|address|address line|strasse|anschrift|adresse|rue|adresse postale|calle|direccion|domicilio|via|indirizzo|straat|adres|ulica|endereco|rua|morada|sokak|cadde|gade|vej|adress|gata|gate|katuosoite|osoite|katu|adresa|ulice|utca|cim|strada|улица|адрес|οδος|διευθυνση|住所|地址|strasse und hausnummer|strasse hausnummer|strasse nr',
  city: 'city|town|locality|ort|stadt|wohnort|ville|ciudad|localidad|poblacion|citta|comune|plaats|woonplaats|stad|miasto|miejscowosc|cidade|localidade|sehir|il|ilce|by|poststed|kaupunki|postitoimipaikka|mesto|obec|varos|telepules|oras|localitate|город|πολη|市区町村|城市',
  state:
    'state|province|region|state province|county|bundesland|kanton|bundesland kanton|land kanton|dep region|departement|provincia|provincia estado|provincia o estado|estado|provincie|wojewodztwo|distrito|eyalet|omrade|lan|fylke|maakunta|kraj|megye|judet|область|νομος|都道府県|省',
  postalCode:
    'postal code|zip|zip code|zip postal code|postcode|postleitzahl|plz|code postal|cp|codigo postal|cap|postnummer|postnr|kod pocztowy|cep|posta kodu|postinumero|psc|iranyitoszam|cod postal|почтовый индекс|индекс|τκ|郵便番号|邮编',
  countryOrRegion:
    'country|country region|country code|land|land region|staat|pays|pays region|pais|pais region|pais o region|paese|paese area geografica|nazione|kraj|kraj region|ulke|ulke bolge|maa|maa tai alue|zeme|stat|orszag|tara|страна|страна регион|χωρα|国|国家',
};

/** Columns that Ringcard knows and has no use for. */
export const UNUSED_HEADINGS =
  'gender|geschlecht|sexe|sexo|sesso|geslacht|plec|priority|prioritat|priorite|sensitivity|vertraulichkeit|private|privat|mileage|reisekilometer|kilometrage|language|sprache|langue|idioma|lingua|taal|location|account|konto|compte|anniversary|jahrestag|billing information|abrechnungsinformation|business address po box|home address po box|other address po box|postfach geschaftlich|postfach privat|weiteres postfach|business po box|children|kinder|enfants|directory server|verzeichnisserver|mail type|mail typ|mail display name|mail angezeigter name|email type|email display name|type de messagerie|nom complet de adresse de messagerie|government id number|regierungs|hobby|internet free busy|internet frei gebucht|keywords|stichworter|mots cles|organizational id number|organisations|referred by|empfohlen von|recommande par|user|benutzer|utilisateur|telex|screen name|custom|birth year|birth month|birth day|photo|bild|yomi name|maiden name|short name|subject|billing|directory|mail label|email label|address label|website label|relation label|relation value|event label|event value|custom field label|custom field value|id|uid|guid|record id|contact id|account id|contact owner|owner|create date|created|created date|last modified date|modified|last activity|last activity date|lifecycle stage|lead status|object class|objectclass|dn|distinguished name|sam account name|user principal name|userprincipalname|object guid|user account control|when created|when changed|name type|imaddress|im address|preferred mail format|page web personnelle|im label|im service|im value|workstation|vat|street house number';
