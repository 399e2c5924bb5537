import { beforeAll, describe, expect, it } from 'vitest';
import { type Asked, DIVISIONS, type Division, directoryOf } from '../../support/real-names.ts';

/** What is typed, whom it must find, and at which place at the latest. */
type Case = readonly [typed: string, name: string, place: number];

const BY_EAR: readonly Case[] = [
  ['pschibilski', 'Christoph Przybylski', 5],
  ['pschibil', 'Christoph Przybylski', 5],
  ['pschybylski', 'Christoph Przybylski', 5],
  ['christoph pschibilski', 'Christoph Przybylski', 1],
  ['kschischanowski', 'Szymon Krzyżanowski', 5],
  ['kschischanowsky', 'Szymon Krzyżanowski', 5],
  ['kschischanowski', 'Piotr Krzyzanowski', 5],
  ['tschapek', 'Karel Čapek', 5],
  ['karel tschapek', 'Karel Čapek', 1],
  ['gschegosch', 'Grzegorz Brzęczek', 5],
  ['bschentschek', 'Grzegorz Brzęczek', 5],
  ['kschischtof', 'Krzysztof Wójcik', 5],
  ['wujtschik', 'Krzysztof Wójcik', 5],
  ['woitschik', 'Krzysztof Wójcik', 5],
  ['schtschepanski', 'Marek Szczepański', 5],
  ['stschepanski', 'Marek Szczepański', 5],
  ['andschej', 'Andrzej Pietrzak', 5],
  ['wischnjewski', 'Adam Wiśniewski', 5],
  ['katschmarek', 'Ewa Kaczmarek', 5],
  ['mizkiewitsch', 'Adam Mickiewicz', 5],
  ['blaschtschikowski', 'Jakub Błaszczykowski', 5],
  ['dombrowski', 'Jan Dąbrowski', 5],
  ['schewtschik', 'Ola Szewczyk', 5],
  ['dworschak', 'Antonín Dvořák', 5],
  ['jirschi', 'Jiří Novotný', 5],
  ['nowotni', 'Jiří Novotný', 5],
  ['schkoda', 'Emil Škoda', 5],
  ['schischek', 'Slavoj Žižek', 5],
  ['haschek', 'Jaroslav Hašek', 5],
  ['kowatschewitsch', 'Ivan Kovačević', 5],
  ['kowatschewitsch', 'Marko Kovacevic', 5],
  ['petrowitsch', 'Ana Petrović', 5],
  ['petrovitsch', 'Ana Petrović', 5],
  ['kovatschevitsch', 'Ivan Kovačević', 5],
  ['nikolitsch', 'Dejan Nikolic', 5],
  ['dschordschewitsch', 'Zoran Đorđević', 5],
  ['hodschitsch', 'Amra Hodžić', 5],
  ['schtscherbakow', 'Iwan Shcherbakov', 5],
  ['shcherbakov', 'Pjotr Schtscherbakow', 5],
  ['scherbakov', 'Pjotr Schtscherbakow', 5],
  ['tschechow', 'Anton Chekhov', 5],
  ['chekhov', 'Olga Tschechow', 5],
  ['vladimir', 'Wladimir Putjatin', 5],
  ['wladimir', 'Vladimir Rostov', 5],
  ['schewtschenko', 'Taras Shevchenko', 5],
  ['shevchenko', 'Andrij Schewtschenko', 5],
  ['schukow', 'Oleg Zhukov', 5],
  ['gorbatschow', 'Raissa Gorbachev', 5],
  ['tschaikowski', 'Pyotr Tchaikovsky', 5],
  ['puschkin', 'Alexander Pushkin', 5],
  ['jelzin', 'Boris Yeltsin', 5],
  ['sabo', 'István Szabó', 5],
  ['nadj', 'Ferenc Nagy', 5],
  ['kowatsch', 'Gábor Kovács', 5],
  ['tschaba', 'Csaba Szűcs', 5],
  ['scholt', 'Zsolt Mészáros', 5],
  ['schahin', 'Elif Şahin', 5],
  ['tschelik', 'Murat Çelik', 5],
];

/** Written down before the rules were tried on them. */
const ALSO_BY_EAR = `
  schimanski Szymański; wischnewski Wiśniewski; kutschera Kučera; prochaska Procházka;
  miloschewitsch Milošević; miloschewitsch Milosevic; brschesinski Brzeziński; bscheschinski Brzeziński;
  wolodimir Volodymyr; schuravljow Zhuravlyov; pschemek Przemek; pschemislaw Przemysław;
  schebrowski Żebrowski; kaschmierski Kaźmierski; jendrschejtschik Jędrzejczyk; majewski Majewski;
  woschniak Woźniak; wosniak Woźniak; zelinski Zieliński; schelinski Zieliński;
  kwaschnewski Kwaśniewski; schlonsk Śląsk; tomaschewski Tomaszewski; matschek Maczek;
  wawschiniak Wawrzyniak; schipek Szypek; tschermak Čermák; kschenek Křenek;
  hrdlitschka Hrdlička; swoboda Svoboda; schafarik Šafařík; duschek Dušek;
  jeschek Ježek; rschiha Říha; riha Říha; jankowitsch Janković;
  stojanowitsch Stojanović; dschokowitsch Đoković; djokowitsch Djokovic; schupanitsch Županič;
  tschrnko Črnko; sarajlitsch Sarajlić; begowitsch Begovic; schostakowitsch Shostakovich;
  rachmaninow Rachmaninoff; solschenizyn Solzhenitsyn; kruschtschow Khrushchev; chruschtschow Khrushchev;
  breschnew Brezhnev; nikulin Nikulin; tschernobyl Chernobyl; poroschenko Poroshenko;
  klitschko Klychko; klitschko Кличко; selenski Zelensky; timoschenko Tymoshenko;
  juschtschenko Yushchenko; schukowski Zhukovsky; karpatschow Karpachev; esterhasi Esterházy;
  sekesch Székes; farkasch Farkas; laslo László; mischkolz Miskolc;
  tischa Tisza; ferenz Ferenc; janosch János; orban Orbán;
  schandor Sándor; mihai Mihály; schewket Şevket; tschalischkan Çalışkan;
  erdoan Erdoğan; öschtürk Öztürk; jilmas Yılmaz; tschitschek Çiçek`
  .trim()
  .split(/;\s+/)
  .map((pair) => {
    const [typed = '', surname = ''] = pair.split(' ');
    return [typed, `Eva ${surname}`, 5] as const;
  });

