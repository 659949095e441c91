import { createHash } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { countUnsealed, findStrays, readArchives, readSealable, readSeals, readStoredDetails, type SealableActivity, type StoredDetails, type StoredSeal } from "#db/queries/activity/read-chain.ts";
import { GENESIS, hashActivity, hashSeal } from "./chain.ts";
import { canonicalJson } from "./record-activity.ts";
import type { ArchiveCheck } from "./read-archive.ts";

/** Something in the log that is not as it was sealed. */
interface AuditProblem {
  /** Where in the chain; null for a row that no seal knows. */
  position: number | null;
  activityId: string | null;
  /** A sentence. */
  what: string;
}

/** A position of the chain and the hash (hex) it had there. */
export interface ChainHead {
  position: number;
  hash: string;
}

export interface AuditReport {
  ok: boolean;
  /** The first problems in the order of the chain, at most MOST_PROBLEMS. */
  problems: AuditProblem[];
  seals: number;
  activities: number;
  archivedActivities: number;
  unsealed: number;
  /** Activities whose personal details were erased, which leaves them whole. */
  erasedDetails: number;
  /** Kept elsewhere, it shows later whether the end of the chain was cut off or written anew. */
  head: ChainHead | null;
}

const MOST_PROBLEMS = 20;
const SEALS_AT_ONCE = 4;
/** How often the check begins anew because something was archived meanwhile. */
const TRIES = 3;

interface Options {
  /** Runs one short read; the whole check is many of them, since a chain only grows. */
  read: <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Looks into an archive's file. */
  checkArchive: ArchiveCheck;
  /** Ends of the chain that were noted before: each must still be in it. */
  heads?: readonly ChainHead[];
}

/**
 * Checks the whole activity log against its seals: the chain from its first seal, every activity against its
 * hash, details against their salted hash, and that the log holds nothing that no seal knows. What it cannot
 * notice: an end cut off together with its activities, or a chain written anew from some point, unless an
 * earlier end is among `heads`; and what was done before the activity was sealed.
 */
export async function verifyAudit(options: Options): Promise<AuditReport> {
  for (let tries = 1; ; tries++) {
    const archives = await options.read(readArchives);
    const report = await checkOnce(options, archives);
    // What is archived while the check goes on is gone from where it looks: then it begins anew.
    if (report.ok || tries === TRIES || (await options.read(readArchives)).length === archives.length) return report;
  }
}

async function checkOnce({ read, checkArchive, heads = [] }: Options, archives: Awaited<ReturnType<typeof readArchives>>): Promise<AuditReport> {
  const problems: AuditProblem[] = [];
  const report = { seals: 0, activities: 0, archivedActivities: 0, erasedDetails: 0 };
  const expected = new Map<number, Set<string>>();
  for (const { position, hash } of heads) expected.set(position, (expected.get(position) ?? new Set()).add(hash));
  const say = (position: number | null, activityId: string | null, what: string) => void (problems.length < MOST_PROBLEMS && problems.push({ position, activityId, what }));
  let head: ChainHead = { position: 0, hash: GENESIS };
  const pass = (next: ChainHead) => {
    head = next;
    for (const noted of expected.get(next.position) ?? []) if (noted !== next.hash) say(next.position, null, `Seal ${next.position} is another one than was noted.`);
    expected.delete(next.position);
  };

  for (const archive of archives) {
    if (archive.from !== head.position + 1 || archive.previousHash !== head.hash) say(archive.from, null, `The archive ${archive.fileName} does not go on from what is before it.`);
    const inside = await checkArchive(archive);
    for (const what of inside.problems) say(archive.from, what.activityId, what.what);
    for (const seal of inside.seals) pass(seal);
    pass({ position: archive.to, hash: archive.lastHash });
    report.archivedActivities += archive.count;
  }
  for (;;) {
    const after = head.position;
    const piece = await read(async (tx) => {
      const seals = await readSeals(tx, after, SEALS_AT_ONCE);
      const ids = seals.flatMap((seal) => seal.activityIds);
      return { seals, rows: ids.length > 0 ? await readSealable(tx, ids) : [], details: ids.length > 0 ? await readStoredDetails(tx, ids) : [] };
    });
    if (piece.seals.length === 0) break;
    const rows = new Map(piece.rows.map((row) => [row.id, row]));
    const details = new Map(piece.details.map((detail) => [detail.activityId, detail]));
    for (const seal of piece.seals) {
      if (seal.position !== head.position + 1) say(seal.position, null, `Seals ${head.position + 1} to ${seal.position - 1} are missing.`);
      else if (seal.previousHash !== head.hash) say(seal.position, null, `Seal ${seal.position} does not go on from the one before it.`);
      for (const problem of problemsOfSeal(seal, rows)) say(seal.position, problem.activityId, problem.what);
      for (const id of seal.activityIds) {
        const row = rows.get(id);
        if (!row) continue;
        const state = stateOfDetails(row, details.get(id));
        if (state === "erased") report.erasedDetails++;
        if (state === "changed") say(seal.position, id, "The details of this activity were changed.");
      }
      report.seals++;
      report.activities += seal.activityIds.length;
      pass({ position: seal.position, hash: seal.hash });
    }
  }
  for (const [position] of expected) say(position, null, `Seal ${position} was noted before and is not in the chain, which ends at ${head.position}: its end was cut off.`);
  const { strays, unsealed } = await read(async (tx) => ({ strays: await findStrays(tx), unsealed: await countUnsealed(tx) }));
  if (strays.inserted) say(null, strays.inserted, "This activity is in the log, and no seal knows it: it was inserted past the log's own way.");
  if (strays.deleted) say(null, strays.deleted, "This activity was deleted before it was sealed.");
  return { ok: problems.length === 0, problems, ...report, unsealed, head: head.position === 0 ? null : head };
}

/** What is wrong with a seal and its rows, the rows first: they are what somebody wanted to change. */
function problemsOfSeal(seal: StoredSeal, rows: ReadonlyMap<string, SealableActivity>): { activityId: string | null; what: string }[] {
  const found: { activityId: string | null; what: string }[] = [];
  seal.activityIds.forEach((id, n) => {
    const row = rows.get(id);
    if (!row) found.push({ activityId: id, what: "This activity was deleted." });
    else if (hashActivity(row) !== seal.rowHashes[n]) found.push({ activityId: id, what: "This activity was edited." });
  });
  if (seal.rowHashes.length !== seal.activityIds.length || hashSeal(seal) !== seal.hash) found.push({ activityId: null, what: `Seal ${seal.position} was edited.` });
  return found;
}

function stateOfDetails(row: SealableActivity, kept: StoredDetails | undefined): "none" | "whole" | "erased" | "changed" {
  if (row.detailsHash === null) return kept ? "changed" : "none";
  if (!kept) return "erased";
  const hash = createHash("sha256").update(kept.salt).update(canonicalJson(kept.details)).digest("hex");
  return hash === row.detailsHash ? "whole" : "changed";
}
