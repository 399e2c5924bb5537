/** Frequent names per language, most frequent first: the head of the benchmark's directories. Their tail is trained on it. */

export type Language = 'de' | 'fr' | 'en' | 'pl' | 'tr' | 'it' | 'hr' | 'ro' | 'cs';

export interface HeadNames {
  surnames: readonly string[];
  given: readonly string[];
}

const words = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

export const HEAD_NAMES: Record<Language, HeadNames> = {
  de: {
    surnames: words(`
      Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
      Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier
      Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller
      Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke
      Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß
      Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann
      Thomas Voigt Sauer Arnold Wolff Pfeiffer Gruber Steiner Moser Egger Brunner Wallner Aigner Lechner Reiter
      Hofer Leitner Eder Wieser Auer Holzer Binder Schwaiger Haider Pichler Wimmer Hölzl Baumgartner Kofler Stadler
      Frei Bühler Gerber Meister Ammann Zürcher Wyss Hürlimann Aebischer Bürgi Lüthi Brühwiler Gasser Kälin Rüegg
      Schär Stöckli Tschudi Zbinden Schlatter Räber Hänggi Mühlemann Niederberger Odermatt Rohrer Wüthrich Imhof
      Ackermann Adler Altmann Bachmann Bartels Behrens Beyer Blum Bock Brinkmann Buchholz Burkhardt Christ Conrad
      Dreyer Ebert Eckert Ehlers Ernst Esser Fiedler Fleischer Förster Freitag Fritz Geiger Gerlach Götz Gottschalk
      Heinemann Held Hermann Heß Hesse Hildebrandt Jansen Janssen Jahn Kern Kirchner Kluge Knoll Kramer Kunz Kurz
      Lindemann Lindner Löffler Marx Maurer Menzel Metzger Michel Mohr Moritz Nagel Naumann Nickel Nolte Ott Paul
      Petersen Pfeifer Popp Preuß Raabe Rauch Reinhardt Reuter Riedel Ritter Röder Rose Rudolph Runge Sander
      Schade Scherer Schilling Schindler Schlüter Schramm Schreiner Schröter Seifert Siebert Späth Stahl Steffen
      Stephan Straub Strauß Thiel Thiele Trautmann Uhlig Ulrich Unger Urban Vetter Völker Wegner Weigel Wendt
      Westphal Wiedemann Wilke Wilhelm Wirth Witt Witte Wittmann Wulf Wunderlich Zander Zeller Zimmer Zöller
      Freudenberger Obermüller Niedermeier Oberhuber Hinterseer Rosenthal Lichtenberg Falkenstein Grünwald Schönfeld
      Weizenegger Birnbaum Holzapfel Steinbach Ahlers Carstensen Hansen Clausen Feddersen Thomsen Boysen Ketelsen`),
    given: words(`
      Thomas Michael Andreas Peter Stefan Anna Maria Christian Sabine Martin Petra Julia Markus Claudia Daniel Susanne
      Frank Katharina Alexander Monika Matthias Birgit Jürgen Andrea Wolfgang Martina Klaus Nicole Christine Ute
      Bernd Heike Uwe Angelika Jan Sandra Florian Stefanie Tobias Melanie Sebastian Barbara Ralf Silke Dieter Karin
      Jörg Anja Rainer Gabriele Lukas Lena Felix Laura Paul Sarah Jonas Lisa Maximilian Johanna David Franziska
      Simon Theresa Philipp Eva Benjamin Kerstin Manfred Ulrike Günter Renate Horst Brigitte Helmut Ingrid Hans
      Ursula Gerhard Elke Karl Erika Walter Helga Werner Gisela Heinz Christa Kurt Elisabeth Georg Annette Dirk
      Dagmar Sven Cornelia Holger Katrin Torsten Tanja Carsten Simone Marco Yvonne Kai Nadine Lars Daniela Jens
      Verena Urs Regula Beat Ruth Reto Vreni Ueli Jürg Käthe Björn Sören Friederike Gülçin Annegret Hannelore Luise
      Emma Mia Hannah Leon Finn Noah Elias Emil Anton Clara Ida Frieda Mathilda Jakob Valentin Leopold Konstantin
      Magdalena Veronika Gregor Roland Siegfried Waltraud Edeltraud Hildegard Roswitha Ottilie Rüdiger Götz Bärbel`),
  },
  fr: {
    surnames: words(`
      Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux David
      Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Faure André Mercier Blanc
      Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel
      Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud
      Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martínez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal
      Caron Picard Aubert Benoît Bourgeois Renaud Huet Rolland Collet Léger Pélissier Lacroix Favre Rochat Cuendet
      Jaquet Chappuis Monnier Perret Pittet Dubuis Châtelain Béguin Delacrétaz`),
    given: words(`
      Jean Marie Pierre Michel Nathalie Philippe Isabelle Alain Sylvie Patrick Catherine Nicolas Christophe Françoise
      Christian Valérie Daniel Anne Bernard Sandrine Thierry Véronique Laurent Céline Frédéric Sophie Stéphane Chantal
      Julien Aurélie Sébastien Émilie Olivier Élodie David Camille Guillaume Pauline François Léa Benoît Chloé Jérôme
      Manon Mathieu Inès Antoine Juliette Hugo Louise Raphaël Jade Gabriel Zoé Étienne Hélène Rémi Agnès Loïc Maëlle`),
  },
  en: {
    surnames: words(`
      Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Walker Wright Robinson Thompson
      White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Scott Cooper Morris
      Ward Moore King Watson Baker Harrison Morgan Patel Young Allen Mitchell James Anderson Phillips Lee Bell Parker
      Davis Bennett Miller Cook Shaw Cox Richardson Marshall Collins Carter Campbell Gray Kelly Simpson Murphy Ellis
      Adams Chapman Wilkinson Foster Mason Russell Powell Webb Rogers Hunt Mills Holmes Palmer Matthews Gibson Fisher
      Barnes Knight Lloyd Butler Price Stevens Jenkins Murray Dixon Reid Hamilton Graham Fletcher Macdonald O'Brien
      O'Connor McCarthy Fitzgerald Sullivan Whitehead Featherstone Ashworth Blackburn Thornton`),
    given: words(`
      James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph
      Jessica Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa Matthew Margaret Anthony Betty Mark Sandra
      Steven Ashley Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah
      Edward Stephanie Timothy Rebecca Jason Laura Oliver Olivia Harry Amelia Jack Isla Alfie Poppy Stuart Fiona
      Graeme Siobhan Callum Freya Nigel Hazel Geoffrey Philippa`),
  },
  pl: {
    surnames: words(`
      Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski
      Jankowski Mazur Kwiatkowski Wojciechowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król
      Nowakowski Wieczorek Jabłoński Wróbel Dudek Majewski Adamczyk Jaworski Malinowski Stępień Górski Rutkowski Witkowski
      Sikora Walczak Baran Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Duda Zalewski Wróblewski Jasiński Marciniak
      Sadowski Zawadzki Jakubowski Wilk Krajewski Chmielewski Włodarczyk Borkowski Sokołowski Szczepański Sawicki
      Kucharski Lis Maciejewski Kubiak Kalinowski Mazurek Wysocki Kołodziej Czarnecki Sobczak Głowacki Urbański
      Kowalska Wiśniewska Kamińska Lewandowska Zielińska Dąbrowska Kozłowska Jankowska Szczęsna Błaszczykowska`),
    given: words(`
      Anna Piotr Maria Krzysztof Katarzyna Andrzej Małgorzata Tomasz Agnieszka Jan Krystyna Paweł Barbara Marcin Ewa
      Michał Elżbieta Marek Zofia Grzegorz Janina Jerzy Teresa Tadeusz Joanna Adam Magdalena Łukasz Monika Zbigniew
      Jadwiga Ryszard Danuta Dariusz Irena Henryk Halina Mariusz Helena Kazimierz Beata Wojciech Aleksandra Robert
      Marta Mateusz Dorota Marian Jolanta Rafał Iwona Jacek Grażyna Jakub Bożena Stanisław Zuzanna Szymon Wiesława`),
  },
  tr: {
    surnames: words(`
      Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt
      Özkan Şimşek Polat Korkmaz Çakır Erdoğan Yavuz Can Acar Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal
      Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse Yüksel Ateş Aksoy Tunç Özcan Coşkun Duman Karaca Altun Uçar
      Bayram Toprak Erdem Akın Karataş Güngör Uysal Demirci Öz Tosun Kahraman Bilgin Soylu Deniz Gündüz Karadağ
      Büyükkaya Küçükoğlu Hacıoğlu Topçu Gürbüz`),
    given: words(`
      Mehmet Fatma Mustafa Ayşe Ahmet Emine Ali Hatice Hüseyin Zeynep Hasan Elif İbrahim Meryem İsmail Şerife Osman
      Zehra Yusuf Sultan Murat Hanife Ömer Merve Ramazan Havva Halil Zeliha Süleyman Esra Abdullah Fadime Mahmut Özlem
      Recep Hacer Salih Yasemin Fatih Hülya Kadir Cemile Emre Sevim Hakan Gülsüm Adem Leyla Kemal Dilek Yaşar Büşra
      Bekir Aysel Musa Songül Metin Sibel Çağlar Gökhan Şükrü Ümit İpek Gülay Nurgül`),
  },
  it: {
    surnames: words(`
      Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti DeLuca Mancini Costa
      Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone
      Longo Gentile Martinelli Vitale Lombardo Serra Coppola DeSantis Marchetti Parisi Villa Conte Ferraro Ferri
      Fabbri Bianco Marini Grasso Valentini Messina Sala DeAngelis Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti
      Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone Rossetti
      Caputo Montanari Guerra Palmieri Bernardi D'Angelo Bernasconi Cavalli Pedrazzini`),
    given: words(`
      Giuseppe Maria Antonio Anna Giovanni Giuseppina Mario Rosa Luigi Angela Francesco Giovanna Angelo Teresa Vincenzo
      Lucia Pietro Carmela Salvatore Caterina Carlo Francesca Franco Antonietta Domenico Carla Bruno Elena Paolo
      Concetta Michele Rita Giorgio Margherita Aldo Franca Sergio Paola Luciano Giulia Alessandro Chiara Andrea Sara
      Matteo Martina Lorenzo Sofia Leonardo Aurora Davide Ginevra Riccardo Beatrice Niccolò Noemi Fabrizio Ilaria`),
  },
  hr: {
    surnames: words(`
      Horvat Kovačević Babić Marić Jurić Novak Kovačić Knežević Vuković Marković Petrović Matić Tomić Pavlović Kovač
      Božić Blažević Grgić Pavić Radić Perić Filipović Šarić Lovrić Vidović Perković Popović Bošnjak Jukić Barišić
      Nikolić Jovanović Đurić Stojanović Ilić Stanković Milošević Đorđević Kostić Živković Lukić Ivanović Mitrović
      Hodžić Hadžić Begić Delić Halilović Mehmedović Dedić Salihović Čaušević Žagar Škorić Šimić Ćosić Vučković
      Krznarić Dragičević Zorić Brkić Mlinarić`),
    given: words(`
      Ivan Marija Josip Ana Marko Ivana Stjepan Kata Tomislav Mirjana Željko Katarina Luka Nada Ante Dragica Mario
      Vesna Nikola Ljubica Petar Marina Matej Petra Goran Jelena Zoran Snježana Dragan Ljiljana Davor Tihana Branko
      Đurđica Milan Sanja Vladimir Lucija Dražen Nikolina Krešimir Martina Hrvoje Maja Zvonimir Željka Jasmin Amra
      Emir Lejla Senad Dženana Siniša Višnja`),
  },
  ro: {
    surnames: words(`
      Popa Popescu Ionescu Pop Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Constantin Marin Florea Ilie
      Dobre Dinu Munteanu Moldovan Barbu Stanciu Lazăr Tudor Sandu Șerban Dumitrescu Georgescu Nistor Ungureanu
      Diaconu Toma Cristea Voicu Bălan Ene Vasile Avram Mocanu Suciu Enache Roșu Crăciun Bucur Neagu Petre Manole
      Iordache Coman Anghel Câmpeanu Țurcanu Bogdan Mureșan Rădulescu Văcărescu Nicolescu Grigorescu Stănescu`),
    given: words(`
      Maria Ion Elena Gheorghe Ana Vasile Ioana Constantin Mihaela Nicolae Cristina Alexandru Daniela Ioan Alexandra
      Mihai Andreea Andrei Gabriela Florin Georgiana Marian Simona Adrian Florentina Daniel Mariana Cristian Nicoleta
      Ștefan Lăcrămioara Bogdan Camelia Cătălin Rodica Răzvan Luminița Dragoș Anca Ionuț Oana Sorin Roxana Viorel
      Bianca Dumitru Corina Laurențiu Ileana Octavian Ruxandra`),
  },
  cs: {
    surnames: words(`
      Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Krejčí Horák Němec Marek Pospíšil Pokorný Hájek Král
      Jelínek Růžička Beneš Fiala Sedláček Doležal Zeman Kolář Navrátil Čermák Vaněk Urban Blažek Kříž Kovář Kratochvíl
      Bartoš Vlček Musil Polák Kopecký Šimek Konečný Malý Čech Kadlec Štěpánek Holub Staněk Kadeřábek Soukup Šťastný
      Mareš Moravec Sýkora Tichý Valenta Vávra Matoušek Bláha Říha Ševčík Bureš Hruška Mašek Pavlík Nováková Svobodová
      Dvořáková Černá Kučerová Veselá Horáková Němcová Žáková Hüblová Szabó Kováč Varga Nagy Tóth`),
    given: words(`
      Jiří Jana Jan Marie Petr Eva Josef Hana Pavel Anna Martin Lenka Jaroslav Kateřina Tomáš Věra Miroslav Lucie
      Zdeněk Alena Václav Petra Michal Veronika František Jaroslava Jakub Tereza Milan Martina Karel Michaela Lukáš
      Jitka David Helena Vladimír Ludmila Ondřej Zdeňka Ladislav Ivana Roman Zuzana Stanislav Monika Radek Eliška
      Antonín Zdenka Daniel Markéta Vojtěch Šárka Filip Barbora Adam Bohumil Květa Dušan Štěpán`),
  },
};
