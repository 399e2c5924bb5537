/** Swiss and Austrian surnames; given names are shared with their languages. */

export const SWISS_SURNAMES = `Müller Meier Schmid Keller Weber Huber Schneider Meyer Steiner Fischer Gerber Brunner Baumann Frei
Zimmermann Moser Widmer Wyss Graf Roth Suter Baumgartner Bachmann Studer Bucher Berger Kaufmann Kunz Hofer Bühler Lüthi
Lehmann Marti Christen Weiss Egli Frey Arnold Koch Schärer Zürcher Küng Stalder Ammann Hess Zaugg Wenger Ziegler Hauser
Flückiger Schwarz Bieri Aebi Schüpbach Sutter Portmann Wüthrich Schär Kälin Zbinden Stucki Hofstetter Käser Tobler Fässler
Felder Furrer Lustenberger Hürlimann Burri Jenni Nussbaumer Rüegg Ackermann Bolliger Liechti Zumstein Imhof Abderhalden
Zgraggen Gisler Odermatt Niederberger Amstutz Bischof Caduff Cavegn Camenzind Rüttimann Vögeli Wäfler Ryser Hodel Blättler
Zurbriggen Supersaxo Schnyder Kühne Ruckstuhl Oeschger Inäbnit von-Arx von-Allmen Etter Fankhauser Grossenbacher Wernli`;

export const SWISS_GIVEN = `Urs Beat Reto Ueli Heidi Ruth Regula Vreni Marco Nadja Corinne Daniela Roland René Bruno Simon
Sandra Barbara Thomas Daniel Martin Andrea Claudia Nicole Patrick Pascal Silvia Monika Yvonne Fabian Livia Lea Noah Nico Luca
Sina Jann Gian Flurin Seraina Ladina Andri Mirjam Stefan Kurt Walter Hansruedi Hanspeter Annemarie Rosmarie Jürg Köbi Balz`;

export const AUSTRIAN_SURNAMES = `Gruber Huber Bauer Wagner Müller Pichler Steiner Moser Mayer Hofer Leitner Berger Fuchs Eder Fischer
Schmid Winkler Weber Schwarz Maier Schneider Reiter Mayr Schmidt Wimmer Egger Brunner Lang Baumgartner Auer Binder Lechner
Wolf Wallner Aigner Ebner Koller Lehner Haas Schuster Heilinger Riegler Weiss Strasser Wieser Hofbauer Krenn Stadler Stöger
Hauser Kaiser Holzer Fink Schwaiger Böhm Thaler Kainz Pfeifer Kofler Posch Schober Rainer Kern Haider Köck Zauner Windisch
Unterberger Oberhofer Hinterleitner Innerhofer Obermüller Plank Rauch Seidl Strobl Trummer Unger Vogl Weinberger Wiesinger
Zechner Zöhrer Prohaska Novak Horvath Kovacs Swoboda Dvorak Nemeth Pospischil Navratil Wessely Jelinek Hruschka Kraxner`;

export const AUSTRIAN_GIVEN = `Johann Franz Josef Maria Elisabeth Karl Christine Herbert Gerhard Walter Gertrude Helga Manfred
Alois Sepp Leopold Theresia Franziska Lukas Tobias Julia Lisa Magdalena Katharina Michael Thomas Andreas Alexander Wolfgang
Christoph Bernhard Harald Günther Roswitha Waltraud Hermine Veronika Barbara Verena Eva Florian Dominik Matthias Valentin
Raphael Xaver Resi Traudl Ferdinand Erich Reinhard Ingrid Ulrike Sonja Claudia Birgit Doris Petra Manuela Silvia Bettina`;

export const ALPINE_SYLLABLES = {
  heads:
    'Ober Unter Hinter Vorder Inner Ausser Nieder Hoch Kirch Stein Brunn Kalten Schön Rot Gross Wies Moos Hasen Ried Tann',
  tails:
    'bichler egger leitner hofer berger huber moser gruber bacher steiner thaler rainer walder kofler lechner brunner eggli',
};
