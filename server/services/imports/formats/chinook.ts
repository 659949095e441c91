import { readdirSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#server/errors.ts";
import { countUnchangedChinook, fillFromChinook } from "../apply/chinook.ts";
import { dateReader } from "../reader/date-pattern.ts";
import type { ImportPlan, RowReader, TableSpec } from "../types.ts";
import { readEmail, readMoney, readOptional, readQuantity, readText, readWholeId } from "../values.ts";

type Column = (name: string) => number;

/** A reader for rows that all have an id of their own in column `id`. */
const keyed = (id: string, read: (cell: (name: string) => string) => Record<string, unknown>) => (column: Column): RowReader => {
  const places = new Map<string, number>();
  const placeOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    const place = column(name);
    places.set(name, place);
    return place;
  };
  return (cells) => {
    const cell = (name: string): string => cells[placeOf(name)] ?? "";
    return { key: readWholeId(cell(id), id), data: JSON.stringify(read(cell)) };
  };
};

const readInvoiceDate = dateReader("yyyy-mm-dd hh:mi:ss", "InvoiceDate");

/** The files that are read, in an order in which each only points back; the others of the folder are not needed. */
const FILES: readonly { name: string; kind: string; required: readonly string[]; bind: (column: Column) => RowReader }[] = [
  { name: "Genre.csv", kind: "genre", required: ["GenreId", "Name"], bind: keyed("GenreId", (cell) => ({ name: readText(cell("Name"), "Name", 200) })) },
  { name: "Artist.csv", kind: "artist", required: ["ArtistId", "Name"], bind: keyed("ArtistId", (cell) => ({ name: readText(cell("Name"), "Name", 300) })) },
  {
    name: "Album.csv",
    kind: "album",
    required: ["AlbumId", "Title", "ArtistId"],
    bind: keyed("AlbumId", (cell) => ({ title: readText(cell("Title"), "Title", 500), artist: readWholeId(cell("ArtistId"), "ArtistId") })),
  },
  {
    name: "Track.csv",
    kind: "track",
    required: ["TrackId", "Name", "AlbumId", "GenreId"],
    bind: keyed("TrackId", (cell) => ({
      name: readText(cell("Name"), "Name", 500),
      album: cell("AlbumId").trim() === "" ? null : readWholeId(cell("AlbumId"), "AlbumId"),
      genre: cell("GenreId").trim() === "" ? null : readWholeId(cell("GenreId"), "GenreId"),
    })),
  },
  {
    name: "Customer.csv",
    kind: "customer",
    required: ["CustomerId", "FirstName", "LastName", "Email"],
    bind: keyed("CustomerId", (cell) => ({
      name: readOptional(`${cell("FirstName").trim()} ${cell("LastName").trim()}`),
      email: readEmail(cell("Email"), "Email"),
      phone: readOptional(cell("Phone")),
      street: readOptional(cell("Address")),
      postcode: readOptional(cell("PostalCode")),
      city: readOptional(cell("City")),
      country: readOptional(cell("Country")),
    })),
  },
  {
    name: "Invoice.csv",
    kind: "invoice",
    required: ["InvoiceId", "CustomerId", "InvoiceDate", "Total"],
    bind: keyed("InvoiceId", (cell) => ({ customer: readWholeId(cell("CustomerId"), "CustomerId"), ...readInvoiceDate(cell("InvoiceDate")), total: readMoney(cell("Total"), "Total") })),
  },
  {
    name: "InvoiceLine.csv",
    kind: "invoice_line",
    required: ["InvoiceLineId", "InvoiceId", "TrackId", "UnitPrice", "Quantity"],
    bind: keyed("InvoiceLineId", (cell) => ({
      invoice: readWholeId(cell("InvoiceId"), "InvoiceId"),
      track: readWholeId(cell("TrackId"), "TrackId"),
      price: readMoney(cell("UnitPrice"), "UnitPrice"),
      quantity: readQuantity(cell("Quantity"), "Quantity"),
    })),
  },
];

/** True for a folder with most of Chinook's files, also when one was lost. */
export function looksLikeChinook(folder: string): boolean {
  const names = new Set(readdirSync(folder).map((name) => name.toLowerCase()));
  return FILES.filter((file) => names.has(file.name.toLowerCase())).length >= 4;
}

/** The sample database of a digital music shop, as the folder of its CSV files. Throws AppError when one is missing. */
export function chinookPlan(folder: string): ImportPlan {
  const names = readdirSync(folder);
  const tables = FILES.map((file): TableSpec => {
    const found = names.find((name) => name.toLowerCase() === file.name.toLowerCase());
    if (!found) throw new AppError("BAD_REQUEST", `The folder has no ${file.name}, which Chinook's sales need.`);
    return { path: join(folder, found), file: found, kind: file.kind, delimiter: ",", header: true, required: file.required, bind: file.bind };
  });
  return { format: "chinook", source: "chinook", currency: "USD", tables, options: {}, singleLine: false, prepare: fillFromChinook, countUnchanged: countUnchangedChinook };
}
