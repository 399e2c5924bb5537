/** German names, most frequent first. Surnames are ordinary words of their language; no person is meant. */

export const GERMAN_SURNAMES = `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer
Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause
Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß
Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster
Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas
Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer
Ernst Hübner Kaufmann Lindner Schilling Brinkmann Reuter Nowack Kirchner Hesse Böttcher Ulrich Wenzel Stahl Kessler Rieger
Bachmann Geiger Hermann Held Förster Kramer Schütz Hein Kluge Nagel Steiner Petersen Marx Kunz Langer Rudolph Kern Wiese
Bender Barth Löffler Gerlach Thiel Eckert Reich Fiedler Brückner Wendt Bock Wirth Metzger Rau Fritz Hammer Konrad Heller
Jansen Adler Voß Heß Noack Stark Beyer Reinhardt Blum Hansen Moritz Schramm Römer Bayer Beier Wulf Heinz Kröger Paul Götz
Ebert Kurz Rode Seifert Behrens Dörr Ahrens Hennig Siebert Franz Ritter Dreyer Wilhelm Lutz Hagen Kiefer Menzel Opitz
Schaller Pape Weigel Rauch Stoll Michel Körner Zeller Decker Bischoff Diehl Freitag Lenz Unger Bock Haase Rohde Funke
Wegner Hinz Kraft Bach Jacob Runge Wild Jahn Fink Baum Esser Gruber Herzog Marquardt Schlüter Steffen Wolter Zander`;

export const GERMAN_GIVEN = `Anna Thomas Sabine Michael Julia Andreas Petra Stefan Katharina Peter Claudia Christian Susanne
Markus Nicole Martin Stefanie Daniel Birgit Alexander Monika Frank Andrea Wolfgang Melanie Jan Karin Matthias Sandra Uwe
Angelika Jürgen Lena Klaus Heike Tobias Martina Sebastian Ute Florian Christine Bernd Lisa Ralf Marion Jens Franziska Sven
Barbara Dirk Johanna Holger Silke Oliver Gabriele Lukas Kerstin Maximilian Simone Felix Ursula Jonas Anja Paul Tanja Philipp
Renate Leon Vanessa Jörg Carolin Norbert Laura Rainer Marie Hans Sophie Dieter Nina Torsten Antje Volker Jana Karsten Ines
Lars Doris Niklas Maike Erik Wiebke Moritz Hannah Fabian Greta Simon Theresa Jakob Frieda Emil Ingrid Till Svenja Arne
Mareike Henrik Britta Malte Friederike Ole Hanna-Lena Karl-Heinz Anne-Kathrin Hans-Peter Käthe Jörn Günter`;

export const GERMAN_SYLLABLES = {
  heads:
    'Bern Wald Grün Stein Ober Nieder Hohen Lauter Eich Birken Hasel Ritt Dorn Krumm Wester Oster Sand Breiten Lind Eber',
  tails:
    'mann bach berg hauser maier becker feld hofer busch stedt wald kamp thal rieder brink huber heim müller auer dorfer',
};
