import type { CatalogueRow } from "./types";

/** Singers, from the ten-inch LP to today. */
// prettier-ignore
export const vocal: readonly CatalogueRow[] = [
  ["Black Coffee", "Peggy Lee", "Decca", "Vocal", 1953, "DL 5482", 3],
  ["Julie Is Her Name", "Julie London", "Liberty", "Vocal", 1955, "LRP 3006", 3],
  ["Helen Merrill", "Helen Merrill", "EmArcy", "Vocal", 1955, "MG 36006", 3],
  ["Sarah Vaughan", "Sarah Vaughan", "EmArcy", "Vocal", 1955, "MG 36004", 4],
  ["Mel Tormé and the Marty Paich Dek-Tette", "Mel Tormé", "Bethlehem", "Vocal", 1956, "BCP-52", 2],
  ["Little Girl Blue", "Nina Simone", "Bethlehem", "Vocal", 1959, "BCP-6028", 4],
  ["Pastel Blues", "Nina Simone", "Philips", "Vocal", 1965, "PHM 200-187", 4],
  ["Ella and Louis", "Ella Fitzgerald & Louis Armstrong", "Verve", "Vocal", 1956, "MG V-4003", 5],
  ["Ella Fitzgerald Sings the George and Ira Gershwin Song Book", "Ella Fitzgerald", "Verve", "Vocal", 1959, "MG V-4029-5", 2],
  ["Mack the Knife: Ella in Berlin", "Ella Fitzgerald", "Verve", "Vocal", 1960, "MG V-4041", 3],
  ["Songs for Distingué Lovers", "Billie Holiday", "Verve", "Vocal", null, "MG V-8257", 3],
  ["Lady in Satin", "Billie Holiday", "Columbia", "Vocal", 1958, "CL 1157", 4],
  ["Nancy Wilson/Cannonball Adderley", "Nancy Wilson", "Capitol", "Vocal", null, "T 1657", 3],
  ["Blossom Dearie", "Blossom Dearie", "Verve", "Vocal", 1957, "MG V-2037", 3],
  ["Anita O'Day Sings the Winners", "Anita O'Day", "Verve", "Vocal", 1958, "MG V-8283", 1],
  ["What a Diff'rence a Day Makes!", "Dinah Washington", "Mercury", "Vocal", 1959, "MG 20479", 2],
  ["The Hottest New Group in Jazz", "Lambert, Hendricks & Ross", "Columbia", "Vocal", null, "CL 1403", 2],
  ["The Newest Sound Around", "Jeanne Lee & Ran Blake", "RCA Victor", "Vocal", 1962, "LPM-2500", 1],
  ["Waltz for Debby", "Monica Zetterlund", "Philips", "Vocal", 1964, null, 3],
  ["Sings", "Patty Waters", "ESP-Disk", "Avant-garde", 1966, "1025", 1],
  ["The Audience with Betty Carter", "Betty Carter", "Bet-Car", "Vocal", 1980, null, 2],
  ["Fairytales", "Radka Toneff & Steve Dobrogosz", "Odin", "Vocal", 1982, null, 3],
  ["Blue Light 'til Dawn", "Cassandra Wilson", "Blue Note", "Vocal", 1993, null, 2],
  ["Café Blue", "Patricia Barber", "Premonition", "Vocal", 1994, null, 2],
  ["Liquid Spirit", "Gregory Porter", "Blue Note", "Vocal", 2013, null, 4],
  ["Ghost Song", "Cécile McLorin Salvant", "Nonesuch", "Vocal", 2022, null, 2],
  ["Linger Awhile", "Samara Joy", "Verve", "Vocal", 2022, null, 3],
];
