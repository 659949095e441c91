import type { Database } from "#db/client.ts";
import type { Person } from "#db/rls.ts";
import { STOCK_DESK } from "#db/policies.ts";
import { listKeptMappings, readKeptTax, readUpload, type UploadRow } from "#db/queries/imports/read-upload.ts";
import { withRls } from "#db/rls.ts";
import { IMPORTS_SENTENCE, type MappingChoice, type Reading } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { requireRoles } from "../../context.ts";
import { FORMATS_WITH_TAX } from "../settle-tax.ts";
import { DATE_PATTERNS, guessDate } from "./guess-date.ts";
import { guessMapping, type MappingGuess } from "./guess-mapping.ts";
import { toChoice, toMapping } from "./mapping.ts";
import { type PreviewTable, previewRows } from "./preview-rows.ts";
import { type Sample, sampleFile } from "./sample-file.ts";
import { isLost, readOptions, readProgress, readReport } from "./upload-state.ts";
import { thisHost, uploadPath } from "./upload-files.ts";

const SHOWN_SAMPLES = 3;

/** What the form for own columns shows. */
export interface MappingForm {
  columns: { place: number; name: string; samples: string[] }[];
  choice: MappingGuess;
  /** The file whose way to be read is offered again, and when it was imported. */
  kept: { fileName: string; at: Date } | null;
  dateFormats: readonly string[];
  /** Dates that fit several ways to write them as different days; a person decides. */
  ambiguousDates: string[];
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
  const isHere = upload.host === thisHost() && upload.state !== "imported";
  const options = readOptions(upload.options);
  const detail = isHere ? await describeFile(upload, uploadPath(dataDir, upload.id, upload.storedAs), input, kept, options) : { form: null, preview: null };
  return {
    id: upload.id,
    fileName: upload.fileName,
    bytes: upload.bytes,
    format: upload.format,
    state: lost ? ("failed" as const) : upload.state,
    isHere,
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

type Kept = Awaited<ReturnType<typeof listKeptMappings>>;

async function describeFile(upload: UploadRow, path: string, reading: Reading, kept: Kept, options: ReturnType<typeof readOptions>): Promise<{ form: MappingForm | null; preview: PreviewTable | null }> {
  if (upload.storedAs === null) return { form: null, preview: null };
  try {
    if (upload.format !== null) return { form: null, preview: await previewRows(path, { as: upload.format }, await sampleFile(path, upload.format === "cdnow" ? { delimiter: "blanks" } : {})) };
    const asked = reading.header ?? reading.delimiter ? reading : readingOf(options.mapping);
    const sample = await sampleFile(path, asked);
    const form = mappingForm(sample, upload.fileName, kept, options.mapping);
    return { form, preview: await previewChoice(path, form.choice, sample) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { form: null, preview: null };
    throw error;
  }
}

/** How the file was cut when it was last worked on. */
function readingOf(mapping: unknown): Reading {
  if (mapping === null || typeof mapping !== "object") return {};
  const { header, delimiter } = mapping as { header?: unknown; delimiter?: unknown };
  const names = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", blanks: "blanks" } as const;
  return { header: header === false ? "no" : "yes", delimiter: names[delimiter as keyof typeof names] };
}

const sameColumns = (columns: unknown, sample: Sample): boolean =>
  columns !== null && typeof columns === "object" && Object.values(columns).some((names) => Array.isArray(names) && names.map((name) => String(name).toLowerCase()).join("\n") === sample.columns.join("\n").toLowerCase());

function mappingForm(sample: Sample, fileName: string, kept: Kept, said: unknown): MappingForm {
  const { guess } = guessMapping(sample, fileName);
  const before = kept.find(({ columns, mapping }) => sameColumns(columns, sample) && toChoice(mapping, sample) !== null);
  const own = toChoice(said, sample);
  const choice = own ?? (before && toChoice(before.mapping, sample)) ?? guess;
  const dates = choice.date === undefined ? null : guessDate(sample.rows.map(({ cells }) => cells[(choice.date ?? 1) - 1] ?? ""));
  return {
    columns: sample.columns.map((name, at) => ({ place: at + 1, name: sample.header ? name : `Column ${at + 1}`, samples: [...new Set(sample.rows.map(({ cells }) => (cells[at] ?? "").trim()).filter((value) => value !== ""))].slice(0, SHOWN_SAMPLES).map((value) => value.slice(0, 60)) })),
    choice,
    kept: own === null && before ? { fileName: before.fileName, at: new Date(before.completedSeconds * 1000) } : null,
    dateFormats: DATE_PATTERNS,
    ambiguousDates: own === null && !before ? (dates?.ambiguous ?? []) : [],
  };
}

async function previewChoice(path: string, choice: MappingGuess, sample: Sample): Promise<PreviewTable | null> {
  const { date, amount, dateFormat } = choice;
  if (date === undefined || amount === undefined || dateFormat === undefined) return null;
  try {
    const whole: MappingChoice = { ...choice, date, amount, dateFormat };
    return await previewRows(path, { mapping: toMapping(whole, sample) }, sample);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