const OTHER_SCRIPTS: readonly Case[] = [
  ['ivan', 'Иван Щербаков', 10],
  ['iwan', 'Иван Щербаков', 10],
  ['scherbakov', 'Иван Щербаков', 5],
  ['shcherbakov', 'Иван Щербаков', 5],
  ['schtscherbakow', 'Иван Щербаков', 5],
  ['ščerbakov', 'Иван Щербаков', 5],
  ['ivan shcherbakov', 'Иван Щербаков', 1],
  ['щербаков', 'Иван Щербаков', 1],
  ['tschechow', 'Антон Чехов', 5],
  ['chekhov', 'Антон Чехов', 5],
  ['dostojewski', 'Фёдор Достоевский', 5],
  ['dostoevsky', 'Фёдор Достоевский', 5],
  ['dostoevskii', 'Фёдор Достоевский', 5],
  ['jelena', 'Елена Юрьева', 5],
  ['yelena', 'Елена Юрьева', 5],
  ['elena', 'Елена Юрьева', 10],
  ['juri', 'Юрий Жуков', 5],
  ['yuri', 'Юрий Жуков', 5],
  ['schukow', 'Юрий Жуков', 5],
  ['zhukov', 'Юрий Жуков', 5],
  ['schewtschenko', 'Олексій Шевченко', 5],
  ['shevchenko', 'Олексій Шевченко', 5],
  ['oleksii', 'Олексій Шевченко', 5],
  ['jovanovic', 'Никола Јовановић', 5],
  ['jowanowitsch', 'Никола Јовановић', 5],
  ['djordjevic', 'Зоран Ђорђевић', 5],
  ['papadopoulos', 'Βαγγέλης Παπαδόπουλος', 3],
  ['vangelis', 'Βαγγέλης Παπαδόπουλος', 3],
  ['papadop', 'Βαγγέλης Παπαδόπουλος', 3],
  ['vangelis papadopoulos', 'Βαγγέλης Παπαδόπουλος', 1],
  ['giorgos', 'Γιώργος Μπάμπης', 3],
  ['bampis', 'Γιώργος Μπάμπης', 3],
  ['dimitris', 'Δημήτρης Χρηστίδης', 3],
  ['demetris', 'Δημήτρης Χρηστίδης', 3],
  ['christidis', 'Δημήτρης Χρηστίδης', 3],
  ['evangelos', 'Ευάγγελος Σταύρου', 3],
  ['stavrou', 'Ευάγγελος Σταύρου', 3],
  ['иван', 'Ivan Rakitin', 10],
  ['иван', 'Iwan Rebroff', 10],
  ['ракитин', 'Ivan Rakitin', 3],
  ['иванов', 'Sergej Iwanow', 3],
  ['иванов', 'Sergei Ivanov', 3],
  ['шевченко', 'Andrij Schewtschenko', 3],
  ['παπαδόπουλος', 'Nikos Papadopoulos', 3],
  ['παπαδοπουλος', 'Nikos Papadopoulos', 3],
];

/** Where folding or hearing would mislead: the literal name comes first. */
const LITERAL_FIRST: readonly (readonly [typed: string, first: string, later: string])[] = [
  ['sabo', 'Eva Sabo', 'István Szabó'],
  ['ivan', 'Ivan Rakitin', 'Иван Щербаков'],
  ['tschechow', 'Olga Tschechow', 'Anton Chekhov'],
  ['orto', 'Lia Orto', 'Rita Dell’Orto'],
];

const NAMES = [
  ...new Set([
    ...[...BY_EAR, ...ALSO_BY_EAR, ...OTHER_SCRIPTS].map(([, name]) => name),
    ...LITERAL_FIRST.flatMap(([, first, later]) => [first, later]),
    'Karin Hoffmann',
    'Sabine Hofmann',
    'Jan van den Berg',
    'Petra Scherz',
    'Ute Schwarz',
    'Friedrich Merz',
  ]),
];

describe.each(Object.keys(DIVISIONS) as Division[])('a name, where the %s', (division) => {
  let asked: Asked;
  beforeAll(async () => {
    asked = await directoryOf(NAMES, division);
  });

  it.each([...BY_EAR, ...ALSO_BY_EAR])(
    'written by ear as %s finds %s among the first %i',
    async (typed, name, place) => {
      expect((await asked.find(typed)).slice(0, place)).toContain(name);
    },
  );

  it.each(OTHER_SCRIPTS)('asked for as %s finds %s among the first %i', async (typed, name, place) => {
    expect((await asked.find(typed)).slice(0, place)).toContain(name);
  });

  it.each(LITERAL_FIRST)('asked for as %s is %s before %s', async (typed, first, later) => {
    const found = await asked.find(typed);
    expect(found).toContain(first);
    expect(found.indexOf(later)).toBeGreaterThan(found.indexOf(first));
  });
});
