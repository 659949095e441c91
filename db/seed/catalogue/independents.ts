import type { CatalogueRow } from "./types";

/** Artist-run and small labels of the 1960s to the 1990s: ESP-Disk, Delmark, Saturn, Strata-East, JCOA and others. */
// prettier-ignore
export const independents: readonly CatalogueRow[] = [
  ["Spiritual Unity", "Albert Ayler", "ESP-Disk", "Free jazz", 1965, "1002", 3],
  ["New York Art Quartet", "New York Art Quartet", "ESP-Disk", "Free jazz", 1965, "1004", 1],
  ["The Heliocentric Worlds of Sun Ra, Volume One", "Sun Ra", "ESP-Disk", "Free jazz", 1965, "1014", 2],
  ["Jazz in Silhouette", "Sun Ra", "Saturn", "Avant-garde", 1959, null, 3],
  ["Space Is the Place", "Sun Ra", "Blue Thumb", "Spiritual jazz", 1973, "BTS 41", 3],
  ["Lanquidity", "Sun Ra", "Philly Jazz", "Jazz-funk", 1978, "PJ666", 4],
  ["Black Christ of the Andes", "Mary Lou Williams", "Saba", "Spiritual jazz", 1964, null, 2],
  ["Sound", "Roscoe Mitchell", "Delmark", "Free jazz", 1966, null, 1],
  ["For Alto", "Anthony Braxton", "Delmark", "Free jazz", 1971, null, 1],
  ["Philip Cohran and The Artistic Heritage Ensemble", "Philip Cohran & The Artistic Heritage Ensemble", "Zulu", "Spiritual jazz", null, null, 2],
  ["The Giant Is Awakened", "Horace Tapscott", "Flying Dutchman", "Spiritual jazz", 1969, "FDS-107", 2],
  ["Escalator over the Hill", "Carla Bley & Paul Haines", "JCOA", "Avant-garde", 1971, null, 2],
  ["Organic Music Society", "Don Cherry", "Caprice", "Spiritual jazz", 1973, null, 2],
  ["Brown Rice", "Don Cherry", null, "Spiritual jazz", null, null, 3],
  ["Nation Time", "Joe McPhee", "CjR", "Free jazz", 1971, null, 2],
  ["Infant Eyes", "Doug Carn", "Black Jazz", "Spiritual jazz", 1971, null, 2],
  ["Dogon A.D.", "Julius Hemphill", "Mbari", "Avant-garde", 1972, null, 2],
  ["Glass Bead Games", "Clifford Jordan", "Strata-East", "Spiritual jazz", 1974, "SES-19737/8", 3],
  ["Musa: Ancestral Streams", "Stanley Cowell", "Strata-East", "Spiritual jazz", 1974, "SES-19743", 2],
  ["Winter in America", "Gil Scott-Heron & Brian Jackson", "Strata-East", "Soul jazz", 1974, "SES-19742", 4],
  ["Sahara", "McCoy Tyner", "Milestone", "Modal", 1972, "MSP 9039", 2],
  ["Pharoah", "Pharoah Sanders", "India Navigation", "Spiritual jazz", 1977, "IN 1027", 3],
  ["The Printmakers", "Geri Allen", "Minor Music", "Post-bop", 1985, null, 1],
  ["Scott Hamilton Is a Good Wind Who Is Blowing Us No Ill", "Scott Hamilton", "Concord Jazz", "Swing", 1977, "CJ-42", 1],
];
