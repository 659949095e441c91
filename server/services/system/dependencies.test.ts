import { expect, test } from "vitest";
import { describeDependencies, sayBytes, type Dependency, type SystemFacts } from "./dependencies.ts";

const now = new Date("2026-06-30T12:00:00Z");
const before = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

/** Everything configured and well. */
const well: SystemFacts = {
  now,
  database: { kind: "server", version: "17.4", bytes: 52_000_000, applied: 23, pending: [], pooled: false, hasDirect: false },
  queue: { installed: true, lookedAt: before(1), failedLately: 0, loopsFailing: [], loopsSilent: [], worksHere: true },
  log: { unsealed: 2, oldestUnsealedAt: before(0), isEndKept: true, check: { isWhole: true, first: null } },
  mail: { transport: "emailjs", placeboOn: false, placeboAddress: null, queued: 0, unknown: 0, failed: 0, oldestQueuedAt: null },
  model: { provider: "vertex", id: "gemini-2.5-flash", state: "ok", notice: null },
  embeddings: { provider: "vertex", name: "text-embedding-004", state: "ok", notice: null, passages: 240, embedded: 240 },
  files: { kind: "supabase", state: "ok", reason: "Files are kept in Supabase Storage." },
  storage: { writable: true, freeBytes: 20e9, totalBytes: 40e9, problem: null },
  cache: { kind: "redis", state: "on", words: "Redis answers." },
  traces: { targets: ["Langfuse"], dropped: 0 },
  webhook: { configured: true, lastAt: before(5), failed: 0 },
  metrics: { configured: true },
};

const find = (facts: SystemFacts, id: Dependency["id"]): Dependency => {
  const found = describeDependencies(facts).find((each) => each.id === id);
  if (!found) throw new Error(`nothing is said of ${id}`);
  return found;
};

test("with everything there and well, all is ok and nothing is missing", () => {
  for (const each of describeDependencies(well)) expect(each, each.name).toMatchObject({ state: "ok", works: null });
});

test("with nothing configured each part that is off says so, why, and what still works", () => {
  const bare: SystemFacts = {
    ...well,
    database: { ...well.database, kind: "embedded" },
    mail: { ...well.mail, transport: "file", placeboOn: true },
    model: { provider: "offline", id: "misty-offline", state: "ok", notice: null },
    embeddings: { ...well.embeddings, provider: "built-in", name: "misty-hash-768-1" },
    files: { kind: "local", state: "ok", reason: "Files are kept on this machine's disk, in the data directory." },
    cache: { kind: "memory", state: "on", words: "In the memory of this process." },
    traces: { targets: [], dropped: 0 },
    webhook: { configured: false, lastAt: null, failed: 0 },
    metrics: { configured: false },
  };
  const off = describeDependencies(bare).filter(({ state }) => state === "off");
  expect(off.map(({ id }) => id)).toEqual(["mail", "model", "embeddings", "traces", "webhook", "metrics"]);
  for (const each of off) {
    expect(each.reason).toMatch(/\.$/);
    expect(each.works).toMatch(/work|kept|say|found/);
  }
});

test.each<[string, Dependency["id"], Dependency["state"], RegExp, Partial<SystemFacts>]>([
  ["a pooler without a direct address", "database", "degraded", /transaction pooler/, { database: { ...well.database, pooled: true } }],
  ["a migration that waits", "database", "degraded", /0024_next/, { database: { ...well.database, pending: ["0024_next"] } }],
  ["no queue", "queue", "off", /No worker has started/, { queue: { ...well.queue, installed: false, lookedAt: null } }],
  ["no worker any more", "queue", "degraded", /for 12 minutes/, { queue: { ...well.queue, lookedAt: before(12), worksHere: false } }],
  ["a loop that fails", "queue", "degraded", /send-emails/, { queue: { ...well.queue, loopsFailing: ["send-emails"] } }],
  ["a loop that has died or hangs", "queue", "degraded", /told nothing.*seal-log/, { queue: { ...well.queue, loopsSilent: ["seal-log"] } }],
  ["a chain whose end was cut off", "log", "degraded", /cut off/, { log: { ...well.log, isEndKept: false } }],
  ["a log that was found broken", "log", "degraded", /Seal 2 was edited/, { log: { ...well.log, check: { isWhole: false, first: "Seal 2 was edited." } } }],
  ["acts that nobody seals", "log", "degraded", /5 acts waiting for a seal, the oldest for 30 minutes/, { log: { ...well.log, unsealed: 5, oldestUnsealedAt: before(30) } }],
  ["a failed job", "queue", "degraded", /1 job failed/, { queue: { ...well.queue, failedLately: 1 } }],
  ["placebo mode", "mail", "off", /goes to test@shop\.example/, { mail: { ...well.mail, placeboOn: true, placeboAddress: "test@shop.example" } }],
  ["a backlog", "mail", "degraded", /3 mails waiting, the oldest for 40 minutes/, { mail: { ...well.mail, queued: 3, oldestQueuedAt: before(40) } }],
  ["a mail nobody knows of", "mail", "degraded", /whether a mail left/, { mail: { ...well.mail, unknown: 1 } }],
  ["a model that is gone", "model", "off", /not served/, { model: { ...well.model, state: "gone", notice: "The model is not served any more." } }],
  ["a model that never answered", "model", "degraded", /has not answered/, { model: { ...well.model, state: "unknown" } }],
  ["an embedding model that is gone", "embeddings", "off", /not served.*All 240 passages/, { embeddings: { ...well.embeddings, state: "gone", notice: "The embedding model is not served any more." } }],
  ["an embedding model that is away", "embeddings", "degraded", /has a fault.*100 passages of 240/, { embeddings: { ...well.embeddings, state: "away", notice: "Its server has a fault.", embedded: 100 } }],
  ["an embedding model nobody asked yet", "embeddings", "degraded", /not asked.*No passage/, { embeddings: { ...well.embeddings, state: "unknown", passages: 0, embedded: 0 } }],
  ["a storage of files that is away", "files", "degraded", /does not answer/, { files: { kind: "supabase", state: "degraded", reason: "Supabase Storage does not answer." } }],
  ["a full disk", "storage", "degraded", /nearly full\. 500 MB free/, { storage: { ...well.storage, freeBytes: 5e8 } }],
  ["a directory of somebody else", "storage", "off", /EACCES/, { storage: { ...well.storage, writable: false, problem: "EACCES" } }],
  ["a Redis that is away", "cache", "degraded", /refused/, { cache: { kind: "redis", state: "away", words: "Redis refused the connection." } }],
  ["dropped traces", "traces", "degraded", /1,200 could not/, { traces: { targets: ["Langfuse"], dropped: 1_200 } }],
])("%s", (_what, id, state, reason, change) => {
  expect(find({ ...well, ...change }, id)).toMatchObject({ state, reason: expect.stringMatching(reason) as string, works: expect.any(String) as string });
});

test.each([[0, "0 bytes"], [999, "999 bytes"], [1_500, "1.5 kB"], [52_000_000, "52 MB"], [1_400_000_000, "1.4 GB"]])("%d bytes are %s", (bytes, words) => {
  expect(sayBytes(bytes)).toBe(words);
});
