import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import type { MappingChoice } from "../../../contracts/imports.ts";
import { openDesk } from "../testing/desk.ts";
import { contents, query } from "../testing/support.ts";
import { describeUpload } from "./describe-upload.ts";
import { discardUpload } from "./drop-uploads.ts";
import { checkUpload, startImport, stopWork } from "./work-on-upload.ts";

const FOREIGN = [
  "Rechnungsnr;Rechnungsdatum;Kundennummer;Artikel;Menge;Betrag;Währung",
  "R-1;03.01.2026;K-7;Blue Train;1;24,90;EUR",
  "R-2;14.02.2026;K-8;Kind of Blue;2;1.049,80;EUR",
  "R-3;31.02.2026;K-7;Moanin';1;22,00;EUR",
  "R-4;15.03.2026;;Maiden Voyage;0;19,00;EUR",
  "R-5;16.03.2026;;Speak No Evil;1;21,5;EUR",
].join("\r\n");

let database: TestDatabase;
let desk: ReturnType<typeof openDesk>;
beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "EUR", timeZone: "Europe/Berlin" } });
  desk = openDesk(database.db);
});
afterAll(async () => {
  await desk.background.stop();
  desk.remove();
  await database.close();
});

const page = (id: string) => describeUpload(desk.reader, { id });
const choiceOf = async (id: string): Promise<MappingChoice> => (await page(id)).form?.choice as MappingChoice;
const uploads = () => (existsSync(join(desk.dataDir, "uploads")) ? readdirSync(join(desk.dataDir, "uploads")).length : 0);

describe("bringing a file", () => {
  it("refuses what is no text by its content, whatever it is called, and keeps nothing of it", async () => {
    const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]);
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
    await expect(desk.upload({ "sales.csv": zip })).rejects.toThrow("sales.csv is a ZIP archive or a spreadsheet");
    await expect(desk.upload({ "sales.csv": png })).rejects.toThrow("is a picture");
    await expect(desk.upload({ "sales.csv": Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]) })).rejects.toThrow("not text in UTF-8");
    await expect(desk.upload({ "sales.csv": "" })).rejects.toThrow("sales.csv is empty");
    await expect(desk.upload({})).rejects.toThrow("Choose a file first");
    await expect(desk.upload({ "a.csv": "a,b\n1,2\n", "b.csv": "a,b\n1,2\n" })).rejects.toThrow("Upload other files one by one");
    expect(uploads()).toBe(0);
    expect(await query(database.db, sql`select count(*)::int as n from import_uploads`)).toEqual([{ n: 0 }]);
  });

  it("keeps the file under a harmless name in its own folder", async () => {
    const { id } = await desk.upload({ "../../etc/evil\u0000.csv": "a,b\n1,2\n" });
    expect(readdirSync(join(desk.dataDir, "uploads", id))).toEqual(["evil_.csv"]);
    await discardUpload(desk.work, { id });
    expect(uploads()).toBe(0);
  });

  it("recognises what it knows and takes UTF-16 with its mark", async () => {
    const cdnow = await desk.upload({ "anything.bin": " 00001 19970101  1   11.77\r\n" });
    expect((await page(cdnow.id)).format).toBe("cdnow");
    const utf16 = await desk.upload({ "x.csv": Buffer.from("\uFEFFDatum;Betrag\r\n2026-01-01;3,50\r\n", "utf16le") });
    expect(await choiceOf(utf16.id)).toMatchObject({ date: 1, amount: 2, decimal: ",", dateFormat: "yyyy-mm-dd", delimiter: "semicolon", header: "yes" });
    for (const { id } of [cdnow, utf16]) await discardUpload(desk.work, { id });
  });
});

