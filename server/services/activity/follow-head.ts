import type { Database, Tx } from "#db/client.ts";
import { readHashAt } from "#db/queries/activity/read-chain.ts";
import { withSystem } from "#db/rls.ts";
import { noteHead, readNotedHead } from "./audit-files.ts";
import type { ChainHead } from "./verify-audit.ts";

/** Whether an end of the chain that was noted is still in it. Inside an archive only a check of its file can say no. */
export async function holdsHead(tx: Tx, head: ChainHead): Promise<boolean> {
  const { reaches, hash } = await readHashAt(tx, head.position);
  return reaches && (hash === null || hash === head.hash);
}

/**
 * Notes the end of the chain in the data directory where it goes on from the end that was noted there
 * before. Where it does not, somebody cut it off or wrote it anew: the earlier note is the evidence and stays. True when it goes on.
 */
export async function followHead(db: Database, dataDir: string, head: ChainHead | null): Promise<boolean> {
  const noted = readNotedHead(dataDir);
  if (noted && !(await withSystem(db, "look for the noted end of the chain", (tx) => holdsHead(tx, noted), { readOnly: true }))) return false;
  if (head && head.position > (noted?.position ?? 0)) noteHead(dataDir, head);
  return true;
}
