import type { CatalogueRow } from "./types";

/** Electric jazz, CTI, jazz-funk and the majors from 1967 to the 1990s. */
// prettier-ignore
export const fusionAndLater: readonly CatalogueRow[] = [
  ["In a Silent Way", "Miles Davis", "Columbia", "Fusion", 1969, "CS 9875", 4],
  ["Bitches Brew", "Miles Davis", "Columbia", "Fusion", 1970, "GP 26", 5],
  ["On the Corner", "Miles Davis", "Columbia", "Jazz-funk", 1972, "KC 31906", 3],
  ["Emergency!", "The Tony Williams Lifetime", "Polydor", "Fusion", 1969, null, 1],
  ["Third", "Soft Machine", "CBS", "Fusion", 1970, "66246", 3],
  ["Mwandishi", "Herbie Hancock", "Warner Bros.", "Fusion", 1971, "WS 1898", 2],
  ["Head Hunters", "Herbie Hancock", "Columbia", "Jazz-funk", 1973, "KC 32731", 5],
  ["Thrust", "Herbie Hancock", "Columbia", "Jazz-funk", 1974, "PC 32965", 3],
  ["The Inner Mounting Flame", "Mahavishnu Orchestra", "Columbia", "Fusion", 1971, "KC 31067", 3],
  ["Heavy Weather", "Weather Report", "Columbia", "Fusion", 1977, "PC 34418", 4],
  ["Science Fiction", "Ornette Coleman", "Columbia", "Free jazz", 1972, "KC 31061", 2],
  ["Light as a Feather", "Return to Forever", "Polydor", "Fusion", 1973, "PD 5525", 2],
  ["Spectrum", "Billy Cobham", "Atlantic", "Fusion", 1973, "SD 7268", 3],
  ["Native Dancer", "Wayne Shorter", "Columbia", "Fusion", null, "PC 33418", 3],
  ["Jaco Pastorius", "Jaco Pastorius", "Epic", "Fusion", 1976, "PE 33949", 3],
  ["Friday Night in San Francisco", "Al Di Meola, John McLaughlin & Paco de Lucía", "Columbia", "Fusion", 1981, "FC 37152", 3],
  ["Red Clay", "Freddie Hubbard", "CTI", "Soul jazz", 1970, "CTI 6001", 3],
  ["Sugar", "Stanley Turrentine", "CTI", "Soul jazz", null, "CTI 6005", 2],
  ["Blue Moses", "Randy Weston", "CTI", "Soul jazz", 1972, "CTI 6016", 1],
  ["Concierto", "Jim Hall", "CTI", "Cool", 1975, "CTI 6060", 3],
  ["Mister Magic", "Grover Washington Jr.", "Kudu", "Jazz-funk", 1975, "KU-20", 2],
  ["Expansions", "Lonnie Liston Smith", "Flying Dutchman", "Jazz-funk", 1975, "BDL1-0934", 3],
  ["Everybody Loves the Sunshine", "Roy Ayers Ubiquity", "Polydor", "Jazz-funk", 1976, "PD-1-6070", 4],
  ["Ball of Eyes", "Placebo", "CBS", "Jazz-funk", 1971, null, 1],
  ["Black Codes (From the Underground)", "Wynton Marsalis", "Columbia", "Post-bop", 1985, "FC 40009", 2],
  ["Spy vs Spy: The Music of Ornette Coleman", "John Zorn", "Elektra/Musician", "Avant-garde", 1989, null, 1],
  ["Ask the Ages", "Sonny Sharrock", "Axiom", "Free jazz", 1991, null, 2],
];
