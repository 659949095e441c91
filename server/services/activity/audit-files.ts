import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod/v4";
import type { ChainHead } from "./verify-audit.ts";

const kept = z.object({ position: z.number().int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** Where archived activities lie. */
export const archiveFolder = (dataDir: string): string => join(dataDir, "archive");

const headFile = (dataDir: string): string => join(dataDir, "audit-head.json");

/** Notes the end of the chain outside the database, where an end that is cut off there can be noticed. */
export function noteHead(dataDir: string, head: ChainHead): void {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${headFile(dataDir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ position: head.position, hash: head.hash })}\n`, { mode: 0o600 });
  renameSync(draft, headFile(dataDir));
}

/** The end that was noted here last; null where none was, or what lies there says none. */
export function readNotedHead(dataDir: string): ChainHead | null {
  try {
    return kept.parse(JSON.parse(readFileSync(headFile(dataDir), "utf8")));
  } catch {
    return null;
  }
}
