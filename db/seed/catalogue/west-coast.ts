import type { CatalogueRow } from "./types";

/** Contemporary, Pacific Jazz, Fantasy, Capitol and other records of the West Coast. */
// prettier-ignore
export const westCoast: readonly CatalogueRow[] = [
  ["Way Out West", "Sonny Rollins", "Contemporary", "Hard bop", 1957, "C 3530", 4],
  ["Art Pepper Meets the Rhythm Section", "Art Pepper", "Contemporary", "West Coast", 1957, "C 3532", 4],
  ["Modern Jazz Performances of Songs from My Fair Lady", "Shelly Manne", "Contemporary", "West Coast", 1956, "C 3527", 1],
  ["You Get More Bounce with Curtis Counce!", "Curtis Counce", "Contemporary", "West Coast", 1957, "C 3539", 1],
  ["The Poll Winners", "Barney Kessel", "Contemporary", "West Coast", 1957, "C 3535", 1],
  ["Jazz Giant", "Benny Carter", "Contemporary", "Swing", 1958, "C 3555", 1],
  ["Something Else!!!!", "Ornette Coleman", "Contemporary", "Avant-garde", 1958, "C 3551", 2],
  ["Songs I Like to Sing!", "Helen Humes", "Contemporary", "Vocal", null, "M 3582", 1],
  ["Gerry Mulligan Quartet", "Gerry Mulligan", "Pacific Jazz", "West Coast", null, "PJLP-1", 2],
  ["Chet Baker Sings", "Chet Baker", "Pacific Jazz", "West Coast", 1954, "PJLP-11", 5],
  ["Laurindo Almeida Quartet featuring Bud Shank", "Laurindo Almeida", "Pacific Jazz", "Latin jazz", 1955, "PJ-1204", 1],
  ["Chico Hamilton Quintet featuring Buddy Collette", "Chico Hamilton", "Pacific Jazz", "West Coast", 1955, "PJ-1209", 1],
  ["Jazz Guitar", "Jim Hall", "Pacific Jazz", "West Coast", 1957, "PJ-1227", 2],
  ["Moment of Truth", "Gerald Wilson", "Pacific Jazz", "Big band", 1962, "PJ-61", 1],
  ["For Django", "Joe Pass", "Pacific Jazz", "West Coast", 1964, "PJ-85", 1],
  ["New Bottle Old Wine", "Gil Evans", "World Pacific", "Big band", 1958, "WP-1246", 2],
  ["Jazz Impressions of Black Orpheus", "Vince Guaraldi", "Fantasy", "Bossa nova", 1962, "3337", 2],
  ["A Charlie Brown Christmas", "Vince Guaraldi", "Fantasy", "West Coast", 1965, "5019", 4],
  ["Birth of the Cool", "Miles Davis", "Capitol", "Cool", 1957, "T 762", 4],
  ["Blue Serge", "Serge Chaloff", "Capitol", "Cool", 1956, "T 742", 1],
  ["Cuban Fire!", "Stan Kenton", "Capitol", "Big band", 1956, "T 731", 1],
  ["Mercy, Mercy, Mercy! Live at \"The Club\"", "Cannonball Adderley", "Capitol", "Soul jazz", 1967, "T 2663", 3],
];
