import type { ColumnField } from "../../../contracts/imports.ts";

/** Header words by what they mean, folded: English, German, French, Spanish, Italian, Dutch, Portuguese. The earlier the likelier. */
export const WORDS: Readonly<Record<ColumnField | "currency", readonly string[]>> = {
  date: ["date", "datum", "fecha", "data", "orderdate", "purchased", "created", "timestamp", "time", "day", "tag", "jour", "dia", "giorno", "dag", "when"],
  amount: ["amount", "betrag", "importe", "montant", "importo", "bedrag", "total", "totale", "totaal", "summe", "gesamt", "umsatz", "revenue", "sales", "monto", "valor", "value", "preis", "price", "precio", "prix", "prezzo", "prijs", "preco"],
  quantity: ["quantity", "menge", "anzahl", "cantidad", "quantite", "quantita", "aantal", "quantidade", "qty", "stueck", "stuck", "stk", "units", "unidades", "pieces", "pezzi", "copies", "count", "cds"],
  customer: ["customer", "kunde", "kundennummer", "cliente", "client", "klant", "buyer", "acheteur", "comprador", "acquirente", "koper", "member", "mitglied", "customerid", "masterid", "user"],
  order: ["orderid", "order", "ordernumber", "orderno", "receipt", "invoice", "bestellnummer", "bestellung", "rechnungsnummer", "rechnungsnr", "rechnung", "belegnummer", "beleg", "bonnummer", "bon", "pedido", "factura", "commande", "facture", "ticket", "ordine", "fattura", "scontrino", "bestelling", "factuur", "encomenda", "fatura", "transaction"],
  title: ["title", "album", "item", "artikel", "article", "articulo", "product", "produkt", "producto", "produit", "prodotto", "produto", "titel", "titre", "titulo", "titolo", "record", "artigo", "articolo", "description", "beschreibung", "bezeichnung", "descripcion", "descrizione", "omschrijving", "descricao"],
  email: ["email", "mail", "correo", "courriel"],
  name: ["customername", "name", "fullname", "buyername", "billingname", "kundenname", "nombre", "nombredelcliente", "nom", "nomduclient", "nome", "nomecliente", "naam", "klantnaam"],
  tax: ["tax", "vat", "taxes", "mwst", "ust", "umsatzsteuer", "mehrwertsteuer", "steuer", "iva", "tva", "btw", "impuesto"],
  currency: ["currency", "waehrung", "wahrung", "moneda", "devise", "valuta", "moeda"],
};

const ONE_COPY = ["unit", "each", "einzelpreis", "stueckpreis", "stuckpreis", "unitario", "unitaire", "unitprice", "stuksprijs", "peritem"];
const SHARE_OF_TAX = /%|\b(?:rate|satz|percent|prozent|taux|tipo|aliquota|tarief)\b|satz$/i;

/** Letters and digits only, without accents, in small letters: "Währung (ISO)" -> "wahrung iso". */
export const fold = (name: string): string => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/[^a-z0-9]+/g, " ").trim();

/** How well a column's name says that it is the field, 0 to 4; above 3 the whole name does. */
export function nameScore(name: string, words: readonly string[]): number {
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

/** True for a name that says the price of one copy. */
export const saysOneCopy = (name: string): boolean => nameScore(name, ONE_COPY) > 0;

/** True for a name that says a rate of tax and no sum of money. */
export const saysTaxRate = (name: string): boolean => SHARE_OF_TAX.test(name.trim());
