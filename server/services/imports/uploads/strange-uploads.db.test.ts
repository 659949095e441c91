import { existsSync, mkdirSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import type { MappingChoice } from "../../../contracts/imports.ts";
import { openDesk } from "../testing/desk.ts";
import { contents, NOW, query } from "../testing/support.ts";
import { undoImport } from "../undo/undo-import.ts";
import { describeUpload } from "./describe-upload.ts";
import { discardUpload, dropOldUploads } from "./drop-uploads.ts";
import { checkUpload, startImport } from "./work-on-upload.ts";

/* Files as tills, spreadsheets and tired people make them. */

let database: TestDatabase;
let desk: ReturnType<typeof openDesk>;
beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "EUR", timeZone: "Europe/Budapest" } });
  desk = openDesk(database.db);
});
afterAll(async () => {
  await desk.background.stop();
  desk.remove();
  await database.close();
});

const page = (id: string, reading = {}) => describeUpload(desk.reader, { id, ...reading });
const formOf = async (content: string | Uint8Array, name = "kassza.csv") => {
  const { id } = await desk.upload({ [name]: content });
  const shown = await page(id);
  await discardUpload(desk.work, { id });
  return shown;
};
const take = async (id: string, mapping: MappingChoice) => {
  await startImport(desk.work, { id, mapping });
  await desk.background.settled();
  return page(id);
};

/** Hungarian: no word of it is one that is guessed by. */
const HEAD = "Sorszám;Kelt;Vevőkód;Lemez;Darab;Fizetve;Pénznem";
const FILE = [HEAD, "S-1;2026.01.03;V-7;Blue Train;1;24,90;EUR", "S-2;2026.02.14;V-8;Kind of Blue;2;49,80;EUR"].join("\r\n");
const READ: MappingChoice = { source: "kassza", header: "yes", delimiter: "semicolon", line: 1, date: 2, amount: 6, customer: 3, quantity: 5, order: 1, title: 4, dateFormat: "yyyy.mm.dd", decimal: ",", currency: "EUR" };

