import type { CatalogueRow } from "./types";

/** Cuba, Puerto Rico, Latin New York, Brazil, and the bossa nova wherever it was played. */
// prettier-ignore
export const latinAndBrazil: readonly CatalogueRow[] = [
  ["Kenya", "Machito", "Roulette", "Latin jazz", null, "R-52006", 2],
  ["Puente Goes Jazz", "Tito Puente", "RCA Victor", "Latin jazz", 1956, "LPM-1312", 1],
  ["Cuban Jam Sessions in Miniature: \"Descargas\"", "Cachao", "Panart", "Latin jazz", 1957, null, 2],
  ["Soul Sauce", "Cal Tjader", "Verve", "Latin jazz", 1965, "V6-8614", 2],
  ["Acid", "Ray Barretto", "Fania", "Latin jazz", 1968, null, 1],
  ["Nueva visión", "Emiliano Salvador", "Areito", "Latin jazz", null, null, 1],
  ["Irakere", "Irakere", "Columbia", "Latin jazz", 1979, null, 1],
  ["Rumba Para Monk", "Jerry González & The Fort Apache Band", "Sunnyside", "Latin jazz", 1989, null, 1],
  ["Alma Adentro: The Puerto Rican Songbook", "Miguel Zenón", "Marsalis Music", "Latin jazz", 2011, null, 1],
  ["Chega de Saudade", "João Gilberto", "Odeon", "Bossa nova", 1959, "MOFB 3073", 3],
  ["Amoroso", "João Gilberto", "Warner Bros.", "Bossa nova", 1977, null, 2],
  ["Jazz Samba", "Stan Getz & Charlie Byrd", "Verve", "Bossa nova", 1962, "V-8432", 3],
  ["Getz/Gilberto", "Stan Getz & João Gilberto", "Verve", "Bossa nova", 1964, "V-8545", 5],
  ["The Composer of Desafinado, Plays", "Antônio Carlos Jobim", "Verve", "Bossa nova", 1963, "V-8547", 2],
  ["Wave", "Antônio Carlos Jobim", "A&M", "Bossa nova", 1967, "SP 3002", 3],
  ["Stone Flower", "Antônio Carlos Jobim", "CTI", "Bossa nova", 1970, "CTI 6002", 3],
  ["Francis Albert Sinatra & Antônio Carlos Jobim", "Frank Sinatra & Antônio Carlos Jobim", "Reprise", "Bossa nova", 1967, "FS 1021", 3],
  ["Elis & Tom", "Elis Regina & Antônio Carlos Jobim", "Philips", "Bossa nova", 1974, null, 4],
  ["Luiz Bonfá Plays and Sings Bossa Nova", "Luiz Bonfá", "Verve", "Bossa nova", 1963, "V-8522", 1],
  ["Wanda Vagamente", "Wanda Sá", "RGE", "Bossa nova", 1964, null, 1],
  ["Você Ainda Não Ouviu Nada!", "Sérgio Mendes & Bossa Rio", "Philips", "Bossa nova", null, null, 2],
  ["The Astrud Gilberto Album", "Astrud Gilberto", "Verve", "Bossa nova", 1965, "V-8608", 3],
  ["Rain Forest", "Walter Wanderley", "Verve", "Bossa nova", 1966, "V6-8658", 1],
  ["Coisas", "Moacir Santos", "Forma", "Latin jazz", 1965, null, 3],
  ["Quarteto Novo", "Quarteto Novo", "Odeon", "Latin jazz", 1967, null, 1],
  ["A Música Livre de Hermeto Paschoal", "Hermeto Pascoal", "Sinter", "Avant-garde", 1973, null, 1],
  ["Butterfly Dreams", "Flora Purim", "Milestone", "Fusion", 1973, "M-9052", 2],
  ["Azimüth", "Azymuth", "Som Livre", "Jazz-funk", 1975, null, 3],
];
