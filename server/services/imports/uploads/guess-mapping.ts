import type { MappingChoice } from "../../../contracts/imports.ts";
import { type DateGuess, guessDate } from "./guess-date.ts";
import type { Sample } from "./sample-file.ts";

type Field = "customer" | "date" | "quantity" | "amount";

/** Header words by what they mean, folded: English, German, French, Spanish, Italian, Dutch, Portuguese. The earlier the likelier. */
const WORDS: Readonly<Record<Field | "email" | "currency", readonly string[]>> = {
  date: ["date", "datum", "fecha", "data", "orderdate", "purchased", "created", "timestamp", "time", "day", "tag", "jour", "dia", "giorno", "dag", "when"],
  amount: ["amount", "betrag", "importe", "montant", "importo", "bedrag", "total", "totale", "totaal", "summe", "gesamt", "umsatz", "revenue", "sales", "monto", "valor", "value", "preis", "price", "precio", "prix", "prezzo", "prijs", "preco"],
  quantity: ["quantity", "menge", "anzahl", "cantidad", "quantite", "quantita", "aantal", "quantidade", "qty", "stueck", "stuck", "stk", "units", "unidades", "pieces", "pezzi", "copies", "count", "cds"],
  customer: ["customer", "kunde", "kundennummer", "cliente", "client", "klant", "buyer", "acheteur", "comprador", "acquirente", "koper", "member", "mitglied", "customerid", "masterid", "user"],
  email: ["email", "mail", "correo", "courriel"],
  currency: ["currency", "waehrung", "wahrung", "moneda", "devise", "valuta", "moeda"],
};

/** Letters and digits only, without accents, in small letters: "Währung (ISO)" -> "wahrung iso". */
const fold = (name: string): string => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/[^a-z0-9]+/g, " ").trim();

/** How well a column's name says that it is the field, 0 to 4. */
function nameScore(name: string, words: readonly string[]): number {
  const folded = fold(name);
  const parts = folded.split(" ");
  const joined = folded.replaceAll(" ", "");
  const at = words.findIndex((word) => joined === word);
  if (at !== -1) return 4 - at / 100;
  const inside = words.findIndex((word) => parts.includes(word));
  if (inside !== -1) return 3 - inside / 100;
  // Compounds: Rechnungsdatum, Kundennr.
  const within = words.findIndex((word) => word.length >= 4 && (joined.startsWith(word) || joined.endsWith(word)));
  return within === -1 ? 0 : 2 - within / 100;
}

const AMOUNT = /^\d{1,10}(?:[.,]\d{1,3})?$|^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?$/;
const COUNT = /^\d{1,4}(?:\.0+)?$/;
const share = (values: readonly string[], fits: (value: string) => boolean): number => (values.length === 0 ? 0 : values.filter(fits).length / values.length);

/** What the mapping form begins with. A field that nothing speaks for stays empty. */
export type MappingGuess = Partial<MappingChoice> & Pick<MappingChoice, "source" | "header" | "delimiter" | "decimal">;

/** Reads from names and values which column is which; places count from 1. */
export function guessMapping(sample: Sample, fileName: string): { guess: MappingGuess; date: DateGuess | null } {
  const columns = sample.columns.map((name, at) => {
    const values = sample.rows.map(({ cells }) => (cells[at] ?? "").trim()).filter((value) => value !== "");
    return { name, place: at + 1, values, date: guessDate(values), amounts: share(values, (value) => AMOUNT.test(value)), counts: share(values, (value) => COUNT.test(value)), cents: share(values, (value) => /[.,]\d{2}$/.test(value)) };
  });
  type Column = (typeof columns)[number];
  const taken = new Set<number>();
  const pick = (words: readonly string[], fits: (column: Column) => number): Column | undefined => {
    const scored = columns
      .filter(({ place }) => !taken.has(place))
      .map((column) => ({ column, score: fits(column) > 0 ? (sample.header ? nameScore(column.name, words) : 0) * 10 + fits(column) : 0, named: sample.header ? nameScore(column.name, words) : 0 }))
      .filter(({ score, named, column }) => score > 0 && (named > 0 || fits(column) > 1));
    const best = scored.reduce<(typeof scored)[number] | undefined>((a, b) => (a === undefined || b.score > a.score ? b : a), undefined);
    if (best) taken.add(best.column.place);
    return best?.column;
  };
  // What fits above 1 is taken also where its name says nothing.
  const date = pick(WORDS.date, (column) => (column.date === null ? 0 : column.date.share + 1));
  const amount = pick(WORDS.amount, (column) => (column.amounts >= 0.5 ? column.amounts + column.cents : 0));
  const quantity = pick(WORDS.quantity, (column) => (column.counts >= 0.5 ? column.counts / 2 : 0));
  const customer = pick(WORDS.customer, () => 0.5) ?? pick(WORDS.email, () => 0.5);
  const currency = columns.find(({ name, values }) => sample.header && nameScore(name, WORDS.currency) > 0 && values.length > 0 && values.every((value) => value === values[0]))?.values[0]?.toUpperCase();
  const commas = amount ? share(amount.values, (value) => /,\d{1,2}$/.test(value)) : 0;
  const guess: MappingGuess = {
    source: fold(fileName.replace(/\.[^.]*$/, "")).replace(/\d{4,}/g, "").trim().replace(/ +/g, "-").slice(0, 40).replace(/^-+|-+$/g, "") || "till",
    header: sample.header ? "yes" : "no",
    delimiter: sample.delimiter,
    decimal: commas > 0.2 ? "," : ".",
    ...(customer ? { customer: customer.place } : {}),
    ...(date ? { date: date.place } : {}),
    ...(quantity ? { quantity: quantity.place } : {}),
    ...(amount ? { amount: amount.place } : {}),
    ...(date?.date ? { dateFormat: date.date.pattern } : {}),
    ...(currency && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
  };
  return { guess, date: date?.date ?? null };
}
