import type { Database } from "#db/client.ts";
import type { Person } from "#db/rls.ts";
import { STOCK_DESK } from "#db/policies.ts";
import { type KeptMapping, listKeptMappings, readKeptTax, readUpload, type UploadRow } from "#db/queries/imports/read-upload.ts";
import { withRls } from "#db/rls.ts";
import { IMPORTS_SENTENCE, type MappingChoice, type Reading } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { requireRoles } from "../../context.ts";
import { latestDay } from "../import-file.ts";
import { FORMATS_WITH_TAX } from "../settle-tax.ts";
import { DATE_PATTERNS, guessDate } from "./guess-date.ts";
import { guessMapping, type MappingGuess } from "./guess-mapping.ts";
import { offerMapping, type OfferedMapping } from "./kept-mapping.ts";
import { toChoice, toMapping } from "./mapping.ts";
import { type PreviewTable, previewRows } from "./preview-rows.ts";
import { type Sample, sampleFile } from "./sample-file.ts";
import { isLost, readOptions, readProgress, readReport } from "./upload-state.ts";
import { isStored, uploadPath } from "./upload-files.ts";

const SHOWN_SAMPLES = 3;

/** What the form for own columns shows. */
export interface MappingForm {
  columns: { place: number; name: string; samples: string[] }[];
  choice: MappingGuess;
  /** The file whose way to be read is offered again. */
  kept: OfferedMapping | null;
  dateFormats: readonly string[];
  /** Ways to write dates that read the same values as different days; a person decides. Empty where there is one. */
  ambiguousDates: { pattern: string; written: string; day: string }[];
}

/** The page of one uploaded file. */
export async function describeUpload({ db, dataDir, person, now }: { db: Database; dataDir: string; person: Person; now: Date }, input: { id: string } & Reading) {
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  const { upload, kept, tax } = await withRls(
    db,
    person,
    async (tx) => {
      const row = await readUpload(tx, input.id);
      if (!row) throw new AppError("NOT_FOUND", "This file is not here any more. Upload it again.");
      return { upload: row, kept: row.format === null ? await listKeptMappings(tx) : [], tax: row.format === null ? null : await readKeptTax(tx, row.format) };
    },
    { readOnly: true },
  );
  const lost = isLost(upload, now);
  const state = lost ? ("failed" as const) : upload.state;
  const path = uploadPath(dataDir, upload.id, upload.storedAs);
  const isHere = state !== "imported" && (await isStored(path));
  const options = readOptions(upload.options);
  // While it is worked on nothing of it can be said, and the page asks every moment.
  const mayWork = isHere && state !== "checking" && state !== "importing";
  const detail = mayWork ? await describeFile(upload, path, input, kept, options, latestDay(now)).catch(withoutFile) : NO_DETAIL;
  return {
    id: upload.id,
    fileName: upload.fileName,
    bytes: upload.bytes,
    format: upload.format,
    state,
    isHere,
    /** Where the embedded database writes an import, everybody else waits. */
    holdsOthersUp: db.kind === "embedded",
    progress: readProgress(upload.progress),
    stopAsked: upload.stopAsked,
    report: readReport(upload.report),
    error: lost ? "The program stopped while it worked on this file, so nothing of it was taken. Start again." : upload.error,
    uploadedBy: upload.uploadedBy,
    uploadedAt: new Date(upload.uploadedSeconds * 1000),
    batchId: upload.batchId,
    tax: upload.format !== null && FORMATS_WITH_TAX.includes(upload.format) ? { kept: tax, said: options.tax ?? null } : null,
    rates: options.rates ?? {},
    ...detail,
  };
}

type Detail = { form: MappingForm | null; preview: PreviewTable | null };
const NO_DETAIL: Detail = { form: null, preview: null };

/** Somebody else's import has ended meanwhile and took the file away. */
function withoutFile(error: unknown): Detail {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return NO_DETAIL;
  throw error;
}

async function describeFile(upload: UploadRow, path: string, reading: Reading, kept: readonly KeptMapping[], options: ReturnType<typeof readOptions>, latest: string): Promise<Detail> {
  if (upload.storedAs === null) return NO_DETAIL;
  if (upload.format !== null) return { form: null, preview: await previewRows(path, { as: upload.format, latestDay: latest }, await sampleFile(path, upload.format === "cdnow" ? { delimiter: "blanks" } : {})) };
  const asked = reading.header ?? reading.delimiter ?? reading.line ? reading : readingOf(options.mapping);
  const sample = await sampleFile(path, asked);
  const form = mappingForm(sample, upload.fileName, kept, options.mapping);
  return { form, preview: await previewChoice(path, form, sample, latest) };
}

/** How the file was cut when it was last worked on. */
function readingOf(mapping: unknown): Reading {
  if (mapping === null || typeof mapping !== "object") return {};
  const { header, delimiter, skipLines } = mapping as { header?: unknown; delimiter?: unknown; skipLines?: unknown };
  const names = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", blanks: "blanks" } as const;
  return { header: header === false ? "no" : "yes", delimiter: names[delimiter as keyof typeof names], line: typeof skipLines === "number" ? skipLines + 1 : 1 };
}

function mappingForm(sample: Sample, fileName: string, kept: readonly KeptMapping[], said: unknown): MappingForm {
  const { guess } = guessMapping(sample, fileName);
  const own = toChoice(said, sample);
  const offer = own ? null : offerMapping(kept, sample);
  const choice = (own && own.lost.length === 0 ? own.choice : null) ?? offer?.choice ?? guess;
  return {
    columns: sample.columns.map((name, at) => ({ place: at + 1, name: sample.header ? name : `Column ${at + 1}`, samples: samplesOf(sample, at) })),
    choice,
    kept: offer?.offered ?? null,
    dateFormats: DATE_PATTERNS,
    ambiguousDates: choice.dateFormat === undefined && choice.date !== undefined ? waysToReadDates(sample, choice.date) : [],
  };
}

const samplesOf = (sample: Sample, at: number): string[] =>
  [...new Set(sample.rows.map(({ cells }) => (cells[at] ?? "").trim()).filter((value) => value !== ""))].slice(0, SHOWN_SAMPLES).map((value) => (value.length > 60 ? `${value.slice(0, 59)}…` : value));

/** One date of the file, as each way to write dates reads it. */
function waysToReadDates(sample: Sample, place: number): MappingForm["ambiguousDates"] {
  const found = guessDate(sample.rows.map(({ cells }) => cells[place - 1] ?? ""));
  return found && found.ambiguous.length > 0 ? found.ways : [];
}

async function previewChoice(path: string, { choice, ambiguousDates }: MappingForm, sample: Sample, latest: string): Promise<PreviewTable | null> {
  const { date, amount } = choice;
  // Until somebody has chosen, days are shown in the first way; the page says so.
  const dateFormat = choice.dateFormat ?? ambiguousDates[0]?.pattern;
  if (date === undefined || amount === undefined || dateFormat === undefined) return null;
  try {
    // Whether tax is in the amount changes no row of a preview.
    const whole: MappingChoice = { ...choice, date, amount, dateFormat, ...(choice.tax === undefined ? {} : { taxIs: choice.taxIs ?? "excluded" }) };
    return await previewRows(path, { mapping: toMapping(whole, sample), latestDay: latest }, sample);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
