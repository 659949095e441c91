import { parseArgs } from "node:util";
import { withSystem } from "#db/rls.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { openDatabase } from "../open-database.ts";
import { archiveFolder, readNotedHead } from "../services/activity/audit-files.ts";
import { checkArchivesIn } from "../services/activity/read-archive.ts";
import { type AuditReport, type ChainHead, verifyAudit } from "../services/activity/verify-audit.ts";

const USAGE = "Usage: npm run admin -- verify-audit [--head POSITION:HASH] [--json]\nPOSITION:HASH is an end of the chain that an earlier run printed.";

function readOptions(args: string[]): { heads: ChainHead[]; json: boolean } {
  const { values } = parse(args);
  const head = /^(\d{1,15}):([0-9a-f]{64})$/.exec(values.head ?? "");
  if (values.head !== undefined && !head) throw new AppError("BAD_REQUEST", `--head is a position and a hash, like 12:9f86d0...\n${USAGE}`);
  return { heads: head?.[1] && head[2] ? [{ position: Number(head[1]), hash: head[2] }] : [], json: values.json ?? false };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { head: { type: "string" }, json: { type: "boolean" } } });
  } catch (error) {
    throw new AppError("BAD_REQUEST", `${error instanceof Error ? error.message : "The arguments are not right."}\n${USAGE}`);
  }
}

/** Checks the activity log and says what was found. Returns the exit code: 0 whole, 1 broken. */
export async function verifyAuditHere(env: Env, args: string[]): Promise<number> {
  const { heads, json } = readOptions(args);
  const noted = readNotedHead(env.dataDir);
  const opened = await openDatabase(env, { purpose: "command" });
  try {
    const report = await verifyAudit({
      read: (fn) => withSystem(opened.db, "verify the audit trail", fn, { readOnly: true, snapshot: true }),
      checkArchive: checkArchivesIn(archiveFolder(env.dataDir)),
      heads: noted ? [...heads, noted] : heads,
    });
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : sayReport(report, heads.length > 0 || noted !== null));
    return report.ok ? 0 : 1;
  } finally {
    await opened.close();
  }
}

function sayReport(report: AuditReport, hadHead: boolean): string {
  const lines = report.ok
    ? ["The activity log is whole."]
    : ["The activity log is NOT whole. The first that is broken:", ...report.problems.map(({ position, activityId, what }) => `  ${position === null ? "" : `seal ${position}: `}${activityId === null ? "" : `activity ${activityId}: `}${what}`)];
  lines.push(
    `${report.activities} activities in ${report.seals} seals, ${report.archivedActivities} in archives, ${report.unsealed} not sealed yet.`,
    `${report.erasedDetails} activities have lost their personal details (erased), which leaves them whole.`,
    report.head ? `The end of the chain: ${report.head.position}:${report.head.hash}` : "There is no seal yet.",
  );
  if (!hadHead) lines.push("No earlier end of the chain was known here, so an end that was cut off cannot be noticed: keep the one above and give it with --head.");
  return `${lines.join("\n")}\n`;
}
