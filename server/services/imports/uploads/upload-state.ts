import { z } from "zod/v4";
import type { UploadRow } from "#db/queries/imports/read-upload.ts";
import { isWorkerAlive } from "../worker-identity.ts";

/** A worker on another machine that was not heard of for so long is gone. */
const SILENCE_MS = 120_000;

/** True when a file stands as worked on and its process is gone. */
export function isLost(upload: Pick<UploadRow, "worker" | "heartbeatSeconds">, now: Date): boolean {
  if (upload.worker === null) return false;
  return !(isWorkerAlive(upload.worker) ?? (upload.heartbeatSeconds !== null && now.getTime() - upload.heartbeatSeconds * 1000 < SILENCE_MS));
}

const options = z.object({ mapping: z.unknown().optional(), tax: z.enum(["included", "excluded"]).optional(), rates: z.record(z.string(), z.string()).optional() });
export type UploadOptions = z.output<typeof options>;

const progress = z.object({ phase: z.enum(["reading", "applying"]), done: z.number(), share: z.number().nullable() });

const report = z.object({
  rows: z.number(),
  imported: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  errors: z.array(z.object({ file: z.string().optional(), row: z.number().nullable(), column: z.string().nullable(), message: z.string() })),
});

/** What was said about an upload, as it was kept; what does not fit counts as unsaid. */
export const readOptions = (kept: unknown): UploadOptions => options.safeParse(kept).data ?? {};
/** How far the work on it is; null when nobody said. */
export const readProgress = (kept: unknown): z.output<typeof progress> | null => progress.safeParse(kept).data ?? null;
/** What the last check found; null before one. */
export const readReport = (kept: unknown): z.output<typeof report> | null => report.safeParse(kept).data ?? null;
