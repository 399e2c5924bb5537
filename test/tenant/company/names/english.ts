/** English names, most frequent first. */

export const ENGLISH_SURNAMES = `Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White
Roberts Green Hall Wood Jackson Clarke Patel Khan Lewis James Phillips Mason Mitchell Rose Davis Rodgers Hughes Cox Turner
Harris Edwards Cooper Ward King Morris Baker Lee Clark Martin Morgan Hill Harrison Moore Allen Shaw Scott Watson Bennett Young
Price Parker Griffiths Kelly Cook Ellis Carter Richardson Bailey Collins Anderson Bell Begum Murphy Miller Adams Gray Marshall
Simpson Hussain Campbell Chapman Webb Rogers Hunt Ali Mills Owen Palmer Holmes Barnes Knight Lloyd Butler Russell Fisher
Stevens Thomas Jenkins Singh Murray Dixon Harvey Graham Pearson Fletcher Howard Gibson Walsh Andrews Reynolds Elliott Ford
Fox Payne Fraser Ryan Saunders Day Brooks West Lawrence Cole Atkinson Dawson Burton Gardner Wells Spencer Burns Gordon Stone
Rees Armstrong Berry Grant Newman Foster Hawkins Perry Dean Lane Hart Byrne Warren Wallace Matthews Hamilton Francis Watts
Barker Gibbs Porter Bird Chambers Nicholson Hudson Carr Stephens O'Connor O'Brien MacDonald McCarthy Fitzgerald Sullivan
Bishop Booth Parsons Kaur Rowe Reid Walton Osborne Poole Sharp Hopkins Curtis Harding Oliver Stewart Lamb Cross Hewitt Moss
Sutton Barrett Kemp Frost Baldwin Wheeler Holland Page Higgins Nash Dunn Kerr Sims Tate Blake Flynn Sinclair St-John Wyatt`;

export const ENGLISH_GIVEN = `David Susan John Margaret Michael Sarah James Karen Paul Jacqueline Andrew Julie Mark Helen Peter
Christine Robert Elizabeth Richard Deborah Stephen Tracey Christopher Jane Daniel Emma Matthew Claire Simon Lisa Jonathan Louise
Anthony Rachel Thomas Laura Nicholas Rebecca Benjamin Charlotte Alexander Hannah William Amy Joseph Jessica Edward Victoria
Samuel Sophie George Olivia Oliver Amelia Harry Isla Jack Ava Charlie Mia Jacob Emily Oscar Grace Henry Ella Archie Freya
Leo Poppy Noah Alice Ethan Daisy Ryan Ruby Nathan Chloe Aaron Lucy Liam Megan Adam Holly Sean Zoe Ian Gillian Keith Fiona
Graham Heather Alan Moira Colin Lorna Duncan Eilidh Gareth Siân Rhys Carys Owen Mohammed Aisha Priya Imran Zara Raj`;

export const ENGLISH_SYLLABLES = {
  heads: 'Ash Black Brad Chad Clay Dun Fair Green Had Hart Kirk Lang Mar North Pen Rad Sel Thorn Whit Wood',
  tails:
    'ford ley ton worth well wick field burn combe croft dale hurst land mere shaw stead thorpe wood bury ridge',
};
