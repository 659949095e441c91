import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSystem } from "#db/rls.ts";
import { customerContacts } from "#db/schema/index.ts";
import { addAlbum, addArtist, addCustomer, addGenre, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { contents, importPath, previewPath, query, temporaryFiles } from "./testing/support.ts";

/** A shop of two records, in Chinook's shape. */
const FILES: Record<string, string[]> = {
  "Genre.csv": ["GenreId,Name", "1,Rock", "2,Jazz", "3,Blues"],
  "Artist.csv": ["ArtistId,Name", "1,MILES DAVIS", '2,"Peterson, Oscar"', "3,Unsold"],
  "Album.csv": ["AlbumId,Title,ArtistId", "10,Kind of Blue,1", '11,"Night ""Train""",2', "12,Nothing,3"],
  "Track.csv": ["TrackId,Name,AlbumId,MediaTypeId,GenreId,Composer,UnitPrice", "100,So What,10,1,3,,0.99", "101,Freddie,10,1,2,,0.99", "102,C Jam Blues,11,1,2,,1.99", "103,Hymn,11,1,3,,1.99", "104,Georgia,11,1,3,,1.99"],
  "Customer.csv": ["CustomerId,FirstName,LastName,Address,City,Country,PostalCode,Phone,Email", "1,Ana,Luz,Rua 1,Lisboa,Portugal,1000,+351 1,ana@example.test", "2,Known,Already,,,,,,SHARED@example.test"],
  "Invoice.csv": ["InvoiceId,CustomerId,InvoiceDate,BillingCity,Total", "7,1,2021-01-01 00:00:00,Lisboa,2.98", "8,2,2021-02-01 15:30:00,,1.98"],
  "InvoiceLine.csv": ["InvoiceLineId,InvoiceId,TrackId,UnitPrice,Quantity", "1,7,100,0.99,1", "2,7,102,1.99,1", "3,8,101,0.99,2"],
};
const ROWS = 21;

let database: TestDatabase;
const files = temporaryFiles();
let folders = 0;

/** A folder with these files, some of them changed. */
function folder(changes: Record<string, string[] | null> = {}): string {
  const name = `chinook-${++folders}`;
  for (const [file, lines] of Object.entries({ ...FILES, ...changes })) if (lines) files.write(`${name}/${file}`, `${lines.join("\n")}\n`);
  return `${files.folder}/${name}`;
}
const without = (file: string, line: string): string[] => (FILES[file] ?? []).filter((text) => text !== line);

beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "EUR", timeZone: "Europe/Berlin" } });
  await withSystem(database.db, "a record that is here", async (tx) => {
    const genre = await addGenre(tx, "jazz");
    const artistId = await addArtist(tx, "Miles Davis");
    await addAlbum(tx, { title: "KIND OF BLUE", artistId, genreId: genre, listPrice: "31" });
    const customer = await addCustomer(tx, { name: "Ours" });
    await tx.insert(customerContacts).values({ customerId: customer, email: "shared@example.test", city: "Bonn" });
  });
});
afterAll(async () => {
  files.remove();
  await database.close();
});

describe("Chinook folders that are refused", () => {
  it("refuses a folder without one of the files, and a file without one of its columns", async () => {
    const before = await contents(database.db);
    await expect(importPath(database.db, folder({ "Track.csv": null }))).rejects.toThrow("The folder has no Track.csv");
    await expect(importPath(database.db, folder({ "Invoice.csv": ["InvoiceId,CustomerId,InvoiceDate", "7,1,2021-01-01 00:00:00"] }))).rejects.toThrow('Invoice.csv has no column "Total"');
    await expect(importPath(database.db, folder({ "Album.csv": ["AlbumId,Title,ArtistId,Title", "10,a,1,b"] }))).rejects.toThrow('Album.csv has the column "Title" twice');
    await expect(importPath(database.db, `${files.folder}`)).rejects.toThrow("is none that is recognised");
    expect(await contents(database.db)).toEqual(before);
  });

  it("leaves out what hangs on a refused row, whole invoices at a time", async () => {
    const report = await previewPath(
      database.db,
      folder({ "Track.csv": [...without("Track.csv", "102,C Jam Blues,11,1,2,,1.99"), '102,"C Jam "Blues",11,1,2,,1.99'], "Customer.csv": [...without("Customer.csv", "2,Known,Already,,,,,,SHARED@example.test"), "2,Known,Already,,,,,,nowhere"] }),
    );
    expect(report.errors.map(({ file, row, column, message }) => [file, row, column, message])).toEqual([
      ["Customer.csv", 3, "Email", '"nowhere" is not an email address'],
      ["Invoice.csv", 2, null, "the invoice is left out as a whole, because its line in row 3 of InvoiceLine.csv was refused"],
      ["Invoice.csv", 3, "CustomerId", "customer 2 is not in Customer.csv, or was refused there"],
      ["InvoiceLine.csv", 2, "InvoiceId", "invoice 7 is not in Invoice.csv, or was refused there"],
      ["InvoiceLine.csv", 3, "TrackId", "track 102 is not in Track.csv, or was refused there"],
      ["InvoiceLine.csv", 4, "InvoiceId", "invoice 8 is not in Invoice.csv, or was refused there"],
      ["Track.csv", 6, "Name", "the quotes are broken"],
    ]);
    expect(report).toMatchObject({ rows: ROWS, refused: 7, imported: 9, unchanged: 5 });
  });

  it("leaves out an invoice whose lines do not come to its total, and a number that comes twice", async () => {
    const report = await previewPath(database.db, folder({ "Invoice.csv": [...(FILES["Invoice.csv"] ?? []), "8,1,2021-03-01 00:00:00,,5.00", "9,1,2021-03-01 00:00:00,,5.00"] }));
    expect(report.errors.map(({ row, column, message }) => [row, column, message])).toEqual([
      [4, null, "the number 8 appears a second time"],
      [5, "Total", "the total is 5.00 and its lines come to 0.00"],
    ]);
  });
});

