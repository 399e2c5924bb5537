import { describe, expect, it } from 'vitest';
import { lines, readFile } from './support/read-people.ts';

const ANNA = 'Anna Berger: business 030 23125123, mobile 0176 04069001';

describe('CSV as programs write it', () => {
  const english =
    '"First Name","Last Name","Company","Business Phone","Mobile Phone","Company Main Phone","E-mail Address"';
  it('Outlook in English', () => {
    const row =
      '"Ada","Lovelace","Engine, Ltd","020 7946 0001","07700 900001","020 7946 0000","ada@engine.example"';
    const { people, contacts, notes } = readFile(lines(english, row), 'GB');
    expect(notes).toEqual([]);
    expect(people).toEqual([
      'Ada Lovelace (Engine, Ltd): business 020 7946 0001, mobile 07700 900001, main 020 7946 0000',
    ]);
    expect(contacts[0]?.emails).toEqual(['ada@engine.example']);
  });

  const german =
    'Vorname;Nachname;Firma;Telefon geschäftlich;Telefon geschäftlich 2;Telefon privat;Mobiltelefon;E-Mail-Adresse';
  const germanRow =
    'Jürgen;Groß;Müßig KG;030/23125123;030/23125124;030/23125300;0176 04069-001;j@muessig.example';
  it.each([
    ['UTF-8', Buffer.from(lines(german, germanRow))],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${lines(german, germanRow)}`)],
    ['Windows-1252', Buffer.from(lines(german, germanRow), 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${lines(german, germanRow)}`, 'utf16le')],
    ['UTF-16 without a byte order mark', Buffer.from(lines(german, germanRow), 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${lines(german, germanRow)}`, 'utf16le').swap16()],
    ['UTF-8 with tabs', Buffer.from(lines(german, germanRow).replaceAll(';', '\t'))],
    ['UTF-8 with bars', Buffer.from(lines(german, germanRow).replaceAll(';', '|'))],
    ['UTF-8 with CR alone', Buffer.from(lines(german, germanRow).replaceAll('\r\n', '\r'))],
  ])('Outlook in German, in %s', (_, bytes) => {
    expect(readFile(bytes).people).toEqual([
      'Jürgen Groß (Müßig KG): business 030/23125123, business 030/23125124, home 030/23125300, mobile 0176 04069-001',
    ]);
  });

  it('Google, with labelled numbers', () => {
    const heading =
      'First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Labels';
    const row =
      'Ada,Lovelace,Engine,Analyst,* Work,ada@engine.example,Mobile,07700 900001 ::: 07700 900002,Work,020 7946 0001,Friends ::: * myContacts';
    const { people, contacts, notes } = readFile(`${heading}\n${row}\n`, 'GB');
    expect(notes).toEqual([]);
    expect(people).toEqual([
      'Ada Lovelace (Engine): mobile 07700 900001, mobile 07700 900002, business 020 7946 0001',
    ]);
    expect(contacts[0]).toMatchObject({
      texts: { jobTitle: 'Analyst' },
      categories: ['Friends', 'myContacts'],
    });
  });

  it('Google as it wrote before 2024, with types', () => {
    const heading =
      'Name,Given Name,Family Name,Group Membership,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value';
    expect(
      readFile(`${heading}\nAnna Berger,Anna,Berger,* myContacts,Work,030 23125123,Mobile,0176 04069001\n`)
        .people,
    ).toEqual([ANNA]);
  });

  it.each([
    [
      '3CX',
      'FirstName,LastName,Company,Mobile,Mobile2,Home,Home2,Business,Business2,Email,Other,BusinessFax,HomeFax,Pager',
      'Anna,Berger,Muster,0176 04069001,,030 23125300,,030 23125123,030 23125124,a@b.example,030 23125126,030 23125199,,',
      'Anna Berger (Muster): mobile 0176 04069001, home 030 23125300, business 030 23125123, business 030 23125124, other 030 23125126, business-fax 030 23125199',
    ],
    [
      'Active Directory',
      'givenName;sn;displayName;telephoneNumber;otherTelephone;homePhone;mobile;facsimileTelephoneNumber;ipPhone;l;physicalDeliveryOfficeName;mail',
      'Anna;Berger;Anna Berger;030 23125123;030 23125124;030 23125300;0176 04069001;030 23125199;;Berlin;2.14;a@b.example',
      'Anna Berger: business 030 23125123, other 030 23125124, home 030 23125300, mobile 0176 04069001, business-fax 030 23125199',
    ],
    [
      'Exchange',
      'DisplayName,FirstName,LastName,Company,Phone,MobilePhone,HomePhone,Fax,Pager',
      'Anna Berger,Anna,Berger,Muster,030 23125123,0176 04069001,030 23125300,030 23125199,',
      'Anna Berger (Muster): business 030 23125123, mobile 0176 04069001, home 030 23125300, business-fax 030 23125199',
    ],
    [
      'Salesforce',
      'Salutation,First Name,Last Name,Title,Account Name,Phone,Mobile,Home Phone,Other Phone,Asst. Phone,Assistant',
      'Frau,Anna,Berger,Chefin,Muster,030 23125123,0176 04069001,,030 23125126,030 23125127,Ben',
      'Anna Berger (Muster): business 030 23125123, mobile 0176 04069001, other 030 23125126, assistant 030 23125127',
    ],
    [
      'HubSpot',
      'Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Associated Company,Lifecycle Stage',
      '1,Anna,Berger,a@b.example,030 23125123,0176 04069001,Muster,Lead',
      'Anna Berger (Muster): business 030 23125123, mobile 0176 04069001',
    ],
    [
      'Thunderbird in German',
      'Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Tel. dienstlich,Tel. privat,Fax-Nummer,Pager,Mobil-Tel.-Nr.,Organisation',
      'Anna,Berger,Anna Berger,,a@b.example,030 23125123,030 23125300,030 23125199,,0176 04069001,Muster',
      'Anna Berger (Muster): business 030 23125123, home 030 23125300, business-fax 030 23125199, mobile 0176 04069001',
    ],
    [
      'Outlook, with every number',
      'First Name,Primary Phone,Business Phone,Callback,Car Phone,Company Main Phone,Home Fax,ISDN,Radio Phone,TTY/TDD Phone,Other Fax,Pager',
      'Anna,030 23125101,030 23125102,030 23125103,030 23125104,030 23125105,030 23125106,030 23125107,030 23125108,030 23125109,030 23125110,030 23125111',
      'Anna: business 030 23125101, business 030 23125102, other 030 23125103, car 030 23125104, main 030 23125105, home-fax 030 23125106, other 030 23125107, other 030 23125108, other 030 23125109, business-fax 030 23125110, pager 030 23125111',
    ],
    [
      'a list of numbers without the word',
      'Name;Büro;Privat;Handy',
      'Anna Berger;030 23125123;030 23125300;0176 04069001',
      'Anna Berger: business 030 23125123, home 030 23125300, mobile 0176 04069001',
    ],
    [
      'a list with the family name first',
      'Name;Vorname;Tel.;Mobil',
      'Berger;Anna;030 23125123;0176 04069001',
      ANNA,
    ],
    ['a list in capitals', 'NAME;TELEFONNUMMER;HANDYNR.', 'Anna Berger;030 23125123;0176 04069001', ANNA],
    [
      'a list with numbered headings',
      'Name,Phone1,Phone 2,Telephone_3,Fax-No.',
      'Anna,030 23125123,030 23125124,030 23125125,030 23125199',
      'Anna: business 030 23125123, business 030 23125124, business 030 23125125, business-fax 030 23125199',
    ],
    [
      'an office that is a place',
      'Name,Office,Phone',
      'Anna,Room 2.14,030 23125123',
      'Anna: business 030 23125123',
    ],
  ])('%s', (_, heading, row, person) => {
    expect(readFile(lines(heading, row))).toMatchObject({ people: [person], notes: [] });
  });

  it.each([
    [
      'fr',
      'Titre,Prénom,Deuxième prénom,Nom,Société,Téléphone (bureau),Téléphone 2 (bureau),Tél. mobile,Téléphone (domicile),Télécopie (bureau)',
    ],
    [
      'it',
      'Titolo,Nome,Secondo nome,Cognome,Società,Ufficio (telefono),Ufficio (telefono 2),Cellulare,Abitazione (telefono),Fax (uff.)',
    ],
    [
      'es',
      'Tratamiento,Nombre,Segundo nombre,Apellidos,Organización,Teléfono del trabajo,Teléfono del trabajo 2,Teléfono móvil,Particular (teléfono),Fax del trabajo',
    ],
    [
      'nl',
      'Titel,Voornaam,Middelste naam,Achternaam,Bedrijf,Telefoon op werk,Telefoon op werk 2,Mobiele telefoon,Telefoon thuis,Fax op werk',
    ],
    [
      'pt',
      'Título,Primeiro nome,Nome do meio,Sobrenome,Empresa,Telefone comercial,Telefone comercial 2,Telefone celular,Telefone residencial,Fax comercial',
    ],
    [
      'pl',
      'Tytuł,Imię,Drugie imię,Nazwisko,Firma,Telefon (służbowy),Telefon służbowy 2,Telefon komórkowy,Telefon domowy,Faks (służbowy)',
    ],
    ['tr', 'Unvan,Ad,İkinci ad,Soyadı,Şirket,İş Telefonu,İş Telefonu 2,Cep Telefonu,Ev Telefonu,İş Faksı'],
    [
      'da',
      'Titel,Fornavn,Mellemnavn,Efternavn,Firma,Arbejdstelefon,Telefon (arbejde) 2,Mobiltelefon,Telefon (privat),Fax (arbejde)',
    ],
    [
      'sv',
      'Titel,Förnamn,Mellannamn,Efternamn,Företag,Telefon arbete,Telefon arbete 2,Mobiltelefon,Hemtelefon,Fax arbete',
    ],
    [
      'nb',
      'Tittel,Fornavn,Mellomnavn,Etternavn,Firma,Telefon arbeid,Telefon arbeid 2,Mobiltelefon,Hjemmetelefon,Faks arbeid',
    ],
    [
      'fi',
      'Titteli,Etunimi,Toinen nimi,Sukunimi,Yritys,Työpuhelin,Työpuhelin 2,Matkapuhelin,Kotipuhelin,Työfaksi',
    ],
    [
      'cs',
      'Titul,Jméno,Druhé jméno,Příjmení,Společnost,Telefon do zaměstnání,Telefon (zaměstnání 2),Mobilní telefon,Telefon domů,Fax (zaměstnání)',
    ],
    [
      'hu',
      'Megszólítás,Utónév,Második utónév,Vezetéknév,Cég,Hivatali telefon,Hivatali telefon 2,Mobiltelefon,Otthoni telefon,Hivatali fax',
    ],
    [
      'ro',
      'Titlu,Prenume,Al doilea prenume,Nume,Firmă,Telefon serviciu,Telefon serviciu 2,Telefon mobil,Telefon domiciliu,Fax serviciu',
    ],
    [
      'ru',
      'Обращение,Имя,Отчество,Фамилия,Организация,Рабочий телефон,Телефон раб. 2,Мобильный телефон,Домашний телефон,Рабочий факс',
    ],
    [
      'el',
      'Τίτλος,Όνομα,Δεύτερο όνομα,Επώνυμο,Εταιρεία,Τηλέφωνο εργασίας,Τηλέφωνο εργασίας 2,Κινητό τηλέφωνο,Τηλέφωνο οικίας,Φαξ εργασίας',
    ],
  ])('Outlook in the language %s', (_, heading) => {
    const row =
      'Dr.,Anna,Eva,Berger,Muster,030 23125123,030 23125124,0176 04069001,030 23125300,030 23125199';
    const { people, contacts, notes } = readFile(lines(heading, row));
    expect(notes).toEqual([]);
    expect(people).toEqual([
      'Anna Berger (Muster): business 030 23125123, business 030 23125124, mobile 0176 04069001, home 030 23125300, business-fax 030 23125199',
    ]);
    expect(contacts[0]?.texts).toMatchObject({ title: 'Dr.', middleName: 'Eva' });
  });

  it.each([
    ['Contact No.', 'business'],
    ['Telephone Number (Daytime)', 'business'],
    ['Cell #', 'mobile'],
    ['Phone - Mobile', 'mobile'],
    ['Person - Phone', 'business'],
    ['tel_work', 'business'],
    ['TELEFON_PRIVAT', 'home'],
    ['Tel. (dienstl.)', 'business'],
    ['Handynummer privat', 'mobile'],
    ['Firmenhandy', 'mobile'],
    ['Mobilfunknummer', 'mobile'],
    ['Telefon Zentrale', 'main'],
    ['Haupttelefon', 'business'],
    ['Tel./Fax', 'business-fax'],
    ['Privatnummer', 'home'],
    ['Numéro de portable', 'mobile'],
    ['Tél. fixe', 'business'],
    ['Teléfono fijo', 'business'],
    ['Telefono casa', 'home'],
    ['Telefone fixo', 'business'],
    ['Hoofdtelefoon bedrijf', 'main'],
    ['Nr telefonu', 'business'],
    ['Matkapuhelinnumero', 'mobile'],
    ['Mobilszám', 'mobile'],
    ['Telefonní číslo', 'business'],
    ['GSM No', 'mobile'],
    ['Моб. телефон', 'mobile'],
    ['Αριθμός τηλεφώνου', 'business'],
  ])('the heading %s holds numbers of the kind %s', (heading, kind) => {
    expect(readFile(lines(`Name;${heading}`, 'Anna;030 23125123'))).toMatchObject({
      people: [`Anna: ${kind} 030 23125123`],
      notes: [],
    });
  });

  it.each(['Kundennummer', 'Primary Phone Type', 'Mobile Phone Verified', 'Phone Ext.', 'Personalnummer'])(
    'the heading %s holds none',
    (heading) => {
      expect(readFile(lines(`Name;Telefon;${heading}`, 'Anna;030 23125123;4711'))).toMatchObject({
        people: ['Anna: business 030 23125123'],
        notes: [`1 unknown-column ${heading}`],
      });
    },
  );

  it('addresses and notes in English, German and French', () => {
    const english =
      'First Name,Business Street,Business City,Business Postal Code,Business Country/Region,Home Street,Notes';
    const deutsch =
      'Vorname,Straße geschäftlich,Ort geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Straße privat,Notizen';
    const french =
      'Prénom,Rue (bureau),Ville (bureau),Code postal (bureau),Pays/Région (bureau),Rue (domicile),Notes';
    for (const heading of [english, deutsch, french]) {
      const { contacts, notes } = readFile(lines(heading, 'Anna,Gasse 1,Berlin,10115,Deutschland,Weg 2,alt'));
      expect(notes).toEqual([]);
      expect(contacts[0]).toMatchObject({
        addresses: {
          businessAddress: {
            street: 'Gasse 1',
            city: 'Berlin',
            postalCode: '10115',
            countryOrRegion: 'Deutschland',
          },
          homeAddress: { street: 'Weg 2' },
        },
        texts: { personalNotes: 'alt' },
      });
    }
  });
});

describe('the layout of a CSV file', () => {
  const heading = 'Vorname;Nachname;Telefon;Handy';
  const row = 'Anna;Berger;030 23125123;0176 04069001';
  it.each([
    ['sep= before the headings', lines('sep=;', heading, row), []],
    ['sep= in quotes, with separators behind it', lines('"sep=;";;;', heading, row), []],
    ['sep= with a tab', lines('SEP=\t', heading, row).replaceAll(/;(?!$)/gm, '\t'), []],
    ['a title', lines('Telefonliste Berlin', heading, row), ['1 title-line']],
    [
      'a title with empty cells and a blank line',
      lines('Kontakte 2026;;;', '', 'Stand: 1. Mai;;;', heading, row),
      ['1 title-line', '3 title-line'],
    ],
    ['headings in quotes', lines(heading.replaceAll(/[^;]+/g, '"$&"'), row), []],
    [
      'blanks before and behind quotes',
      lines(heading, ' "Anna" ; "Berger" ;\t"030 23125123"; "0176 04069001" '),
      [],
    ],
    ['single quotes', lines(heading.replaceAll(/[^;]+/g, "'$&'"), row.replaceAll(/[^;]+/g, "'$&'")), []],
    ['empty lines between', lines('', heading, '', row, ';;;', ''), []],
    ['the headings again', lines(heading, row, heading), []],
    ['short lines', lines(`${heading};Notizen;Firma`, row), []],
    ['long lines of nothing', lines(heading, `${row};;;;`), []],
    [
      'a comma in the data where headings have semicolons',
      lines(heading, row.replaceAll(';', ',')),
      ['2 other-separator comma'],
    ],
    [
      'a tab in the data where headings have semicolons',
      lines(heading, row.replaceAll(';', '\t')),
      ['2 other-separator tab'],
    ],
    ['quotes around whole lines', lines(`"${heading}"`, `"${row}"`), []],
    ['quotes around whole lines of data', lines(heading, `"${row}"`), []],
    ['Ctrl-Z at the end', `${lines(heading, row)}\u001a`, []],
  ])('may have %s', (_, text, notes) => {
    expect(readFile(text)).toMatchObject({ people: [ANNA], notes });
  });

  it.each([
    ['inches', 'Anna,19" monitors,030 23125123', '19" monitors'],
    [
      'a name in quotes within a bare cell',
      'Anna,Muster "Die Firma" GmbH,030 23125123',
      'Muster "Die Firma" GmbH',
    ],
    ['undoubled quotes', 'Anna,"Muster "Die Firma" GmbH",030 23125123', 'Muster "Die Firma" GmbH'],
    ['undoubled quotes at the end', 'Anna,"Muster "Die Firma"",030 23125123', 'Muster "Die Firma"'],
    ['doubled quotes', 'Anna,"Muster ""Die Firma"" GmbH",030 23125123', 'Muster "Die Firma" GmbH'],
    ['doubled quotes at the start', 'Anna,"""Die Firma"" GmbH",030 23125123', '"Die Firma" GmbH'],
    ['a comma within quotes', 'Anna,"Muster, Klein",030 23125123', 'Muster, Klein'],
    ['an apostrophe at the start', "Anna,'s Wirtshaus,030 23125123", "'s Wirtshaus"],
  ])('reads %s', (_, row, company) => {
    const { people, notes } = readFile(lines('First Name,Company,Phone', row, 'Ben,Klein,030 23125124'));
    expect(notes).toEqual([]);
    expect(people).toEqual([
      `Anna (${company}): business 030 23125123`,
      'Ben (Klein): business 030 23125124',
    ]);
  });

  it('reads a note that runs over several lines', () => {
    const { contacts } = readFile('Vorname,Notizen\nAda,"eins\nzwei, ""drei"""\nGrace,\n');
    expect(contacts.map(({ texts }) => [texts.givenName, texts.personalNotes])).toEqual([
      ['Ada', 'eins\nzwei, "drei"'],
      ['Grace', undefined],
    ]);
  });

  it('loses one line alone to a quote that never closes', () => {
    expect(
      readFile(
        'Vorname,Firma,Telefon\n"Ada,Engine,030 23125123\n"Ben","Klein","030 23125124"\nCem,K,030 23125125\n',
      ),
    ).toMatchObject({
      people: ['Ben (Klein): business 030 23125124', 'Cem (K): business 030 23125125'],
      notes: ['2 open-quote'],
    });
  });

  it('names each line that does not match the headings, and reads the others', () => {
    expect(
      readFile('Vorname,Nachname\nAda,Lovelace\nJoan,Clarke,zu viel\n,\nKatherine,Johnson\n'),
    ).toMatchObject({
      people: ['Ada Lovelace', 'Katherine Johnson'],
      notes: ['3 surplus-values 3 values, 2 headings'],
    });
  });

  it('names each column that is not known once, and those without values not at all', () => {
    const text = lines(
      'Name,Phone,Lieblingsfarbe,Schuhgröße,',
      'Anna,030 23125123,rot,,x',
      'Ben,030 23125124,blau,,',
    );
    expect(readFile(text).notes).toEqual(['1 unknown-column Lieblingsfarbe', '1 unknown-column 5']);
  });

  it('keeps the first of two values for one field, and names the second', () => {
    const { contacts, notes } = readFile(
      lines('Firma;Unternehmen;Telefon;Notizen;Bemerkung', 'Muster;Klein;030 23125123;a;b'),
    );
    expect(contacts[0]?.texts).toMatchObject({ companyName: 'Muster', personalNotes: 'a\nb' });
    expect(notes).toEqual(['2 value-left-out Unternehmen']);
  });

  it('caps a field that is far too long', () => {
    const { contacts } = readFile(`Vorname,Business Phone\n${'A'.repeat(5_000)},${'1'.repeat(5_000)}\n`);
    expect(contacts[0]?.texts.givenName).toHaveLength(1_000);
    expect(contacts[0]?.numbers[0]?.text).toHaveLength(100);
  });
});

describe('numbers from spreadsheets', () => {
  it.each([
    ['="03023125123"', '03023125123'],
    ['"=""03023125123"""', '03023125123'],
    ['="+49 30 23125123"', '+49 30 23125123'],
    ['=+493023125123', '+493023125123'],
    ["'03023125123", '03023125123'],
    ["'+493023125123", '+493023125123'],
    ['"=HYPERLINK(""tel:03023125123"",""030 23125123"")"', '030 23125123'],
    ['3023125123.0', '3023125123'],
    ['"3023125123,0"', '3023125123'],
    ['493023125123.0', '493023125123'],
    ['4917604069001.00', '4917604069001'],
    ['"4,917,604,069,001"', '4917604069001'],
    ['4.917.604.069.001', '4917604069001'],
    ["4'917'604'069'001", '4917604069001'],
    ['4.917604069001E+12', '4917604069001'],
    ['tel:030-23125123', '030-23125123'],
    ['030.231.25.123', '030.231.25.123'],
    ['030 23125123', '030 23125123'],
    ['+49 (0)30 23125-123', '+49 (0)30 23125-123'],
  ])('%s is read as %s', (cell, text) => {
    expect(readFile(lines('Name,Phone', `Anna,${cell}`))).toMatchObject({
      people: [`Anna: business ${text}`],
      notes: [],
      numbers: 1,
    });
  });

  it.each([
    ['4.93023E+11', 'digits-lost'],
    ['"4,9176E+12"', 'digits-lost'],
    ['4.9E11', 'digits-lost'],
    ['4E+12', 'digits-lost'],
    ['1.76040690e+10', 'digits-lost'],
    ['########', 'spreadsheet-error'],
    ['#REF!', 'spreadsheet-error'],
    ['#NAME?', 'spreadsheet-error'],
    ['#BEZUG!', 'spreadsheet-error'],
  ])('%s is no number, and is named as %s', (cell, code) => {
    expect(readFile(lines('Name,Phone', `Anna,${cell}`))).toMatchObject({
      people: ['Anna'],
      notes: [`2 ${code} Phone`],
      numbers: 0,
    });
  });

  it.each(['nan', 'NULL', 'n/a', '-', 'k.A.', '0'])('%s says that there is none', (cell) => {
    expect(readFile(lines('Name,Phone', `Anna,${cell}`))).toMatchObject({ people: ['Anna'], notes: [] });
  });
});

describe('a file', () => {
  it.each([
    ['without contacts', 'Vorname,Nachname\n', 'no_contacts'],
    ['without people in its cards', 'BEGIN:VCARD\nEND:VCARD\n', 'no_contacts'],
    ['that is empty', '', 'empty_file'],
    ['of blank lines', ' \r\n\r\n', 'empty_file'],
    ['with strange headings', 'a,b\n1,2\n', 'unknown_headings'],
    ['without headings', 'Anna Berger;030 23125123\n', 'unknown_headings'],
    ['that is a workbook', 'PK\u0003\u0004xl/workbook.xml', 'no_text'],
  ])('%s is refused', (_, content, code) => {
    expect(readFile(content).failure).toBe(code);
  });
});
