import { once } from "node:events";
import type { Writable } from "node:stream";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";

/** A row on its way into import_rows. `raw` and `data` are JSON text. */
export interface StagedRow {
  file: string;
  line: number;
  kind: string;
  raw: string;
  data: string | null;
  key: string | null;
  /** Set for a refused row. */
  error: { column: string | null; message: string } | null;
}

/** Writes rows into import_rows in bulk, holding only a piece of them. */
export interface Stager {
  /** Takes a row; nothing is written yet. */
  add(row: StagedRow): void;
  /** Writes what is due; call it between pieces of the file. */
  flush(): Promise<void>;
  /** Writes the rest. */
  finish(): Promise<void>;
  /** Stops without writing the rest. */
  abandon(): Promise<void>;
}

/** Stages by COPY on a server and by arrays embedded, where COPY hangs the connection. */
export function openStager(db: Database, batchId: string): Stager {
  return db.kind === "server" ? new CopyStager(db, batchId) : new ArrayStager(db, batchId);
}

/** One COPY takes this many rows, so that no statement lasts long and the batch's heartbeat gets between. */
const ROWS_PER_COPY = 200_000;
const COPY_BYTES = 128 * 1024;

const escapeCopy = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/\\/g, "\\\\").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r") : text);
const orNull = (text: string | null): string => (text === null ? "\\N" : escapeCopy(text));

class CopyStager implements Stager {
  #text = "";
  #rows = 0;
  #stream: Writable | null = null;
  #failure: Error | null = null;

  constructor(
    private readonly db: Database,
    private readonly batchId: string,
  ) {}

  add(row: StagedRow): void {
    this.#text +=
      `${this.batchId}\t${escapeCopy(row.file)}\t${row.line}\t${row.kind}\t${row.error ? "refused" : "accepted"}\t${escapeCopy(row.raw)}\t` +
      `${orNull(row.data)}\t${orNull(row.key)}\t${orNull(row.error?.column ?? null)}\t${orNull(row.error?.message ?? null)}\n`;
    this.#rows++;
  }

  async flush(): Promise<void> {
    if (this.#text.length >= COPY_BYTES) await this.#write();
    if (this.#rows >= ROWS_PER_COPY) await this.#close();
  }

  async finish(): Promise<void> {
    await this.#write();
    await this.#close();
  }

  abandon(): Promise<void> {
    this.#stream?.destroy();
    this.#stream = null;
    return Promise.resolve();
  }

  async #write(): Promise<void> {
    if (this.#text === "") return;
    const text = this.#text;
    this.#text = "";
    const stream = (this.#stream ??= await this.#open());
    if (!stream.write(text)) await drained(stream);
    this.#check();
  }

  #check(): void {
    if (this.#failure) throw this.#failure;
  }

  async #open(): Promise<Writable> {
    const stream = await this.db.client`copy import_rows (batch_id, file, row_number, kind, status, raw, data, key, error_column, error) from stdin`.writable();
    stream.on("error", (error: Error) => (this.#failure = error));
    return stream;
  }

  async #close(): Promise<void> {
    const stream = this.#stream;
    this.#stream = null;
    this.#rows = 0;
    this.#check();
    if (!stream) return;
    stream.end();
    await once(stream, "finish");
    this.#check();
  }
}

/** Waits until the stream takes more, or has ended badly. */
async function drained(stream: Writable): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([once(stream, "drain", done), once(stream, "close", done)]);
  } finally {
    done.abort();
  }
}

/** A statement takes at most this many rows, or this many characters. */
const ROWS_PER_INSERT = 5_000;
const CHARACTERS_PER_INSERT = 2_000_000;

class ArrayStager implements Stager {
  #rows: StagedRow[] = [];
  #characters = 0;

  constructor(
    private readonly db: Database,
    private readonly batchId: string,
  ) {}

  add(row: StagedRow): void {
    this.#rows.push(row);
    this.#characters += row.raw.length + (row.data?.length ?? 0);
  }

  async flush(): Promise<void> {
    if (this.#rows.length >= ROWS_PER_INSERT || this.#characters >= CHARACTERS_PER_INSERT) await this.finish();
  }

  async finish(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    this.#characters = 0;
    for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) await this.#insert(rows.slice(at, at + ROWS_PER_INSERT));
  }

  abandon(): Promise<void> {
    this.#rows = [];
    return Promise.resolve();
  }

  async #insert(rows: StagedRow[]): Promise<void> {
    const column = (pick: (row: StagedRow) => string | null) => sql`${sql.param(rows.map(pick))}::text[]`;
    await withSystem(this.db, "stage the rows of an import", (tx) =>
      tx.execute(sql`
        insert into import_rows (batch_id, file, row_number, kind, status, raw, data, key, error_column, error)
        select ${this.batchId}::uuid, file, line::int, kind, (case when error is null then 'accepted' else 'refused' end)::import_row_status, raw::jsonb, data::jsonb, key, error_column, error
        from unnest(${column((row) => row.file)}, ${column((row) => String(row.line))}, ${column((row) => row.kind)}, ${column((row) => row.raw)},
          ${column((row) => row.data)}, ${column((row) => row.key)}, ${column((row) => row.error?.column ?? null)}, ${column((row) => row.error?.message ?? null)})
          as rows (file, line, kind, raw, data, key, error_column, error)`),
    );
  }
}
