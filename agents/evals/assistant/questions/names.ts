import { plain } from "../question.ts";

const find = (table: "artists" | "labels" | "genres", name: string) => `select name from ${table} where name = '${name.replaceAll("'", "''")}'`;

/** What a name in the shop means, typing errors and all. */
export const NAMES = plain("names", [
  { id: "names-yamamoto", role: "staff", question: "how do you spell that japanese pianist, tsuyoshi yamamotto or something", right: [{ sql: find("artists", "Tsuyoshi Yamamoto"), first: { name: "name" } }] },
  { id: "names-impulse", role: "buyer", question: "do we carry a label called impluse?", right: [{ sql: "select name from labels where name like 'Impulse%'", first: { name: "name" } }] },
  { id: "names-astatke", role: "staff", question: "do we have an artist named Mulato Astatkey", right: [{ sql: find("artists", "Mulatu Astatke"), first: { name: "name" } }] },
  { id: "names-avantgarde", role: "marketing", question: "is there a genre 'avantgard' in our system and what's it called exactly?", right: [{ sql: find("genres", "Avant-garde"), first: { name: "name" } }] },
  { id: "names-falkenstein", role: "staff", question: "is there a customer called Lothar Falkenstien something", right: [{ sql: "select name from customers where name like 'Lothar Falkenstein%'", first: { name: "name" } }] },
]);
