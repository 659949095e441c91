import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { readArchives, SealableActivity, StoredSeal } from "#db/queries/activity/read-chain.ts";
import { hashActivity, hashSeal } from "./chain.ts";

type StoredArchive = Awaited<ReturnType<typeof readArchives>>[number];

/** What an archive's file says: the end of each seal in it, and what is wrong with it. */
export type ArchiveCheck = (archive: StoredArchive) => Promise<{ seals: { position: number; hash: string }[]; problems: { activityId: string | null; what: string }[] }>;

/** A line of an archive: a seal, and then its activities in its order. */
export type ArchiveLine = { seal: StoredSeal } | { activity: SealableActivity };

/**
 * Checks the files of archives in `folder`: the file's own hash, the chain inside it, and every activity
 * against its hash. A file that is not there is said, since what it held cannot be checked.
 */
export function checkArchivesIn(folder: string): ArchiveCheck {
  return async (archive) => {
    const seals: { position: number; hash: string }[] = [];
    const problems: { activityId: string | null; what: string }[] = [];
    const bytes = createHash("sha256");
    const say = (what: string, activityId: string | null = null) => void problems.push({ activityId, what });
    let previous = archive.previousHash;
    let count = 0;
    let seal: StoredSeal | null = null;
    let at = 0;
    try {
      const source = createReadStream(join(folder, archive.fileName));
      source.on("data", (piece) => bytes.update(piece));
      const unzipped = source.pipe(createGunzip());
      source.on("error", (error) => unzipped.destroy(error));
      for await (const text of createInterface({ input: unzipped, crlfDelay: Infinity })) {
        const line = JSON.parse(text) as ArchiveLine;
        if ("seal" in line) {
          if (seal && at !== seal.activityIds.length) say(`Activities of seal ${seal.position} are missing in the archive ${archive.fileName}.`);
          seal = line.seal;
          at = 0;
          if (seal.previousHash !== previous || hashSeal(seal) !== seal.hash) say(`Seal ${seal.position} in the archive ${archive.fileName} was edited.`);
          previous = seal.hash;
          seals.push({ position: seal.position, hash: seal.hash });
        } else {
          if (!seal || line.activity.id !== seal.activityIds[at] || hashActivity(line.activity) !== seal.rowHashes[at]) say(`This activity was edited in the archive ${archive.fileName}.`, line.activity.id);
          at++;
          count++;
        }
      }
      if (previous !== archive.lastHash || count !== archive.count) say(`The archive ${archive.fileName} does not hold what was put into it.`);
    } catch (error) {
      say(`The archive ${archive.fileName} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
      return { seals, problems };
    }
    if (bytes.digest("hex") !== archive.fileHash) say(`The file of the archive ${archive.fileName} was changed.`);
    return { seals, problems };
  };
}