describe("importing a Chinook folder", () => {
  it("makes artists, albums and genres ours, and keeps those that are here", async () => {
    const report = await importPath(database.db, folder());
    // Jazz, Miles Davis, Kind of Blue with its two tracks, and the customer with the known address were here.
    expect(report).toMatchObject({ format: "chinook", rows: ROWS, imported: 15, unchanged: 6, refused: 0, errors: [] });
    expect(await contents(database.db)).toMatchObject({ orders: 2, lines: 3, payments: 0, customers: 2, contacts: 2, albums: 3, artists: 3, genres: 3, total: "4.96", origin: "imported", errors: [] });
    const albums = await query(database.db, sql`select a.title, ar.name as artist, g.name as genre, a.list_price as price, a.external_id as id from albums a join artists ar on ar.id = a.artist_id left join genres g on g.id = a.genre_id order by a.title`);
    expect(albums).toEqual([
      { title: "KIND OF BLUE", artist: "Miles Davis", genre: "jazz", price: "31.0000", id: null },
      { title: 'Night "Train"', artist: "Peterson, Oscar", genre: "Blues", price: null, id: "11" },
      { title: "Nothing", artist: "Unsold", genre: null, price: null, id: "12" },
    ]);
  });

  it("gives each line the album of its track, and a day without a time noon", async () => {
    const lines = await query(
      database.db,
      sql`select o.external_id as id, c.name as customer, o.order_date at time zone 'Europe/Berlin' as at, o.time_known as known, i.description, a.title, i.quantity, i.unit_price as price, i.line_total as paid
        from order_items i join orders o on o.id = i.order_id join albums a on a.id = i.album_id join customers c on c.id = o.customer_id order by o.order_number, i.position`,
    );
    expect(lines).toEqual([
      { id: "chinook:7", customer: "Ana Luz", at: "2021-01-01 12:00:00", known: false, description: "So What", title: "KIND OF BLUE", quantity: 1, price: "0.9900", paid: "0.99" },
      { id: "chinook:7", customer: "Ana Luz", at: "2021-01-01 12:00:00", known: false, description: "C Jam Blues", title: 'Night "Train"', quantity: 1, price: "1.9900", paid: "1.99" },
      { id: "chinook:8", customer: "Ours", at: "2021-02-01 15:30:00", known: true, description: "Freddie", title: "KIND OF BLUE", quantity: 2, price: "0.9900", paid: "1.98" },
    ]);
  });

  it("keeps addresses without taking them for consent, and leaves a known person's alone", async () => {
    const contacts = await query(database.db, sql`select c.name, k.email, k.phone, k.street, k.postcode, k.city, k.country, k.marketing_consent as consent from customers c join customer_contacts k on k.customer_id = c.id order by c.name`);
    expect(contacts).toEqual([
      { name: "Ana Luz", email: "ana@example.test", phone: "+351 1", street: "Rua 1", postcode: "1000", city: "Lisboa", country: "Portugal", consent: false },
      { name: "Ours", email: "shared@example.test", phone: null, street: null, postcode: null, city: "Bonn", country: null, consent: false },
    ]);
  });

  it("adds nothing the second time, in whatever order the rows stand", async () => {
    const before = await contents(database.db);
    const turned = Object.fromEntries(Object.entries(FILES).map(([name, [head = "", ...rows]]) => [name, [head, ...rows.toReversed()]]));
    for (const path of [folder(), folder(turned)]) expect(await importPath(database.db, path)).toMatchObject({ rows: ROWS, imported: 0, unchanged: ROWS, refused: 0 });
    expect(await contents(database.db)).toEqual(before);
  });
});

describe("a shop that nobody has set up", () => {
  it("counts in the currency of the first history it gets; one that was set up keeps its own", async () => {
    const fresh = await openTestDatabase({ people: false });
    try {
      await importPath(fresh.db, folder());
      expect(await query(fresh.db, sql`select (select currency from settings) as shop, (select min(currency) from orders) as orders`)).toEqual([{ shop: "USD", orders: "USD" }]);
    } finally {
      await fresh.close();
    }
    expect(await query(database.db, sql`select currency from settings`)).toEqual([{ currency: "EUR" }]);
  });
});