describe("what is seen of a strange file", () => {
  it("is a table that begins below a title, or below what a spreadsheet says about its delimiter", async () => {
    const titled = await formOf(`Lemezbolt - eladások\r\n\r\n${FILE}`);
    expect(titled.form?.choice).toMatchObject({ line: 3, delimiter: "semicolon", header: "yes", date: 2, amount: 6 });
    expect(titled.preview?.rows[0]?.line).toBe(4);
    expect((await formOf(`sep=;\r\n${FILE}`)).form?.choice).toMatchObject({ line: 2, delimiter: "semicolon" });
    expect((await formOf(`sep=;\na;b\n2026-01-01;2,50\n`)).form?.choice).toMatchObject({ line: 2, date: 1, amount: 2 });
  });

  it("keeps a header of which the rows end in a delimiter", async () => {
    const shown = await formOf("when,what,sum\n2026-01-01,x,2.50,\n2026-01-02,y,3.50,\n2026-01-03,z,4.50,\n");
    expect(shown.form?.columns.map(({ name }) => name)).toEqual(["when", "what", "sum"]);
    expect(shown.preview).toMatchObject({ looked: 3, refused: 0 });
  });

  it("guesses by values where names say nothing, and leaves open what two columns could be", async () => {
    expect((await formOf(FILE)).form?.choice).toEqual({ source: "kassza", header: "yes", delimiter: "semicolon", line: 1, decimal: ",", date: 2, amount: 6, dateFormat: "yyyy.mm.dd" });
    expect((await formOf("Egységár;Összeg;Kelt;Szállítva\n10,00;20,00;2026.01.03;2026.01.05\n10;20,00;2026.02.30;2026.03.01\n")).form?.choice).toEqual({ source: "kassza", header: "yes", delimiter: "semicolon", line: 1, decimal: "." });
  });

  it("asks a person whether the third of April or the fourth of March is meant", async () => {
    const shown = await formOf("date,amount\n03/04/2026,1.50\n05/06/2026,2.50\n");
    expect(shown.form?.choice.dateFormat).toBeUndefined();
    expect(shown.form?.ambiguousDates).toEqual([
      { pattern: "dd/mm/yyyy", written: "03/04/2026", day: "2026-04-03" },
      { pattern: "mm/dd/yyyy", written: "03/04/2026", day: "2026-03-04" },
    ]);
    expect(shown.preview?.rows[0]?.cells[0]).toBe("2026-04-03");
  });

  it("reads signs of a currency, thousands, a price for one copy and dates of a program", async () => {
    const shown = await formOf('Created,Qty,Unit price\n2026-02-01T10:00:00.000Z,2,"€1,234.50"\n2026-02-02T10:00:00.000Z,1,€2.00\n');
    expect(shown.form?.choice).toMatchObject({ date: 1, quantity: 2, amount: 3, amountIs: "copy", currency: "EUR", decimal: ".", dateFormat: "yyyy-mm-ddThh:mi:sstz" });
    expect(shown.preview).toMatchObject({ refused: 0, rows: [{ cells: ["2026-02-01 10:00:00 UTC", "walk-in", "2", "1234.50"] }, {}] });
  });

  it("is little of a line of 64,000 columns, and nothing of JSON or XML", async () => {
    const wide = await formOf(`${"a1,".repeat(64_000)}\n`);
    expect(wide.form?.columns).toHaveLength(1_000);
    await expect(desk.upload({ "a.csv": '[{"date": "2026-01-01"}]' })).rejects.toThrow("a.csv is JSON");
    await expect(desk.upload({ "a.csv": '<?xml version="1.0"?><Workbook/>' })).rejects.toThrow("a.csv is XML");
    await expect(desk.upload({ "a.xls": "<table><tr><td>1</td></tr></table>" })).rejects.toThrow("is a web page");
  });

  it("reads old Macintosh files and Latin letters with their mark, and refuses Latin-1 in words", async () => {
    expect((await formOf(FILE.replaceAll("\r\n", "\r"))).form?.choice).toMatchObject({ date: 2, amount: 6 });
    expect((await formOf(`\uFEFF${FILE}`)).form?.columns[0]?.name).toBe("Sorszám");
    await expect(desk.upload({ "a.csv": Buffer.from(FILE, "latin1") })).rejects.toThrow("Save it as UTF-8");
  });
});

describe("what was said before", () => {
  let batch = "";
  it("is offered for the same columns", async () => {
    const { id } = await desk.upload({ "januar.csv": FILE });
    const done = await take(id, READ);
    expect(done).toMatchObject({ state: "imported", report: { imported: 2, refused: 0 } });
    batch = done.batchId ?? "";
    const again = await formOf(FILE.replace("S-1", "S-3"));
    expect(again.form).toMatchObject({ choice: { ...READ, amountIs: "row" }, kept: { fileName: "januar.csv", undone: false, added: [], gone: [], lost: [] } });
  });

  it("is offered when a column came or went that it does not need, with what is different", async () => {
    const changed = FILE.split("\r\n").map((line, at) => `${at === 0 ? "Pult" : "1"};${line.split(";").slice(0, 6).join(";")}`).join("\r\n");
    expect((await formOf(changed)).form).toMatchObject({ choice: { date: 3, amount: 7, order: 2 }, kept: { added: ["Pult"], gone: ["Pénznem"], lost: [] } });
  });

  it("is told and not used when a column it was read by is gone", async () => {
    const shown = await formOf(FILE.replace("Fizetve", "Összesen"));
    expect(shown.form).toMatchObject({ choice: { amount: 6, date: 2 }, kept: { fileName: "januar.csv", lost: ["Fizetve"] } });
    expect(shown.form?.choice.customer).toBeUndefined();
  });

  it("keeps the same file from coming in twice under another name", async () => {
    const before = await contents(database.db);
    const { id } = await desk.upload({ "renamed.csv": FILE });
    for (const work of [checkUpload, startImport]) {
      await work(desk.work, { id, mapping: { ...READ, source: "pult-2" } });
      await desk.background.settled();
      expect(await page(id)).toMatchObject({ state: "failed", error: expect.stringMatching(/^This very file was imported as januar.csv of kassza, and was read in another way then/) as string });
    }
    expect(await contents(database.db)).toEqual(before);
    expect(await take(id, READ)).toMatchObject({ state: "imported", report: { imported: 0, unchanged: 2 } });
  });

  it("is doubted when that import was taken back", async () => {
    await query(database.db, sql`delete from import_uploads where state = 'imported' returning id`);
    await undoImport({ db: database.db, actor: { kind: "command_line" }, now: () => NOW }, batch);
    await query(database.db, sql`update import_batches set format = 'other' where status = 'completed' returning id`);
    expect((await formOf(FILE)).form?.kept).toMatchObject({ fileName: "januar.csv", undone: true });
  });
});

