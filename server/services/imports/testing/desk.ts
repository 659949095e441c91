import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "#db/client.ts";
import { people } from "#db/testing/index.ts";
import { BackgroundWork } from "../../../background-work.ts";
import type { UploadPart } from "../../../contracts/imports.ts";
import { createLogger } from "../../../logger.ts";
import { receiveUpload } from "../uploads/receive-upload.ts";
import type { UploadWork } from "../uploads/work-on-upload.ts";
import { NOW } from "./support.ts";

/** The import desk of a test: uploads into a folder of its own, work in the background that can be waited for. */
export function openDesk(db: Database, role: "buyer" | "manager" = "buyer") {
  const dataDir = mkdtempSync(join(tmpdir(), "misty-desk-"));
  const background = new BackgroundWork(createLogger("silent"));
  const person = { id: people[role].id, role };
  const work: UploadWork = { db, dataDir, person, clock: () => NOW, start: (name, run) => background.start(name, run) };
  async function* pieces(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (let at = 0; at < bytes.length; at += 1_000) {
      await Promise.resolve();
      yield bytes.subarray(at, at + 1_000);
    }
  }
  return {
    work,
    dataDir,
    background,
    reader: { db, dataDir, person, now: NOW },
    upload: (files: Record<string, string | Uint8Array>): Promise<{ id: string }> =>
      receiveUpload({ db, dataDir, person, now: NOW }, async (take: (part: UploadPart) => Promise<void>) => {
        for (const [name, content] of Object.entries(files)) await take({ name, pieces: pieces(content) });
      }),
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