describe("an unknown file with seven foreign columns", () => {
  let id = "";
  it("guesses which column is which, and shows the first rows as they will come in", async () => {
    ({ id } = await desk.upload({ "Kasse 2026.csv": FOREIGN }));
    const shown = await page(id);
    expect(shown.form?.columns.map(({ name }) => name)).toEqual(["Rechnungsnr", "Rechnungsdatum", "Kundennummer", "Artikel", "Menge", "Betrag", "Währung"]);
    expect(shown.form?.choice).toEqual({ source: "kasse", header: "yes", delimiter: "semicolon", line: 1, decimal: ",", order: 1, customer: 3, date: 2, title: 4, quantity: 5, amount: 6, dateFormat: "dd.mm.yyyy", currency: "EUR" });
    expect(shown.preview).toMatchObject({ looked: 5, refused: 2 });
    expect(shown.preview?.rows[1]).toEqual({ line: 3, cells: ["2026-02-14", "R-2", "K-8", "Kind of Blue", "2", "1049.80"], fault: null });
    expect(shown.preview?.rows[2]?.fault).toEqual({ column: "Rechnungsdatum", message: '"31.02.2026" is not a date like dd.mm.yyyy' });
  });

  it("checks the whole file and writes nothing", async () => {
    const acts = () => query(database.db, sql`select count(*)::int as acts from activity_logs`);
    const before = [await contents(database.db), await acts()];
    await checkUpload(desk.work, { id, mapping: await choiceOf(id) });
    await desk.background.settled();
    const shown = await page(id);
    expect(shown.state).toBe("checked");
    expect(shown.report).toMatchObject({ rows: 5, imported: 3, unchanged: 0, refused: 2 });
    expect(shown.report?.errors.map(({ row, column }) => [row, column])).toEqual([[4, "Rechnungsdatum"], [5, "Menge"]]);
    expect([await contents(database.db), await acts()]).toEqual(before);
    expect(await query(database.db, sql`select (select count(*)::int from import_batches) as batches, (select count(*)::int from import_rows) as rows`)).toEqual([{ batches: 0, rows: 0 }]);
  });

  it("imports once, however often and by however many it is asked for", async () => {
    const other = openDesk(database.db, "manager");
    await Promise.all([startImport(desk.work, { id }), startImport(desk.work, { id }), startImport({ ...other.work, dataDir: desk.dataDir }, { id })]);
    await Promise.all([desk.background.settled(), other.background.settled()]);
    other.remove();
    const shown = await page(id);
    expect(shown).toMatchObject({ state: "imported", report: { rows: 5, imported: 3, refused: 2 }, error: null });
    expect(await contents(database.db)).toMatchObject({ orders: 3, customers: 2, total: "1096.20", errors: [] });
    expect(await query(database.db, sql`select id, file_name, status, started_by in (${people.buyer.id}, ${people.manager.id}) as known from import_batches`)).toEqual([{ id: shown.batchId, file_name: "Kasse 2026.csv", status: "completed", known: true }]);
    expect(uploads()).toBe(0);
  });

  it("offers the same reading for a file with the same columns, and says that all is known", async () => {
    const again = await desk.upload({ "neu.csv": FOREIGN.replace("Blue Train", "Blue Trane") });
    const shown = await page(again.id);
    expect(shown.form?.kept?.fileName).toBe("Kasse 2026.csv");
    expect(shown.form?.choice.source).toBe("kasse");
    await startImport(desk.work, { id: again.id, mapping: shown.form?.choice as MappingChoice });
    await desk.background.settled();
    expect((await page(again.id)).report).toMatchObject({ imported: 0, unchanged: 3, refused: 2 });
  });
});

describe("work on a file", () => {
  it("ends with a sentence when the file as a whole is refused, and can begin again", async () => {
    const { id } = await desk.upload({ "twice.csv": "Datum,Betrag,Betrag\n2026-01-01,1.00,2.00\n" });
    await startImport(desk.work, { id, mapping: { source: "twice", header: "yes", delimiter: "comma", line: 1, date: 1, amount: 2, dateFormat: "yyyy-mm-dd", decimal: "." } });
    await desk.background.settled();
    expect(await page(id)).toMatchObject({ state: "failed", error: 'twice.csv has the column "Betrag" twice in its header, so it is not clear which one counts.' });
    await discardUpload(desk.work, { id });
  });

  it("stops when it is asked to, with nothing taken", async () => {
    const { id } = await desk.upload({ "long.csv": `Datum,Betrag\n${"2026-01-01,1.00\n".repeat(20_000)}` });
    const before = await contents(database.db);
    // Asked for before the work has told anything: it hears of it at its first word.
    const held: ((signal: AbortSignal) => Promise<void>)[] = [];
    await startImport({ ...desk.work, start: (_name, run) => void held.push(run) }, { id, mapping: { source: "long", header: "yes", delimiter: "comma", line: 1, date: 1, amount: 2, dateFormat: "yyyy-mm-dd", decimal: "." } });
    await stopWork(desk.work, { id });
    const program = new AbortController();
    program.abort();
    await held[0]?.(program.signal);
    expect(await page(id)).toMatchObject({ state: "failed", error: "The program was stopped, so nothing of the file was taken. Start again." });
    expect(await contents(database.db)).toEqual(before);
    expect(await query(database.db, sql`select status from import_batches where file_name = 'long.csv'`)).toEqual([{ status: "withdrawn" }]);
  });

  it("says that its process is gone, and lets somebody start again", async () => {
    const { id } = await desk.upload({ "lost.csv": "Datum,Betrag\n2026-05-01,1.00\n" });
    const worker = JSON.stringify({ host: "elsewhere", boot: "b", pid: 1, start: "1" });
    await query(database.db, sql`update import_uploads set state = 'importing', worker = ${worker}, heartbeat_at = '2026-06-01T00:00:00Z' where id = ${id}::uuid returning id`);
    expect(await page(id)).toMatchObject({ state: "failed" });
    await startImport(desk.work, { id, mapping: await choiceOf(id) });
    await desk.background.settled();
    expect(await page(id)).toMatchObject({ state: "imported", report: { imported: 1 } });
  });

  it("is for buyers, managers and admins", async () => {
    const staff = { ...desk.work, person: { id: people.staff.id, role: "staff" as const } };
    await expect(startImport(staff, { id: people.staff.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