describe("a file and its machine", () => {
  it("is worked on wherever it can be read, and asked for again where it cannot", async () => {
    const { id } = await desk.upload({ "lost.csv": FILE });
    await query(database.db, sql`update import_uploads set host = 'a container that was' where id = ${id}::uuid returning id`);
    expect(await page(id)).toMatchObject({ isHere: true });
    rmSync(join(desk.dataDir, "uploads", id), { recursive: true });
    expect(await page(id)).toMatchObject({ isHere: false, form: null });
    await expect(startImport(desk.work, { id, mapping: READ })).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/Upload it again/) as string });
    await discardUpload(desk.work, { id });
  });

  it("is not missed by a second click when it is imported already", async () => {
    const { id } = await desk.upload({ "click.csv": FILE.replaceAll("S-", "C-") });
    await take(id, READ);
    expect(await startImport(desk.work, { id, mapping: READ })).toEqual({ id });
    expect(await checkUpload(desk.work, { id, mapping: READ })).toEqual({ id });
  });

  it("is removed when nobody knows it any more", async () => {
    const { id } = await desk.upload({ "known.csv": FILE });
    const stray = join(desk.dataDir, "uploads", "01900000-0000-7000-8000-00000000abcd");
    mkdirSync(stray);
    for (const path of [stray, join(desk.dataDir, "uploads", id)]) utimesSync(path, new Date("2026-06-01"), new Date("2026-06-01"));
    await dropOldUploads(database.db, desk.dataDir, NOW);
    expect([existsSync(stray), existsSync(join(desk.dataDir, "uploads", id))]).toEqual([false, true]);
    await query(database.db, sql`update import_uploads set host = 'elsewhere', uploaded_at = '2026-06-01' where id = ${id}::uuid returning id`);
    await dropOldUploads(database.db, desk.dataDir, NOW);
    expect(await query(database.db, sql`select id from import_uploads where id = ${id}::uuid`)).toEqual([]);
  });
});

describe("what has to be said first", () => {
  it("is the worth of another currency, whether the tax is in the amount, and one thing per column", async () => {
    const { id } = await desk.upload({ "first.csv": FILE });
    await expect(startImport(desk.work, { id, mapping: { ...READ, currency: "HUF" } })).rejects.toMatchObject({ fields: { rate: "The shop counts in EUR. Say what one HUF is worth." } });
    await expect(startImport(desk.work, { id, mapping: { ...READ, quantity: undefined, tax: 5 } })).rejects.toMatchObject({ fields: { taxIs: "Say whether the amount holds the tax." } });
    await expect(startImport(desk.work, { id, mapping: { ...READ, title: 1 } })).rejects.toMatchObject({ fields: { title: "One column cannot be two things at once." } });
    await startImport(desk.work, { id, mapping: { ...READ, source: "forint", currency: "HUF" }, rate: "0.0025" });
    await desk.background.settled();
    expect(await page(id)).toMatchObject({ state: "imported", report: { imported: 2 } });
  });
});
