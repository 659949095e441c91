import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KEYLESS } from "#agents/runtime/embedder.ts";
import { CUT_VERSION } from "#kb/ingest/cut-version.ts";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { createTestRuntime, TestClock } from "../../testing/runtime.ts";
import { startIndexer } from "./start-indexer.ts";

const folder = mkdtempSync(join(tmpdir(), "misty-indexer-"));
let shop: TestDatabase;
const system = <T>(fn: Parameters<typeof withSystem<T>>[2]): Promise<T> => withSystem(shop.db, "a test", fn);

beforeAll(async () => {
  shop = await openTestDatabase();
});
afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a storage that takes nothing holds up what needs it and nothing else, and the system page says so", async () => {
  // The program's documents are new, and there is no place to put them.
  writeFileSync(join(folder, "files"), "a file where the directory should be");
  const id = v7();
  await system(async (tx) => {
    await tx.execute(sql`insert into documents (id, title, audience, kind, file_name, storage_key, size_bytes, content_hash, status, indexed_version, cut_version, body, chunk_count, embedding_model, worker, held_until)
      values (${id}, 'Returns', 'staff', 'markdown', 'returns.md', 'x', 1, 'x', 'indexed', 1, ${CUT_VERSION}, 'Thirty days.', 1, ${KEYLESS.id}, 'a process that ended', '2099-01-01')`);
    await tx.execute(sql`insert into document_chunks (id, document_id, audience, position, content, start_offset, end_offset, content_hash, terms, term_count) values (${v7()}, ${id}, 'staff', 0, 'Thirty days.', 0, 12, 'x', 'thirty:1 day:2', 2)`);
  });
  const indexer = startIndexer(createTestRuntime(shop.db, new TestClock(), { MISTY_DATA_DIR: folder, MISTY_DEMO: "on" }));
  try {
    await expect.poll(() => system((tx) => tx.execute<{ embedded: number }>(sql`select embedded_count as embedded from documents where id = ${id}`)), { timeout: 30_000 }).toMatchObject([{ embedded: 1 }]);
    await expect.poll(() => system((tx) => tx.execute(sql`select status, error from job_runs where name = 'index-documents'`)), { timeout: 30_000 }).toMatchObject([{ status: "failed", error: expect.stringMatching(/^The disk did not take/) as string }]);
  } finally {
    await indexer.stop();
  }
});
