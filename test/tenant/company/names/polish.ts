/** Polish names, most frequent first; -ski and -cki take -ska and -cka with a woman's name. */

export const POLISH_SURNAMES = `Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski
Kozłowski Jankowski Mazur Kwiatkowski Wojciechowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król
Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Górski
Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski Marciniak
Jasiński Zawadzki Bąk Jakubowski Sadowski Duda Włodarczyk Chmielewski Borkowski Wilk Sokołowski Szczepański Sawicki Kucharski
Lis Kubiak Kalinowski Wysocki Maciejewski Kołodziej Czarnecki Kaźmierczak Sobczak Konieczny Urbański Głowacki Wasilewski Sikorski
Zakrzewski Krajewski Krupa Laskowski Ziółkowski Gajewski Mróz Szulc Makowski Brzeziński Kaczmarczyk Przybylski Baranowski
Borowski Błaszczyk Adamski Górecki Szymczak Chojnacki Kania Janik Czerwiński Mazurek Szczepaniak Kozak Lipiński Leszczyński
Cieślak Andrzejewski Kowalewski Wesołowski Urban Zych Musiał Kos Markowski Kołodziejczyk Kozieł Bielecki Pająk Domański Krzyżanowski
Tomczak Nowacki Kot Stankiewicz Orłowski Wolski Kruk Cichy Rogowski Łuczak Śliwiński Żak Świątek Szwed Gołębiewski Brzęczyszczykiewicz`;

export const POLISH_GIVEN = `Anna Piotr Katarzyna Krzysztof Maria Andrzej Małgorzata Tomasz Agnieszka Paweł Barbara Jan Ewa Michał
Krystyna Marcin Magdalena Jakub Elżbieta Adam Joanna Marek Aleksandra Łukasz Zofia Grzegorz Monika Mateusz Teresa Wojciech Danuta
Mariusz Natalia Dariusz Julia Zbigniew Karolina Maciej Marta Rafał Beata Robert Dorota Kamil Halina Jerzy Jadwiga Dawid Janina
Szymon Alicja Kacper Jolanta Bartosz Iwona Artur Hanna Sebastian Zuzanna Patryk Paulina Sławomir Wiktoria Stanisław Grażyna Jacek
Bożena Władysław Renata Zdzisław Weronika Przemysław Oliwia Radosław Urszula Mirosław Świętosława Ignacy Żaneta Franciszek Łucja`;

export const POLISH_SYLLABLES = {
  heads: 'Brzoz Czar Dobr Gór Jasz Kacz Kraw Las Lub Mor Now Ols Piot Rad Sław Szym Tar Wiel Zab Żół',
  tails: 'owski ewski iński czak arczyk ecki icki ak uk ikowski aszewski ulski yński orz oniecki',
};
