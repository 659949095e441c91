import type { CatalogueRow } from "./types";

/** From the mid 1990s to today. */
// prettier-ignore
export const contemporary: readonly CatalogueRow[] = [
  ["Concert in the Garden", "Maria Schneider", "ArtistShare", "Big band", 2004, null, 1],
  ["The Art of the Trio, Volume One", "Brad Mehldau", "Warner Bros.", "Contemporary", 1997, null, 2],
  ["Chamber Music Society", "Esperanza Spalding", "Heads Up", "Contemporary", 2010, null, 2],
  ["Coin Coin Chapter One: Gens de couleur libres", "Matana Roberts", "Constellation", "Avant-garde", 2011, "CST079", 1],
  ["Black Radio", "Robert Glasper Experiment", "Blue Note", "Contemporary", 2012, null, 4],
  ["The Imagined Savior Is Far Easier to Paint", "Ambrose Akinmusire", "Blue Note", "Contemporary", 2014, null, 1],
  ["v2.0", "GoGo Penguin", "Gondwana", "Contemporary", 2014, null, 3],
  ["Mise en Abîme", "Steve Lehman", "Pi Recordings", "Contemporary", 2014, null, 1],
  ["The Epic", "Kamasi Washington", "Brainfeeder", "Spiritual jazz", 2015, null, 4],
  ["Stretch Music", "Christian Scott aTunde Adjuah", null, "Contemporary", 2015, null, 2],
  ["Universal Beings", "Makaya McCraven", "International Anthem", "Contemporary", 2018, null, 3],
  ["Dem Ones", "Binker and Moses", "Gearbox", "Free jazz", 2015, null, 2],
  ["Black Focus", "Yussef Kamaal", "Brownswood", "Jazz-funk", 2016, null, 4],
  ["Wisdom of Elders", "Shabaka and the Ancestors", "Brownswood", "Spiritual jazz", 2016, null, 3],
  ["Your Queen Is a Reptile", "Sons of Kemet", "Impulse!", "Contemporary", 2018, null, 3],
  ["Perceive Its Beauty, Acknowledge Its Grace", "Shabaka", "Impulse!", "Spiritual jazz", 2024, null, 2],
  ["Together, As One", "Dinosaur", "Edition", "Contemporary", 2016, null, 1],
  ["La Saboteuse", "Yazz Ahmed", "Naim", "Contemporary", 2017, null, 2],
  ["Fly or Die Fly or Die Fly or Die ((World War))", "Jaimie Branch", "International Anthem", "Avant-garde", 2023, null, 2],
  ["Amaryllis", "Mary Halvorson", "Nonesuch", "Contemporary", 2022, null, 1],
  ["Blume", "Nérija", "Domino", "Contemporary", 2019, null, 1],
  ["The Oracle", "Angel Bat Dawid", "International Anthem", "Spiritual jazz", 2019, null, 2],
  ["Source", "Nubya Garcia", "Concord Jazz", "Contemporary", 2020, null, 3],
  ["Space 1.8", "Nala Sinephro", "Warp", "Contemporary", 2021, null, 3],
  ["Promises", "Floating Points, Pharoah Sanders & The London Symphony Orchestra", "Luaka Bop", "Contemporary", 2021, null, 4],
  ["Brand New Life", "Brandee Younger", "Impulse!", "Contemporary", 2023, null, 2],
  ["Dance, No One's Watching", "Ezra Collective", "Partisan", "Contemporary", 2024, null, 3],
];
