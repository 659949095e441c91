import { plain } from "../question.ts";
import { SHELF } from "../sql-parts.ts";

const out = (where: string) => `select title, on_hand from ${SHELF} s where on_hand = 0 and ${where} order by title`;
const low = (where: string) => `select title, on_hand from ${SHELF} s where on_hand > 0 and on_hand <= reorder_point and ${where} order by on_hand, title`;
const count = (sql: string) => `select count(*) as titles from (${sql}) x`;

/** What is gone and what is nearly gone. */
export const STOCK = plain("stock", [
  { id: "stock-vocal-out", role: "buyer", question: "which vocal records are sold out?", right: [{ sql: out("genre = 'Vocal'"), each: { title: "name" }, anyOrder: true }] },
  { id: "stock-bossa-low", role: "buyer", question: "which records are nearly gone in bossa nova", right: [{ sql: low("genre = 'Bossa nova'"), each: { title: "name" }, anyOrder: true }] },
  { id: "stock-hard-bop-out-count", role: "staff", question: "how many hard bop titles are out of stock?", right: [{ sql: count(out("genre = 'Hard bop'")), first: { titles: "count" } }] },
  { id: "stock-latin-none", role: "buyer", question: "Are any latin jazz titles out of stock?", right: [{ sql: count(out("genre = 'Latin jazz'")), first: { titles: "none" } }] },
  { id: "stock-blue-note-low-count", role: "buyer", question: "Number of Blue Note titles that are at or below their reorder point but not gone yet?", right: [{ sql: count(low("label = 'Blue Note'")), first: { titles: "count" } }] },
  { id: "stock-miles-low", role: "staff", question: "any miles davis running low?", right: [{ sql: low("artist = 'Miles Davis'"), each: { title: "name" }, anyOrder: true }] },
  { id: "stock-ecm-out", role: "buyer", question: "ecm titles with nothing left on the shelf", right: [{ sql: out("label = 'ECM'"), each: { title: "name" }, anyOrder: true }] },
  { id: "stock-follow-riverside", role: "buyer", after: ["which Blue Note records are out of stock?"], question: "and Riverside?", right: [{ sql: out("label = 'Riverside'"), each: { title: "name" }, anyOrder: true }] },
]);
