/** French names, most frequent first. */

export const FRENCH_SURNAMES = `Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy
Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier
Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu
Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas
Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert
Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte
Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury
Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly
Hervé Schneider Fernandez Collet Léger Bouvier Julien Prévost Millet Perrot Daniel Cousin Germain Breton Besson Langlois Rémy
Le-Gall Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon Boulanger Jacob Monnier Michaud Rodriguez
Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin Bouchet Gay Lemaître Bénard Maréchal Humbert Reynaud
Antoine Hoarau Perret Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte d'Aubigné de-La-Tour`;

export const FRENCH_GIVEN = `Marie Jean Nathalie Philippe Isabelle Michel Sylvie Alain Catherine Patrick Françoise Nicolas Valérie
Christophe Sandrine Pierre Stéphanie Frédéric Céline Laurent Véronique Éric Sophie Julien Aurélie David Émilie Thierry Julie
Olivier Camille Sébastien Léa Thomas Manon Guillaume Chloé Alexandre Pauline Antoine Claire Mathieu Élodie Vincent Hélène
Maxime Anne Romain Laure Benoît Agnès Jérôme Corinne Cédric Martine François Brigitte Pascal Monique Bruno Dominique Didier
Charlotte Hugo Inès Louis Zoé Arthur Jade Gabriel Louise Raphaël Alice Jules Lina Adrien Margaux Clément Mathilde Quentin
Jean-Luc Marie-Claire Jean-François Anne-Sophie Loïc Maëlle Yann Gwenaëlle Noémie Théo Océane Rémi Solène Anaïs Tristan`;

export const FRENCH_SYLLABLES = {
  heads: 'Mont Beau Ville Char Cour Del Fau Gran Lamb Mar Pont Rou Saint Tour Val Bel Bois Cas Dur Font',
  tails:
    'ville mont court lier teau nier dier gnon rand ault ière acourt illon ard oux eron illier et ot elle',
};
